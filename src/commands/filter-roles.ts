// The roles that a listing is about: query words, `--filter`, `--saved` and `--instance`.
import type { Config } from '../domain/config.ts';
import { goneRoles } from '../domain/gone-roles.ts';
import { asksForGone } from '../domain/query-trouble.ts';
import type { Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { explainNoMatch, findRoles } from '../domain/select-roles.ts';
import { goneRoleIds, knownRoles } from '../engine/known-roles.ts';
import type { LoadedRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { withSaved } from './saved-option.ts';

export type Wanted = { readonly args: readonly string[]; readonly options: Options };

/** The query of the words, `--filter` and `--saved`. Errors: UsageError for a saved filter that is none. */
export const queryOf = (config: Config, { args, options }: Wanted): string => {
  const filter = options['filter'];
  const words = typeof filter === 'string' ? [...args, filter] : args;
  return withSaved(config, options, words.join(' ').trim());
};

/** Best match first when there is a query; one that asks for `@gone` looks among the roles that went as well. */
export const filterRoles = async (host: Host, loaded: LoadedRoles, wanted: Wanted): Promise<RoleList> => {
  const instance = wanted.options['instance'];
  const query = queryOf(loaded.config, wanted);
  const isOwn = (role: Role): boolean => typeof instance !== 'string' || role.instance === instance;
  const own = typeof instance === 'string' ? loaded.roles.filter(isOwn) : loaded.roles;
  if (query === '') return own;
  const known = await knownRoles(host.services, loaded, query);
  if (!asksForGone(query)) return findRoles(own, { query, known });
  const { roles, config } = loaded;
  const gone = goneRoles(await goneRoleIds(host.services, loaded), { roles, instances: config.instances });
  return findRoles([...own, ...gone.filter(isOwn)], { query, known });
};

/** Says on stderr that nothing was found, and why. */
export const sayNoRole = (host: Host, loaded: LoadedRoles, wanted: Wanted): void => {
  const { config, roles } = loaded;
  if (roles.length === 0) {
    const hint = config.instances.length === 0 ? 'Run: rolecall setup' : 'Run: rolecall refresh';
    host.stderr.write(`No roles are known yet. ${hint}\n`);
    return;
  }
  const why = explainNoMatch(roles, queryOf(config, wanted));
  host.stderr.write(`No role matches.${why === '' ? '' : `\n${why}`}\n`);
};
