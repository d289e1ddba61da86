// The role of the same account that can do the least, to be offered before a dangerous one is used.
import { globToRegExp } from './glob.ts';
import { type Guard, readOnlyNames } from './guard.ts';
import { isSameRole, type Role } from './role.ts';
import type { RoleList } from './role-list.ts';

/** `ReadOnlyAdmins` or `ReadWrite` only sound like it. */
const canDoMore = /admin|write|full|power|owner|deploy/i;

/** Undefined where there is none, or where the role itself is as little as any. */
export const readOnlySibling = (role: Role, roles: RoleList, { readOnlyFirst }: Guard): Role | undefined => {
  const isOwnList = readOnlyFirst !== readOnlyNames && String(readOnlyFirst) !== String(readOnlyNames);
  const siblings = roles.filter(
    (other) =>
      other.accountId === role.accountId &&
      other.instance === role.instance &&
      other.isUser !== true &&
      (isOwnList || !canDoMore.test(other.roleName)),
  );
  for (const pattern of readOnlyFirst.map(globToRegExp)) {
    const found = siblings.filter(({ roleName }) => pattern.test(roleName));
    if (found.some((other) => isSameRole(other, role))) return undefined;
    const [first] = found.toSorted((a, b) => (a.roleName < b.roleName ? -1 : 1));
    if (first !== undefined) return first;
  }
  return undefined;
};
