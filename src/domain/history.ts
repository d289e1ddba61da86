// Which roles were used, when last and how often, and which are pinned. Facts about names only: nothing here is secret,
// but it tells what a person works with, so the file is theirs alone.
import type { RoleId } from './role.ts';
import { roleKey } from './role.ts';

/** `lastUsedAt` in ms; `count` is at least 1. */
export type RoleUse = { readonly lastUsedAt: number; readonly count: number };

export type History = {
  /** By roleKey. */
  readonly uses: ReadonlyMap<string, RoleUse>;
  /** roleKeys in the order of their numbers: the first is pin 1. */
  readonly pins: readonly string[];
};

export const noHistory: History = { uses: new Map(), pins: [] };

/** Roles whose uses are kept; beyond this the longest unused are forgotten. */
export const maxUses = 2000;
/** Pins beyond the ninth have no key of their own, and pins beyond this are refused. */
export const maxPins = 50;
/** The longest recent block that can be asked for, and the usual one. */
export const maxRecent = 50;
export const usualRecent = 5;

const byRecency = (a: readonly [string, RoleUse], b: readonly [string, RoleUse]): number =>
  b[1].lastUsedAt - a[1].lastUsedAt || b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1);

const pruned = (uses: Map<string, RoleUse>): ReadonlyMap<string, RoleUse> =>
  uses.size <= maxUses ? uses : new Map([...uses].sort(byRecency).slice(0, maxUses));

/** One more use of each of these roles, at `now` (ms). A clock that was set back takes no use back. */
export const withUses = (history: History, roles: readonly RoleId[], now: number): History => {
  const uses = new Map(history.uses);
  for (const key of new Set(roles.map(roleKey))) {
    const before = uses.get(key);
    uses.set(key, {
      lastUsedAt: Math.max(now, before?.lastUsedAt ?? 0),
      count: (before?.count ?? 0) + 1,
    });
  }
  return { ...history, uses: pruned(uses) };
};

/** Uses that another tool counted: the later time, and as many uses as the one that knows more. */
export const withOtherUses = (history: History, others: History['uses']): History => {
  const uses = new Map(history.uses);
  for (const [key, other] of others) {
    const own = uses.get(key);
    uses.set(key, {
      lastUsedAt: Math.max(own?.lastUsedAt ?? 0, other.lastUsedAt),
      count: Math.max(own?.count ?? 0, other.count),
    });
  }
  return { ...history, uses: pruned(uses) };
};

/** As the last pin; a role that is pinned keeps its number. The same history where there is no room. */
export const withPin = (history: History, key: string): History =>
  history.pins.includes(key) || history.pins.length >= maxPins
    ? history
    : { ...history, pins: [...history.pins, key] };

export const withoutPin = (history: History, key: string): History =>
  history.pins.includes(key) ? { ...history, pins: history.pins.filter((pin) => pin !== key) } : history;

/** The number of a pin, from 1; undefined for a role that is not pinned. */
export const pinNumber = ({ pins }: History, key: string): number | undefined => {
  const at = pins.indexOf(key);
  return at < 0 ? undefined : at + 1;
};

/** All that were used, the latest first. */
export const usesByRecency = ({ uses }: History): readonly (readonly [key: string, use: RoleUse])[] =>
  [...uses].sort(byRecency);

/** How many roles `@recent` means in a query. */
const recentInQuery = 20;

/** Keys of the roles that were used last. */
export const recentKeys = (history: History): readonly string[] =>
  usesByRecency(history)
    .slice(0, recentInQuery)
    .map(([key]) => key);
