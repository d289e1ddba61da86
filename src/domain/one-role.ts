// What is said where one role was wanted, and a selector finds none or several.
import { NoRole, SeveralRoles } from './errors.ts';
import type { Role } from './role.ts';
import type { RoleList } from './role-list.ts';
import { explainNoUse } from './select-roles.ts';

const describe = (role: Role): string =>
  `  ${role.profile}  (${role.accountId} ${role.accountName}, ${role.roleName})`;

/** Do their profile names tell them apart? */
const isTelling = (found: readonly Role[]): boolean =>
  new Set(found.map(({ profile }) => profile)).size === found.length;

/** `wayOf` answers what to use instead; it is told whether the names of the profiles tell the roles apart. */
export const severalRoles = (found: readonly Role[], wayOf: (isTold: boolean) => string): SeveralRoles =>
  new SeveralRoles(
    `${found.length} roles match. Say more, or use ${wayOf(isTelling(found))}:`,
    `${found.slice(0, 10).map(describe).join('\n')}${found.length > 10 ? '\n  ...' : ''}`,
  );

const whereToLook = 'See what there is with: rolecall list\nNew roles appear after: rolecall refresh';

export const noRole = (roles: RoleList, query: string | undefined): NoRole => {
  if (roles.length === 0) return new NoRole('No roles are known yet.', 'Run: rolecall refresh');
  const why = query === undefined ? '' : explainNoUse(roles, query);
  return new NoRole('No role matches.', why === '' ? whereToLook : `${why}\n${whereToLook}`);
};
