// The roles that stand before the others: that of the working folder, pins in the order of their numbers, then those used last.
import { type History, usesByRecency } from '../domain/history.ts';
import { visitRows } from '../domain/key-rows.ts';
import { type Alternative, isEmptyQuery, type Query } from '../domain/query.ts';
import { type Role, type RoleId, roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';

/** Indexes into the roles. */
export type Lifted = {
  readonly here: readonly number[];
  readonly pins: readonly number[];
  readonly recent: readonly number[];
};

export const nothingLifted: Lifted = { here: [], pins: [], recent: [] };

const keysToIndexes = (roles: RoleList, keys: ReadonlySet<string>): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  if (keys.size === 0) return found;
  if (roles.columns !== undefined) {
    visitRows(roles.columns.fields, keys, (row, key) => {
      if (!found.has(key)) found.set(key, row);
    });
    return found;
  }
  // The key of each of a hundred thousand roles would cost more than the rest of the list: most accounts have no use.
  const accounts = new Set([...keys].map((key) => key.split('/')[1] ?? ''));
  for (let at = 0; at < roles.length; at += 1) {
    const role = roles.at(at);
    if (role === undefined || !accounts.has(role.accountId)) continue;
    const key = roleKey(role);
    if (keys.has(key) && !found.has(key)) found.set(key, at);
  }
  return found;
};

let last:
  | {
      readonly roles: RoleList;
      readonly history: History;
      readonly limit: number;
      readonly here: string | undefined;
      readonly all: Lifted;
    }
  | undefined;

export type LiftRequest = {
  readonly history: History;
  /** How many recent roles. */
  readonly limit: number;
  readonly folderRole: RoleId | undefined;
};

/** Whatever is searched: the folder's role, all pins, and the roles used last, each in the first place that it has. */
export const liftedRoles = (roles: RoleList, { history, limit, folderRole }: LiftRequest): Lifted => {
  const here = folderRole && roleKey(folderRole);
  if (last?.roles === roles && last.history === history && last.limit === limit && last.here === here)
    return last.all;
  const used = limit === 0 ? [] : usesByRecency(history).map(([key]) => key);
  const indexes = keysToIndexes(roles, new Set([...(here ? [here] : []), ...history.pins, ...used]));
  const known = (keys: readonly string[]): readonly number[] => keys.flatMap((key) => indexes.get(key) ?? []);
  const pins = known(history.pins.filter((key) => key !== here));
  const isFree = (key: string): boolean => key !== here && !history.pins.includes(key);
  const recent = known(used.filter(isFree)).slice(0, limit);
  last = { roles, history, limit, here, all: { here: known(here ? [here] : []), pins, recent } };
  return last.all;
};

const textOf = (role: Role): string =>
  [
    role.profile,
    role.accountName,
    role.roleName,
    role.accountId,
    role.email,
    role.region ?? '',
    role.instance,
    ...Object.values(role.tags),
  ]
    .join('\n')
    .toLowerCase();

const isHeld = (text: string, alternative: Alternative): boolean =>
  alternative.kind !== 'text' || alternative.isNegated || text.includes(alternative.text.toLowerCase());

/**
 * Whether a role that matches holds every word as it was typed. One that does so by scattered letters only is not put
 * before better matches, however often it is used.
 */
export const isHeldAsTyped = (query: Query, role: Role): boolean => {
  if (isEmptyQuery(query)) return true;
  const text = textOf(role);
  return query.terms.every((term) => term.some((alternative) => isHeld(text, alternative)));
};
