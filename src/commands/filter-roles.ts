import type { Role } from '../domain/role.ts';
import { findRoles } from '../domain/select-roles.ts';
import type { Options } from './command.ts';

/** The roles that the query words, `--filter` and `--instance` leave; best match first when there is a query. */
export const filterRoles = (
  roles: readonly Role[],
  args: readonly string[],
  options: Options,
): readonly Role[] => {
  const instance = options['instance'];
  const filter = options['filter'];
  const words = typeof filter === 'string' ? [...args, filter] : args;
  const query = words.join(' ').trim();
  const own = typeof instance === 'string' ? roles.filter((role) => role.instance === instance) : roles;
  return query === '' ? own : findRoles(own, { query });
};
