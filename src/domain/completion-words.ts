// What TAB reads instead of asking us: plain lines with tabs between their columns, sorted, so that the first and the
// last of some that follow one another say what all of them begin with.
import { formatTokens, literalCells, syntaxCells } from './query-tokens.ts';
import type { Role } from './role.ts';

/** A server's texts are inert already; a name from the config may still hold what would start another line or column. */
const column = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, ' ');

const linesOf = (rows: Iterable<readonly string[]>): string =>
  Array.from(rows, (columns) => `${columns.map(column).join('\t')}\n`)
    .sort()
    .join('');

const isListed = ({ gone }: Role): boolean => gone === undefined;

/** `profile, account, role, account id`, a line a role. */
export const completionNames = (roles: readonly Role[]): string =>
  linesOf(
    roles
      .filter(isListed)
      .map(({ profile, accountName, roleName, accountId }) => [profile, accountName, roleName, accountId]),
  );

/** `env:prod` as a query has it, quoted where it must be. */
const queryPart = (key: string, value: string): string =>
  formatTokens([
    [{ cells: [...literalCells(key), ...syntaxCells(':'), ...literalCells(value)], isGlued: false }],
  ]);

const rolesSaid = (count: number): string => (count === 1 ? '1 role' : `${count} roles`);

const countUp = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Keys and values by which queries tell roles apart, as one text a pair: `env\tprod`. */
const countPairs = (roles: readonly Role[]): ReadonlyMap<string, number> => {
  const pairs = new Map<string, number>();
  for (const { accountName, roleName, instance, region, tags } of roles) {
    countUp(pairs, `account\t${accountName}`);
    countUp(pairs, `role\t${roleName}`);
    countUp(pairs, `instance\t${instance}`);
    if (region !== undefined) countUp(pairs, `region\t${region}`);
    for (const key of Object.keys(tags)) countUp(pairs, `${column(key)}\t${tags[key]}`);
  }
  return pairs;
};

/**
 * Everything else that has a name: `kind, word, about`, a line a word. Kinds: `account` (ids, and names), `role`,
 * `instance`, `key` (`env:`) and `query` (`env:prod`).
 */
export const completionWords = (roles: readonly Role[]): string => {
  const listed = roles.filter(isListed);
  const accounts = new Map(listed.map(({ accountId, accountName }) => [accountId, accountName]));
  const rows = [...accounts].flatMap(([id, name]) => [
    ['account', id, name],
    ['account', name, id],
  ]);
  const keys = new Set<string>();
  for (const [pair, count] of countPairs(listed)) {
    const [key = '', value = ''] = pair.split('\t');
    keys.add(key);
    if (key === 'role' || key === 'instance') rows.push([key, value, rolesSaid(count)]);
    rows.push(['query', queryPart(key, value), rolesSaid(count)]);
  }
  for (const key of keys) rows.push(['key', `${key}:`, '']);
  return linesOf(rows);
};
