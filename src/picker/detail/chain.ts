// How a role is reached that Identity Center does not grant: the role that assumes it, the one that assumes that, and so
// on to one that is granted. Remembered for the row under the bar, since no frame may walk over all roles.
import { idOfKey, isSameRole, type Role } from '../../domain/role.ts';
import type { RoleList } from '../../domain/role-list.ts';
import { roleOf } from '../../domain/role-lookup.ts';

let last: { readonly roles: RoleList; readonly role: Role; readonly chain: readonly string[] } | undefined;

const parentOf = (roles: RoleList, { instance, via }: Role): Role | undefined =>
  via === undefined ? undefined : roleOf(roles, idOfKey(`${instance}/${via}`));

/** `ACCOUNT/ROLE`, or the instance's base in a word; the nearest first, empty for a role that is granted. */
export const chainOf = (roles: RoleList, role: Role): readonly string[] => {
  if (role.via === undefined) return [];
  if (last?.roles === roles && isSameRole(last.role, role)) return last.chain;
  const chain: string[] = [];
  // A loop is refused when the config is read; what is shown must end all the same.
  for (
    let at: Role | undefined = role;
    at?.via !== undefined && !chain.includes(at.via);
    at = parentOf(roles, at)
  )
    chain.push(at.via);
  last = { roles, role, chain };
  return chain;
};
