// Identity Center has no rename of a permission set: one is made and another taken away. Where the same accounts lost a
// role and gained another at once, that is what happened, and one line says it better than forty.
import { groupedBy } from './grouped.ts';
import { nearestWord } from './nearest-word.ts';
import type { InstanceNews, NewsRole } from './news.ts';

export type RenamedRole = {
  readonly before: string;
  readonly after: string;
  readonly accountIds: readonly string[];
};

const accountsByRole = (roles: readonly NewsRole[]): readonly (readonly [string, readonly string[]])[] =>
  [...groupedBy(roles, ({ roleName }) => roleName)].map(([roleName, held]) => [
    roleName,
    held.map(({ accountId }) => accountId).sort(),
  ]);

/** In a single account two roles must also be spelled alike: there it may well be chance. */
const isLikely = (before: string, after: string, accounts: number): boolean =>
  accounts > 1 || nearestWord(before, [after]) !== undefined;

/** Roles that went from the very accounts where another came; only pairs of which neither half has a second partner. */
export const renamedRoles = ({
  newRoles,
  goneRoles,
  newAccounts,
  goneAccounts,
}: InstanceNews): readonly RenamedRole[] => {
  const moved = new Set([...newAccounts, ...goneAccounts].map(({ id }) => id));
  const stayed = (roles: readonly NewsRole[]) => roles.filter(({ accountId }) => !moved.has(accountId));
  const came = groupedBy(accountsByRole(stayed(newRoles)), ([, ids]) => ids.join());
  const went = groupedBy(accountsByRole(stayed(goneRoles)), ([, ids]) => ids.join());
  return [...went].flatMap(([where, [gone, ...others]]) => {
    const [now, ...more] = came.get(where) ?? [];
    if (gone === undefined || now === undefined || others.length + more.length > 0) return [];
    const [[before, accountIds], [after]] = [gone, now];
    return isLikely(before, after, accountIds.length) ? [{ before, after, accountIds }] : [];
  });
};

export type NewsCounts = { readonly added: number; readonly removed: number; readonly renamed: number };

/** Roles that came and went, and roles and accounts that have another name, which are in neither of the others. */
export const newsCounts = (news: readonly InstanceNews[]): NewsCounts => {
  let [added, removed, renamed] = [0, 0, 0];
  for (const one of news) {
    const roles = renamedRoles(one);
    const moved = roles.reduce((sum, { accountIds }) => sum + accountIds.length, 0);
    added += one.newRoles.length - moved;
    removed += one.goneRoles.length - moved;
    renamed += one.renamedAccounts.length + roles.length;
  }
  return { added, removed, renamed };
};
