// What TAB reads instead of asking us: a list a kind, of lines with tabs between their columns. Sorted, so that the first
// and the last of those that start alike say what all of them start with.
import { formatTokens, literalCells, syntaxCells } from './query-tokens.ts';
import type { Role } from './role.ts';

export type CompletionKind = 'profiles' | 'accounts' | 'roles' | 'instances' | 'keys' | 'queries';

/** The word, then what is shown beside it. */
export type CompletionLists = Readonly<Record<CompletionKind, readonly string[]>>;

/** Where more start alike, scripts show only so many, and look for the last in the list from its end. */
export const mostOffers = 200;

/** A server's texts are inert already; a name from the config may still hold what would start another line or column. */
const column = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, ' ');

const linesOf = (rows: Iterable<readonly string[]>): readonly string[] =>
  Array.from(rows, (columns) => columns.map(column).join('\t')).sort();

/** `env:prod` as a query has it, quoted where it must be. */
const queryPart = (key: string, value: string): string =>
  formatTokens([
    [{ cells: [...literalCells(key), ...syntaxCells(':'), ...literalCells(value)], isGlued: false }],
  ]);

const rolesSaid = (count: number): string => (count === 1 ? '1 role' : `${count} roles`);

/** How many roles have which value, by the key that queries know it by. */
const countValues = (roles: readonly Role[]): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const keys = new Map<string, Map<string, number>>();
  const count = (key: string, value: string): void => {
    const values = keys.get(key) ?? new Map<string, number>();
    keys.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  };
  for (const { accountName, roleName, instance, region, tags } of roles) {
    count('account', accountName);
    count('role', roleName);
    count('instance', instance);
    if (region !== undefined) count('region', region);
    for (const [key, value] of Object.entries(tags)) count(key, value);
  }
  return keys;
};

const withCounts = (values: ReadonlyMap<string, number> | undefined): readonly string[] =>
  linesOf(Array.from(values ?? [], ([value, count]) => [value, rolesSaid(count)]));

export const completionLists = (all: readonly Role[]): CompletionLists => {
  const roles = all.filter(({ gone }) => gone === undefined);
  const accounts = new Map(roles.map(({ accountId, accountName }) => [accountId, accountName]));
  const keys = countValues(roles);
  return {
    profiles: linesOf(
      roles.map(({ profile, accountName, roleName, accountId }) => [
        profile,
        accountName,
        roleName,
        accountId,
      ]),
    ),
    // By id and by name: `--account` takes both.
    accounts: linesOf(
      Array.from(accounts).flatMap(([id, name]) => [
        [id, name],
        [name, id],
      ]),
    ),
    roles: withCounts(keys.get('role')),
    instances: withCounts(keys.get('instance')),
    keys: linesOf(Array.from(keys.keys(), (key) => [`${key}:`])),
    queries: linesOf(
      Array.from(keys).flatMap(([key, values]) =>
        Array.from(values, ([value, count]) => [queryPart(key, value), rolesSaid(count)]),
      ),
    ),
  };
};
