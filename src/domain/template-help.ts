// What a name of a profile can be made of, and what a line for a prompt: `rolecall help templates`.
import { type HelpRow, helpRowLines } from './help-rows.ts';
import { profileFilters } from './profile-filters.ts';
import { statusPlaceholders } from './status-text.ts';

export const templateFields: readonly HelpRow[] = [
  ['account_name', "the account's name, yours from config.yaml before that of AWS"],
  ['account_id', '12 digits'],
  ['role_name', "the role's name at AWS"],
  ['email', "the account's e-mail address"],
  ['instance', 'the name of the Identity Center instance in config.yaml'],
  ['region', "the role's region, empty where it has none"],
  ['tags.KEY', 'a tag, empty where the role has none'],
];

const examples: readonly HelpRow[] = [
  ['{{ account_name | slug }}-{{ role_name }}', 'acme-prod-Admin'],
  ['{{ tags.env | default: "any" }}/{{ account_name | kebab }}', 'prod/acme-prod'],
  ['{{ account_id | slice: 8, 4 }}-{{ role_name | initials }}', '1111-aroa'],
];

export const templateHelpText = `Names of profiles: profile_template in config.yaml, a template of Liquid over

${helpRowLines(templateFields)}

with Liquid's filters and these: ${Object.keys(profileFilters).join(', ')}.

${helpRowLines(examples)}

  rolecall profiles preview --template '{{ account_name | slug }}-{{ role_name }}'

shows what it makes of your roles. What no SDK could read in a name is replaced.

A line for a prompt: rolecall status --format TEMPLATE, where these are filled in:
  ${statusPlaceholders.map((name) => `{${name}}`).join(' ')}
`;
