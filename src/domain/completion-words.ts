// What TAB reads instead of asking us: a list a kind, of lines with tabs between their columns. Sorted, so that the first
// and the last of those that start alike say what all of them start with.
import { formatTokens, literalCells, syntaxCells } from './query-tokens.ts';
import type { Role } from './role.ts';
import type { RoleList } from './role-list.ts';

export type CompletionKind =
  | 'profiles'
  | 'accounts'
  | 'roles'
  | 'instances'
  | 'customers'
  | 'keys'
  | 'queries';

/** The word, then what is shown beside it. */
export type CompletionLists = Readonly<Record<CompletionKind, readonly string[]>>;

/** Where more start alike, scripts show only so many, and look for the last in the list from its end. */
export const mostOffers = 200;

const control = /[\u0000-\u001f\u007f]/g;

/** A server's texts are inert already; a name from the config may still hold what would start another line or column. */
const lineOf = (columns: readonly string[]): string => {
  const line = columns.join('\t');
  return line.match(control)?.length === columns.length - 1
    ? line
    : columns.map((text) => text.replace(control, ' ')).join('\t');
};

const linesOf = (rows: readonly (readonly string[])[]): readonly string[] => rows.map(lineOf).sort();

/** `env:prod` as a query has it, quoted where it must be; most need no reading by the character. */
const queryPart = (key: string, value: string): string =>
  /^[\w.-]+$/.test(key) && /^[\w.-]+( [\w.-]+)*$/.test(value)
    ? `${key}:${value.includes(' ') ? `"${value}"` : value}`
    : formatTokens([
        [{ cells: [...literalCells(key), ...syntaxCells(':'), ...literalCells(value)], isGlued: false }],
      ]);

const rolesSaid = (count: number): string => (count === 1 ? '1 role' : `${count} roles`);

type Counts<T> = Map<T, number>;

const addTo = <T>(counts: Counts<T>, value: T, more: number): Counts<T> =>
  counts.set(value, (counts.get(value) ?? 0) + more);

const countBy = <T>(roles: readonly Role[], read: (role: Role) => T | undefined): Counts<T> => {
  const counts: Counts<T> = new Map();
  for (const role of roles) {
    const value = read(role);
    if (value !== undefined) addTo(counts, value, 1);
  }
  return counts;
};

/** How many roles have which value, by the key that queries know it by. Most roles share their tags with others. */
const countValues = (roles: readonly Role[]): ReadonlyMap<string, Counts<string>> => {
  const keys = new Map<string, Counts<string>>([
    ['account', countBy(roles, ({ accountName }) => accountName)],
    ['role', countBy(roles, ({ roleName }) => roleName)],
    ['instance', countBy(roles, ({ instance }) => instance)],
    ['region', countBy(roles, ({ region }) => region)],
  ]);
  for (const [tags, count] of countBy(roles, (role) => role.tags))
    for (const [key, value] of Object.entries(tags))
      keys.set(key, addTo(keys.get(key) ?? new Map(), value, count));
  return keys;
};

const withCounts = (values: ReadonlyMap<string, number> | undefined): readonly string[] =>
  linesOf(Array.from(values ?? [], ([value, count]) => [value, rolesSaid(count)]));

export const completionLists = (all: RoleList): CompletionLists => {
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
    customers: withCounts(keys.get('customer')),
    keys: linesOf(Array.from(keys.keys(), (key) => [`${key}:`])),
    queries: linesOf(
      Array.from(keys).flatMap(([key, values]) =>
        Array.from(values, ([value, count]) => [queryPart(key, value), rolesSaid(count)]),
      ),
    ),
  };
};
