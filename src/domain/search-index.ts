// The roles, laid out for searching: a column for each field and tag key. A column keeps every distinct text once
// (a hundred thousand roles have fifty role names) as folded UTF-16 units in one typed array, with a mask of the
// characters that each text holds and a mark for each unit: what a match there is worth, and whether it was upper case.
// A word is then tried once a text instead of once a role, and on most texts the mask says no.
//
// Profiles are as good as all different, but most are an account and a role joined by a separator: each is kept as two
// parts, cut there, and a hundred thousand profiles are twenty thousand beginnings and fifty ends.
import type { RoleList, TextColumn } from './role-list.ts';

export type Column = TextColumn & {
  /** Text -> its first unit; one entry more than texts. After each text stands one unit 0, which no word holds. */
  readonly starts: Uint32Array;
  /** Of one kind in all columns of an index, so that V8 reads them the short way. */
  readonly units: Uint8Array | Uint16Array;
  readonly marks: Uint8Array;
  readonly masks: Int32Array;
  /** As masks, of each quarter of each text. */
  readonly quarters: Int32Array;
  /** As masks, of the units that begin a word or a hump. */
  readonly startMasks: Int32Array;
};

export const lengthOf = ({ starts }: Column, id: number): number =>
  (starts[id + 1] ?? 0) - (starts[id] ?? 0) - 1;

/** A text of each role, kept as what it begins and what it ends with. Ends are empty, or stand behind a separator. */
export type TwoParts = { readonly heads: Column; readonly tails: Column };

export const columnNames = ['account', 'role', 'id', 'email', 'region', 'instance'] as const;
export type ColumnName = (typeof columnNames)[number];

export type SearchIndex = {
  readonly roles: RoleList;
  readonly fields: Readonly<Record<ColumnName, Column>>;
  readonly profile: TwoParts;
  /** The user's tag keys, sorted. */
  readonly tags: ReadonlyMap<string, Column>;
  readonly groups: Groups;
};

/** Runs of roles, one after another, that differ in nothing but profile and role name: mostly those of one account. What
 *  holds for the first of a group in any other column holds for all of it. */
export type Groups = {
  /** Role -> group. */
  readonly ids: Uint32Array;
  /** Group -> its first role. */
  readonly firsts: Uint32Array;
};

/** The bit of a mark that says upper case; the others are the bonus of a match that begins there. */
export const upperMark = 0x80;
export const bonusMask = 0x7f;
/** Bonus of the first unit, of one after a separator, of a hump (`adminAccess`, `team2`); separators and ends have 1. */
export const startBonus = 10;
export const wordBonus = 8;
export const humpBonus = 7;
