// What TAB reads instead of asking us: a list a kind, of lines with tabs between their columns. Sorted, so that the first
// and the last of those that start alike say what all of them start with.
import { formatTokens, literalCells, syntaxCells } from './query-tokens.ts';
import type { Role } from './role.ts';
import type { RoleList } from './role-list.ts';
import { type SortOrder, sortedSteps } from './sorted-steps.ts';
import type { Tags } from './tag.ts';

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

const control = /[\u0000-\u001f\u007f]/;
const controls = /[\u0000-\u001f\u007f]/g;

/** A server's texts are inert already; a name from the config may still hold what would start another line or column. */
const inert = (text: string): string => (control.test(text) ? text.replace(controls, ' ') : text);

const lineOf = (columns: readonly string[]): string => columns.map(inert).join('\t');

const linesOf = (rows: readonly (readonly string[])[]): readonly string[] => rows.map(lineOf).sort();

const plainKey = /^[^ \t\n\r|\\:!'"^$=@]+$/;
const plainValue = /^[^\t\n\r|\\:!'"^$=@]*$/;

/** `env:prod` as a query has it, quoted where it must be; most need no reading by the character. */
const queryPart = (key: string, value: string): string =>
  plainKey.test(key) && plainValue.test(value)
    ? `${key}:${value.includes(' ') ? `"${value}"` : value}`
    : formatTokens([
        [{ cells: [...literalCells(key), ...syntaxCells(':'), ...literalCells(value)], isGlued: false }],
      ]);

const rolesSaid = (count: number): string => (count === 1 ? '1 role' : `${count} roles`);

type Counts<T> = Map<T, number>;

const addTo = <T>(counts: Counts<T>, value: T, more: number): Counts<T> =>
  counts.set(value, (counts.get(value) ?? 0) + more);

/** What most roles share with the one before is counted run by run. */
const counter = <T>(): { readonly add: (value: T) => void; readonly counts: () => Counts<T> } => {
  const counts: Counts<T> = new Map();
  let last: T | undefined;
  let run = 0;
  const end = (): Counts<T> => {
    if (run > 0) addTo(counts, last as T, run);
    run = 0;
    return counts;
  };
  return {
    add: (value) => {
      if (value !== last) end();
      last = value;
      run += 1;
    },
    counts: end,
  };
};

/** How many roles have which value, by the key that queries know it by; and the names of accounts by their ids. */
const tally = () => {
  const counters = { account: counter<string>(), role: counter<string>(), instance: counter<string>() };
  const regions = counter<string>();
  const tagSets = counter<Tags>();
  const accounts = new Map<string, string>();
  let last: Role | undefined;
  return {
    accounts,
    add: (role: Role): void => {
      const { accountId, accountName, roleName, instance, region, tags } = role;
      if (accountId !== last?.accountId || accountName !== last.accountName)
        accounts.set(accountId, accountName);
      last = role;
      counters.account.add(accountName);
      counters.role.add(roleName);
      counters.instance.add(instance);
      if (region !== undefined) regions.add(region);
      tagSets.add(tags);
    },
    keys: (): ReadonlyMap<string, Counts<string>> => {
      const keys = new Map(
        Object.entries({ ...counters, region: regions }).map(([key, one]) => [key, one.counts()]),
      );
      for (const [tags, count] of tagSets.counts())
        for (const [key, value] of Object.entries(tags))
          keys.set(key, addTo(keys.get(key) ?? new Map(), value, count));
      return keys;
    },
  };
};

const withCounts = (values: ReadonlyMap<string, number> | undefined): readonly string[] =>
  linesOf(Array.from(values ?? [], ([value, count]) => [value, rolesSaid(count)]));

const byLine: SortOrder<string> = { text: (line) => line, rest: () => 0 };

/** How many roles or lines a step looks at. */
const perStep = 512;

/** Sorted, a line for each of the rows. */
function* sortedLines(rows: Iterable<readonly string[]>): Generator<void, readonly string[]> {
  const lines: string[] = [];
  for (const row of rows) if (lines.push(lineOf(row)) % perStep === 0) yield;
  return yield* sortedSteps(lines, byLine);
}

/** By id and by name: `--account` takes both. */
function* accountRows(accounts: ReadonlyMap<string, string>): Generator<readonly string[], void> {
  for (const [id, name] of accounts) {
    yield [id, name];
    yield [name, id];
  }
}

function* queryRows(keys: ReadonlyMap<string, Counts<string>>): Generator<readonly string[], void> {
  for (const [key, values] of keys)
    for (const [value, count] of values) yield [queryPart(key, value), rolesSaid(count)];
}

export function* completionSteps(roles: RoleList): Generator<void, CompletionLists> {
  const { accounts, add, keys: counted } = tally();
  const profiles: string[] = [];
  let seen = 0;
  for (const role of roles) {
    seen += 1;
    if (seen % perStep === 0) yield;
    if (role.gone !== undefined) continue;
    add(role);
    const { profile, accountName, roleName, accountId } = role;
    profiles.push(`${inert(profile)}\t${inert(accountName)}\t${inert(roleName)}\t${inert(accountId)}`);
  }
  const keys = counted();
  return {
    profiles: yield* sortedSteps(profiles, byLine),
    accounts: yield* sortedLines(accountRows(accounts)),
    roles: withCounts(keys.get('role')),
    instances: withCounts(keys.get('instance')),
    customers: withCounts(keys.get('customer')),
    keys: linesOf(Array.from(keys.keys(), (key) => [`${key}:`])),
    queries: yield* sortedLines(queryRows(keys)),
  };
}
