// Which roles `each` is for: those that the words and flags leave, and those that are added by name or by `--also`.
import type { Command } from 'commander';
import type { Config } from '../domain/config.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import type { KnownRoles } from '../domain/known-roles.ts';
import { type Role, roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { explainNoUse, findRoles } from '../domain/select-roles.ts';
import { knownRoles } from '../engine/known-roles.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { findInstance, requireInstances } from './instance-option.ts';
import { addSavedOption, withSaved } from './saved-option.ts';

export type EachRoles = {
  readonly roles: readonly Role[];
  readonly config: Config;
  readonly known: RoleList;
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const addEachSelectors = (command: Command): Command =>
  addSavedOption(command)
    .argument('[query...]', 'only roles that match, as in the picker')
    .option('--also <query>', 'and those that match this; may be repeated', collect)
    .option('-p, --profile <name>', 'and the role with this profile name; may be repeated', collect)
    .option('-A, --account <id>', 'only roles of this account, by id or name')
    .option('-R, --role <name>', 'only roles of this name')
    .option('-a, --arn <arn>', 'and the role of this ARN, or ACCOUNT:ROLE; may be repeated', collect)
    .option('--instance <name>', 'only roles of this instance')
    .option('--all', 'every role')
    .option('--mfa-code <code>', 'code of the MFA device, where one is due');

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const listOf = (value: Options[string]): readonly string[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];

const none = (text: string, why: string): UserError =>
  new UserError(`No role matches ${text}.`, {
    hint: `${why === '' ? '' : `${why}\n`}See what there is with: rolecall list\nNew roles appear after: rolecall refresh`,
  });

/** A part of the selection that finds nothing is a mistake, even where others find something. */
const some = (found: readonly Role[], text: string, why: () => string = () => ''): readonly Role[] => {
  if (found.length === 0) throw none(text, why());
  return found;
};

const explain = (own: RoleList, query: string | undefined) => (): string =>
  query === undefined ? '' : explainNoUse(own, query);

type Given = { readonly words: readonly string[]; readonly options: Options };

type Narrowing = {
  readonly options: Options;
  readonly query: string | undefined;
  readonly known: KnownRoles;
};

const narrowed = (own: RoleList, { options, query, known }: Narrowing): readonly Role[] => {
  const account = textOf(options['account']);
  const role = textOf(options['role']);
  const isNarrowed = [account, role, query].some((part) => part !== undefined);
  const isAdded = ['also', 'profile', 'arn'].some((name) => listOf(options[name]).length > 0);
  if (!isNarrowed && isAdded) return [];
  const text = [query, account, role].filter((part) => part !== undefined).join(', ');
  const found = findRoles(own, { account, role, query, known });
  return some(found, text === '' ? 'that' : text, explain(own, query));
};

const requireSelection = ({ words, options }: Given): void => {
  const names = ['saved', 'also', 'profile', 'account', 'role', 'arn', 'instance'];
  const isNarrowed = words.length > 0 || names.some((name) => options[name] !== undefined);
  // What a variable that is not set leaves behind must not mean every role.
  const given = [...words, ...names.flatMap((name) => listOf(options[name]))];
  if (given.some((text) => text.trim() === ''))
    throw new UsageError('A selector is empty.', 'For every role, say --all.');
  const isAll = options['all'] === true;
  if (isNarrowed && isAll) throw new UsageError('--all is every role: leave it out, or the other selectors.');
  if (isNarrowed || isAll) return;
  throw new UsageError(
    'Which roles?',
    'Give a query, --account, --role, --profile or --instance; or --all for every role.',
  );
};

/** In the order of `list`, none twice. Errors: UsageError, UserError where a part matches nothing. */
export const chooseEachRoles = async (host: Host, given: Given): Promise<EachRoles> => {
  requireSelection(given);
  const loaded = await loadRoles(host.services);
  const { config, roles } = loaded;
  requireInstances(config);
  if (roles.length === 0) throw new UserError('No roles are known yet.', { hint: 'Run: rolecall refresh' });
  const { options } = given;
  const instance = textOf(options['instance']);
  const wanted = instance === undefined ? undefined : findInstance(config, instance);
  const own = wanted === undefined ? roles : roles.filter((role) => role.instance === wanted.name);
  const text = withSaved(config, options, given.words.join(' '));
  const query = text === '' ? undefined : text;
  const known = await knownRoles(host.services, loaded, [text, ...listOf(options['also'])].join(' '));
  const found = [
    ...narrowed(own, { options, query, known }),
    ...listOf(options['profile']).flatMap((profile) => some(findRoles(own, { profile }), profile)),
    ...listOf(options['arn']).flatMap((arn) => some(findRoles(own, { arn }), arn)),
    ...listOf(options['also']).flatMap((query) =>
      some(findRoles(own, { query, known }), query, explain(own, query)),
    ),
  ];
  const chosen = new Set(found.map(roleKey));
  return { config, known: roles, roles: roles.filter((role) => chosen.has(roleKey(role))) };
};
