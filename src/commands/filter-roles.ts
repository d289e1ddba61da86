// The roles that a listing is about: query words, `--filter`, `--saved` and `--instance`.
import { parseQuery } from '../domain/query.ts';
import { knownWordsIn } from '../domain/query-trouble.ts';
import { type Role, roleKey } from '../domain/role.ts';
import { explainNoMatch, findRoles } from '../domain/select-roles.ts';
import { noTags } from '../domain/tag.ts';
import { type GoneRole, goneRoleIds, knownRoles } from '../engine/known-roles.ts';
import type { LoadedRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { withSaved } from './saved-option.ts';

type Wanted = { readonly args: readonly string[]; readonly options: Options };

const queryOf = ({ config }: LoadedRoles, { args, options }: Wanted): string => {
  const filter = options['filter'];
  const words = typeof filter === 'string' ? [...args, filter] : args;
  return withSaved(config, options, words.join(' ').trim());
};

/** A role that the last refresh no longer found, as far as it is still known. */
const goneRole = (gone: GoneRole, { config, roles }: LoadedRoles): Role => {
  const id = { instance: gone.instance, accountId: gone.accountId, roleName: gone.roleName };
  const sibling = roles.find(
    ({ instance, accountId }) => instance === id.instance && accountId === id.accountId,
  );
  const instance = config.instances.find(({ name }) => name === id.instance);
  return {
    ...id,
    accountName: sibling?.accountName ?? gone.accountName ?? '',
    email: sibling?.email ?? '',
    profile: '',
    region: undefined,
    ssoRegion: sibling?.ssoRegion ?? instance?.region ?? '',
    tags: noTags,
  };
};

const goneRoles = async (host: Host, loaded: LoadedRoles): Promise<readonly Role[]> => {
  const there = new Set(loaded.roles.map(roleKey));
  const gone = (await goneRoleIds(host.services, loaded)).filter((id) => !there.has(roleKey(id)));
  return [...new Map(gone.reverse().map((id) => [roleKey(id), goneRole(id, loaded)])).values()].reverse();
};

/** Best match first when there is a query; one that asks for `@gone` looks among the roles that went as well. */
export const filterRoles = async (
  host: Host,
  loaded: LoadedRoles,
  wanted: Wanted,
): Promise<readonly Role[]> => {
  const instance = wanted.options['instance'];
  const query = queryOf(loaded, wanted);
  const isOwn = (role: Role): boolean => typeof instance !== 'string' || role.instance === instance;
  const own = loaded.roles.filter(isOwn);
  if (query === '') return own;
  const known = await knownRoles(host.services, loaded, query);
  const gone = knownWordsIn(parseQuery(query)).includes('gone')
    ? (await goneRoles(host, loaded)).filter(isOwn)
    : [];
  return findRoles([...own, ...gone], { query, known });
};

/** Says on stderr that nothing was found, and why. */
export const sayNoRole = (host: Host, loaded: LoadedRoles, wanted: Wanted): void => {
  const { config, roles } = loaded;
  if (roles.length === 0) {
    const hint = config.instances.length === 0 ? 'Run: rolecall setup' : 'Run: rolecall refresh';
    host.stderr.write(`No roles are known yet. ${hint}\n`);
    return;
  }
  const why = explainNoMatch(roles, queryOf(loaded, wanted));
  host.stderr.write(`No role matches.${why === '' ? '' : `\n${why}`}\n`);
};
