// The roles in their order, as most of the program sees them. An array is one; so is a list whose rows are decoded when
// they are asked for, since of a hundred thousand roles some forty are ever on the screen. So nobody may hold on to a role
// as a key: the same row, asked for again, may be another object of the same content.
import type { Role } from './role.ts';
import type { SearchIndex } from './search-index.ts';
import type { Texts } from './texts.ts';

export const fieldNames = ['profile', 'account', 'role', 'id', 'email', 'region', 'instance'] as const;
export type FieldName = (typeof fieldNames)[number];

/** A field of all roles, every distinct text once (but for profiles, which may repeat). */
export type TextColumn = {
  /** The first is '' and stands for "has none". */
  readonly texts: Texts;
  /** Role -> text. */
  readonly ids: Uint32Array;
};

/** What can be asked of many roles without making one. */
export type RoleColumns = {
  readonly fields: Readonly<Record<FieldName, TextColumn>>;
  /** The search index that is kept with them; undefined where it cannot be had any more. */
  readonly index: () => SearchIndex | undefined;
};

export type RoleList = Iterable<Role> & {
  readonly length: number;
  at(row: number): Role | undefined;
  filter(isWanted: (role: Role, row: number) => boolean): readonly Role[];
  find(isWanted: (role: Role, row: number) => boolean): Role | undefined;
  some(isWanted: (role: Role, row: number) => boolean): boolean;
  map<T>(change: (role: Role, row: number) => T): readonly T[];
  flatMap<T>(change: (role: Role, row: number) => T | readonly T[]): readonly T[];
  slice(from?: number, to?: number): readonly Role[];
  /** An array has none. */
  readonly columns?: RoleColumns;
};
