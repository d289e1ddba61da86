// The roles, laid out for searching: a column for each field and tag key. A column keeps every distinct text once
// (a hundred thousand roles have fifty role names) as folded UTF-16 units in one typed array, with a mask of the
// characters that each text holds and a mark for each unit: what a match there is worth, and whether it was upper case.
// A word is then tried once a text instead of once a role, and on most texts the mask says no.
//
// Profiles are as good as all different, but most are an account and a role joined by a separator: each is kept as two
// parts, cut there, and a hundred thousand profiles are twenty thousand beginnings and fifty ends.
import { foldUnit, isUpperUnit, maskBit } from './fold.ts';
import type { Role } from './role.ts';
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

type CharClass = 0 | 1 | 2 | 3;
const separator: CharClass = 0;
const lower: CharClass = 1;
const upper: CharClass = 2;
const digit: CharClass = 3;

const classOf = (unit: number): CharClass => {
  if (unit >= 97 && unit <= 122) return lower;
  if (unit >= 65 && unit <= 90) return upper;
  if (unit >= 48 && unit <= 57) return digit;
  if (unit < 0xc0 || (unit >= 0x2000 && unit <= 0x206f)) return separator;
  return isUpperUnit(unit) ? upper : lower;
};

// Tables for ASCII, since these are asked for every character of the catalog.
const asciiClass = Uint8Array.from({ length: 128 }, (_, unit) => classOf(unit));
const asciiFold = Uint16Array.from({ length: 128 }, (_, unit) => foldUnit(unit));
const asciiBit = Int32Array.from({ length: 128 }, (_, unit) => maskBit(foldUnit(unit)));

const bonusOf = (before: number, here: number, after: number): number => {
  if (here === separator) return 1;
  if (before === separator) return wordBonus;
  if (here === digit) return before === digit ? 0 : humpBonus;
  if (here === upper && (before !== upper || after === lower)) return humpBonus;
  return 0;
};

/** Before or after which a word of a text ends or begins. */
export const isSeparator = (unit: number): boolean => classOf(unit) === separator;

/** `bonusOf` by the three classes as base-4 digits. */
const bonuses = Uint8Array.from({ length: 64 }, (_, at) => bonusOf(at >> 4, (at >> 2) & 3, at & 3));

type Encoded = Pick<Column, 'starts' | 'units' | 'marks' | 'masks' | 'quarters' | 'startMasks'> & {
  readonly firstBonus: number;
};

/** Fills in one text. */
const encodeText = (text: string, id: number, column: Encoded): void => {
  const { units, marks, quarters, firstBonus } = column;
  const start = column.starts[id] ?? 0;
  const quartersPerUnit = 4 / text.length;
  let mask = 0;
  let startMask = 0;
  let before: number = separator;
  let unit = text.charCodeAt(0);
  let here = unit < 128 ? (asciiClass[unit] ?? 0) : classOf(unit);
  for (let i = 0; i < text.length; i++) {
    const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 32;
    const after = next < 128 ? (asciiClass[next] ?? 0) : classOf(next);
    const folded = unit < 128 ? (asciiFold[unit] ?? 0) : foldUnit(unit);
    const bonus =
      i === 0 && here !== separator ? firstBonus : (bonuses[(before << 4) | (here << 2) | after] ?? 0);
    const bit = folded < 128 ? (asciiBit[folded] ?? 0) : maskBit(folded);
    units[start + i] = folded;
    marks[start + i] = here === upper ? bonus | upperMark : bonus;
    mask |= bit;
    const quarter = 4 * id + ((i * quartersPerUnit) | 0);
    quarters[quarter] = (quarters[quarter] ?? 0) | bit;
    if (bonus >= humpBonus) startMask |= bit;
    before = here;
    here = after;
    unit = next;
  }
  marks[start + text.length] = 1;
  column.masks[id] = mask;
  column.startMasks[id] = startMask;
};

const encode = (texts: readonly string[], ids: Uint32Array, firstBonus: number): Column => {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  for (let id = 0; id < texts.length; id++) {
    starts[id] = length;
    length += (texts[id] ?? '').length + 1;
  }
  starts[texts.length] = length;
  const column = {
    ...{ texts, ids, starts },
    units: new Uint16Array(length),
    marks: new Uint8Array(length),
    masks: new Int32Array(texts.length),
    quarters: new Int32Array(4 * texts.length),
    startMasks: new Int32Array(texts.length),
  };
  const encoded = { ...column, firstBonus };
  for (let id = 0; id < texts.length; id++) encodeText(texts[id] ?? '', id, encoded);
  return column;
};

const isNarrow = ({ units }: Column): boolean => {
  for (let i = 0; i < units.length; i++) if ((units[i] ?? 0) > 0xff) return false;
  return true;
};

/** With units of 8 bits where these do for all columns. */
const narrowed = (index: SearchIndex): SearchIndex => {
  const { fields, tags } = index;
  const { heads, tails } = index.profile;
  if (![...Object.values(fields), heads, tails, ...tags.values()].every(isNarrow)) return index;
  const narrow = (column: Column): Column => ({ ...column, units: Uint8Array.from(column.units) });
  return {
    ...index,
    fields: Object.fromEntries(
      columnNames.map((name) => [name, narrow(fields[name])]),
    ) as SearchIndex['fields'],
    profile: { heads: narrow(heads), tails: narrow(tails) },
    tags: new Map(Array.from(tags, ([key, column]) => [key, narrow(column)])),
  };
};

type ColumnBuilder = {
  readonly set: (role: number, text: string) => void;
  readonly build: () => Column;
};

const columnBuilder = (size: number, firstBonus = startBonus): ColumnBuilder => {
  const texts = [''];
  const ids = new Uint32Array(size);
  const known = new Map<string, number>();
  let last: string | undefined;
  let lastId = 0;
  return {
    set: (role, text) => {
      // Roles of one account follow one another: most texts are the one before.
      if (text !== last) {
        last = text;
        lastId = known.get(text) ?? texts.push(text) - 1;
        known.set(text, lastId);
      }
      ids[role] = lastId;
    },
    build: () => encode(texts, ids, firstBonus),
  };
};

/** Where a profile is cut: before or after what is as long as the role's name, where a separator stands there, else behind
 *  the last separator. Any cut is right; one that leaves the same parts to many is quick. */
const cutOf = (profile: string, { length }: string): number => {
  const isCut = (at: number): boolean => at > 0 && isSeparator(profile.charCodeAt(at - 1));
  if (isCut(profile.length - length)) return profile.length - length;
  if (length < profile.length && isCut(length + 1)) return length + 1;
  for (let at = profile.length - 1; at > 0; at--) if (isCut(at)) return at;
  return profile.length;
};

const profileParts = (roles: RoleList): TwoParts => {
  const heads = columnBuilder(roles.length);
  const tails = columnBuilder(roles.length, wordBonus);
  for (let at = 0; at < roles.length; at++) {
    const { profile, roleName } = roles.at(at) ?? { profile: '', roleName: '' };
    const cut = cutOf(profile, roleName);
    heads.set(at, profile.slice(0, cut));
    // The role's own text, where it is the same, is found sooner.
    tails.set(
      at,
      profile.endsWith(roleName) && cut + roleName.length === profile.length ? roleName : profile.slice(cut),
    );
  }
  return { heads: heads.build(), tails: tails.build() };
};

const tagColumns = (roles: RoleList): ReadonlyMap<string, Column> => {
  const builders = new Map<string, ColumnBuilder>();
  let at = 0;
  for (const { tags } of roles) {
    for (const key of Object.keys(tags)) {
      let builder = builders.get(key);
      if (builder === undefined) {
        builder = columnBuilder(roles.length);
        builders.set(key, builder);
      }
      builder.set(at, tags[key] ?? '');
    }
    at += 1;
  }
  const keys = [...builders.keys()].sort();
  return new Map(keys.map((key) => [key, (builders.get(key) ?? columnBuilder(0)).build()]));
};

const groupsOf = (columns: readonly Column[], size: number): Groups => {
  const begins = new Uint8Array(size);
  begins[0] = 1;
  for (const { ids } of columns) {
    for (let role = 1; role < size; role++) if (ids[role] !== ids[role - 1]) begins[role] = 1;
  }
  const ids = new Uint32Array(size);
  const firsts: number[] = [];
  for (let role = 0; role < size; role++) {
    if (begins[role] === 1) firsts.push(role);
    ids[role] = firsts.length - 1;
  }
  return { ids, firsts: Uint32Array.from(firsts) };
};

type SharedField = Exclude<ColumnName, 'role'>;

export const buildColumn = (roles: RoleList, textOf: (role: Role) => string | undefined): Column => {
  const builder = columnBuilder(roles.length);
  let at = 0;
  for (const role of roles) {
    const text = textOf(role);
    if (text !== undefined) builder.set(at, text);
    at += 1;
  }
  return builder.build();
};

/** Prepares roles for `search`, which answers in indexes into this same list. */
export const buildIndex = (roles: RoleList): SearchIndex => {
  const column = (textOf: (role: Role) => string | undefined): Column => buildColumn(roles, textOf);
  const shared: Readonly<Record<SharedField, Column>> = {
    account: column((role) => role.accountName),
    id: column((role) => role.accountId),
    email: column((role) => role.email),
    region: column((role) => role.region),
    instance: column((role) => role.instance),
  };
  const tags = tagColumns(roles);
  return narrowed({
    roles,
    fields: { ...shared, role: column((role) => role.roleName) },
    profile: profileParts(roles),
    tags,
    groups: groupsOf([...Object.values(shared), ...tags.values()], roles.length),
  });
};
