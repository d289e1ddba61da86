// Other roles of the same account, remembered for the row under the bar.
import { isSameRole, type Role, roleKey } from '../../domain/role.ts';
import type { RoleList } from '../../domain/role-list.ts';
import { rolesOfAccount } from '../found-roles.ts';
import { faint, type Line } from '../line.ts';
import { wrapWords } from '../text-width.ts';
import { indented } from './field.ts';

let last: { readonly roles: RoleList; readonly key: string; readonly names: readonly string[] } | undefined;

const siblings = (roles: RoleList, role: Role): readonly string[] => {
  const selected = roleKey(role);
  if (last?.roles === roles && last.key === selected) return last.names;
  const names = rolesOfAccount(roles, role)
    .filter((other) => !isSameRole(other, role))
    .map((other) => other.roleName);
  last = { roles, key: selected, names };
  return names;
};

type Siblings = { readonly roles: RoleList; readonly width: number; readonly most: number };

/** At most so many of them by name. */
export const siblingLines = (role: Role, { roles, width, most }: Siblings): readonly Line[] => {
  const names = siblings(roles, role);
  if (names.length === 0) return [];
  const more = names.length > most ? `, ${names.length - most} more` : '';
  const shown = names.slice(0, most).join(', ') + more;
  return [[], [faint('Also in this account')], ...indented(wrapWords(shown, width - 2), 'plain')];
};
