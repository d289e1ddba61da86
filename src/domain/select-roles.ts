// What a command's selector means: `--profile`, `--account` with `--role`, `--arn`, or a query. All that are given must
// hold. Whether one role, several or none is an error is the command's to say.
import { UsageError } from './errors.ts';
import { indexOf } from './index-of.ts';
import type { KnownRoles } from './known-roles.ts';
import { partitionOf } from './partition.ts';
import { parseQuery } from './query.ts';
import { asksForGone, queryTroubles } from './query-trouble.ts';
import type { Role } from './role.ts';
import { parseRoleArn, type RoleArn } from './role-arn.ts';
import type { RoleList } from './role-list.ts';
import { rolesWith } from './role-lookup.ts';
import { isAccountId } from './sanitize.ts';
import { search } from './search.ts';

export type RoleSelector = {
  readonly profile?: string | undefined;
  /** A 12-digit id, or the account's name in any case. */
  readonly account?: string | undefined;
  readonly role?: string | undefined;
  /** `arn:aws:iam::ID:role/NAME`, `arn:aws:sts::ID:assumed-role/NAME/SESSION`, or `ID:NAME`. */
  readonly arn?: string | undefined;
  readonly query?: string | undefined;
  /** What words of the query like `@fav` stand for. */
  readonly known?: KnownRoles | undefined;
};

const isOfArn = (role: Role, { partition, accountId, roleName, iamName }: RoleArn): boolean =>
  role.accountId === accountId &&
  (role.roleName === iamName || role.roleName === roleName) &&
  (partition === undefined || partition === partitionOf(role.ssoRegion).id);

/** Those that equal the wanted text; where none does, those that equal it in another case. */
const named = (roles: RoleList, wanted: string, nameOf: (role: Role) => string): readonly Role[] => {
  const exact = roles.filter((role) => nameOf(role) === wanted);
  if (exact.length > 0) return exact;
  const lower = wanted.toLowerCase();
  return roles.filter((role) => nameOf(role).toLowerCase() === lower);
};

const byAccount = (roles: RoleList, account: string): readonly Role[] =>
  isAccountId(account) ? rolesWith(roles, 'id', account) : named(roles, account, (role) => role.accountName);

/** A query that is a profile's name means that profile, whatever else it would find. Typos are never forgiven here. */
const byQuery = (roles: RoleList, text: string, known: KnownRoles | undefined): readonly Role[] => {
  const exact = rolesWith(roles, 'profile', text);
  if (exact.length > 0) return exact;
  const index = indexOf(roles);
  const query = parseQuery(text);
  const { order } = search(index, query, { known });
  // A mistaken `!evn:prod` would let every role pass.
  const [trouble] = order.length === 0 ? [] : queryTroubles(index, query);
  if (trouble !== undefined) throw new UsageError(trouble, 'What a query can say: rolecall help query');
  return Array.from(order, (at) => roles.at(at)).filter((role) => role !== undefined);
};

/** The roles that a selector names, best match first; all of them when it says nothing.
 *  @throws UsageError when `arn` is not the ARN of a role, and when the query finds roles in spite of a key or a word
 *  after `@` that is not there. */
export const findRoles = (roles: RoleList, selector: RoleSelector): readonly Role[] => {
  const { profile, account, role, arn, query } = selector;
  let found: RoleList = roles;
  if (profile !== undefined) found = rolesWith(found, 'profile', profile);
  if (account !== undefined) found = byAccount(found, account);
  if (role !== undefined) found = named(found, role, (one) => one.roleName);
  if (arn !== undefined) {
    const wanted = parseRoleArn(arn);
    found = found.filter((one) => isOfArn(one, wanted));
  }
  return query === undefined ? found.slice() : byQuery(found, query, selector.known);
};

/** What is wrong with a query that found no role, a line each; empty where it says what it means. */
export const explainNoMatch = (roles: RoleList, query: string): string =>
  queryTroubles(indexOf(roles), parseQuery(query)).join('\n');

/** The same where roles are to be used, which those that are gone cannot be. */
export const explainNoUse = (roles: RoleList, query: string): string =>
  [
    explainNoMatch(roles, query),
    asksForGone(query) ? 'What is gone cannot be used. See it: rolecall list @gone' : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
