// Profile names from a Liquid template. A template is parsed once and then renders a role in a few microseconds.
// Templates are the user's own, yet get no files (`include`, `render`) and no large ranges.
import { Liquid, type Template } from 'liquidjs';
import { UsageError } from './errors.ts';
import { portableProfileName } from './portable-name.ts';
import { asText, profileFilters } from './profile-filters.ts';
import type { ProfileFields, ProfileNamer } from './resolve-roles.ts';

const variables = ['account_name', 'account_id', 'role_name', 'email', 'instance', 'region', 'tags'];

let engine: Liquid | undefined;

const liquid = (): Liquid => {
  if (engine === undefined) {
    engine = new Liquid({ strictFilters: true, templates: {}, memoryLimit: 100_000 });
    for (const [name, filter] of Object.entries(profileFilters)) engine.registerFilter(name, filter);
  }
  return engine;
};

const badTemplate = (template: string, reason: string): UsageError =>
  new UsageError(
    `profile_template ${JSON.stringify(template)} is not right: ${reason}`,
    `It may use ${variables.map((name) => (name === 'tags' ? 'tags.KEY' : name)).join(', ')}, and the filters ${Object.keys(profileFilters).join(', ')} and those of Liquid.\nExample: profile_template: "{{ account_name | slug }}-{{ role_name }}"`,
  );

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return `${text.replace(/\.$/, '')}.`;
};

const parse = (template: string): Template[] => {
  let used: readonly string[];
  let parsed: Template[];
  try {
    parsed = liquid().parse(template);
    used = liquid().globalVariablesSync(parsed);
  } catch (error) {
    throw badTemplate(template, reasonOf(error));
  }
  const unknown = used.find((name) => !variables.includes(name));
  if (unknown !== undefined) throw badTemplate(template, `there is no variable ${unknown}.`);
  if (used.length === 0) throw badTemplate(template, 'it gives every role the same name.');
  return parsed;
};

const scopeOf = (fields: ProfileFields): object => ({
  account_name: fields.accountName,
  account_id: fields.accountId,
  role_name: fields.roleName,
  email: fields.email,
  instance: fields.instance,
  region: fields.region ?? '',
  tags: fields.tags,
});

/** What the template makes of a role, before it is made portable. Errors: as `profileNamer`. */
export const profileTexts = (template: string): ProfileNamer => {
  const parsed = parse(template);
  return (fields) => {
    try {
      return asText(liquid().renderSync(parsed, scopeOf(fields))).trim();
    } catch (error) {
      throw badTemplate(template, reasonOf(error));
    }
  };
};

/**
 * A function that makes the portable profile name of a role. Errors: UsageError for a template that does not parse,
 * uses a variable or a filter that does not exist, or fails while rendering.
 */
export const profileNamer = (template: string): ProfileNamer => {
  const textOf = profileTexts(template);
  return (fields) => portableProfileName(textOf(fields));
};
