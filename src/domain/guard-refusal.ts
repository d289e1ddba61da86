// What is said of guarded roles that nobody has confirmed: by commands, and by the library.
import type { Confirmation, GuardedRole } from './confirmation.ts';
import { UserError } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { globToRegExp } from './glob.ts';
import type { GuardRule } from './guard.ts';
import { readOnlySibling } from './read-only-sibling.ts';
import type { RoleId } from './role.ts';
import type { RoleList } from './role-list.ts';

/** A guarded role, and nobody who confirmed it. */
export const notConfirmed = (message: string, hint: string): UserError =>
  new UserError(message, { exitCode: exitCodes.notConfirmed, hint });

const describe = ({ role, guard }: GuardedRole): string =>
  `${guard.word}: ${role.roleName} in ${role.accountName} (${role.accountId}) is guarded.`;

const most = 10;

/** Which roles are guarded, a line each. */
export const guardedText = ({ roles }: Confirmation): string => {
  const shown = roles.slice(0, most).map(describe);
  return [...shown, ...(roles.length > most ? [`and ${roles.length - most} more`] : [])].join('\n');
};

/** The role of the same account that can do less, where there is one. */
export const siblingHint = ({ roles }: Confirmation, known: RoleList): readonly string[] => {
  const [one] = roles;
  if (one === undefined || roles.length > 1) return [];
  const sibling = readOnlySibling(one.role, known, one.guard);
  return sibling === undefined ? [] : [`It can do less: ${sibling.roleName} (--profile ${sibling.profile}).`];
};

/** What can be told of rules by ids alone: a role that is not known has no tags, and no name of its account. */
export const mayBeGuarded = (rules: readonly GuardRule[], id: RoleId): boolean => {
  const ids: Readonly<Record<string, string>> = {
    account_id: id.accountId,
    role_name: id.roleName,
    instance: id.instance,
  };
  return rules.some(({ match }) =>
    Object.entries(match).every(([key, pattern]) => {
      const own = ids[key];
      return own === undefined || globToRegExp(pattern).test(own);
    }),
  );
};
