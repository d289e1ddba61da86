// The roles, laid out for searching: a column for each field and tag key. A column keeps every distinct text once
// (a hundred thousand roles have fifty role names) as folded UTF-16 units in one typed array, with a mask of the
// characters that each text holds and a mark for each unit: what a match there is worth, and whether it was upper case.
// A word is then tried once a text instead of once a role, and on most texts the mask says no.
import { foldUnit, isUpperUnit, maskBit } from './fold.ts';
import type { Role } from './role.ts';

export type Column = {
  /** Distinct texts; the first is '' and stands for "has none". */
  readonly texts: readonly string[];
  /** Role -> text. */
  readonly ids: Uint32Array;
  /** Text -> its first unit; one entry more than texts. */
  readonly starts: Uint32Array;
  readonly units: Uint16Array;
  readonly marks: Uint8Array;
  readonly masks: Int32Array;
};

export const fieldNames = ['profile', 'account', 'role', 'id', 'email', 'region', 'instance'] as const;
export type FieldName = (typeof fieldNames)[number];

export type SearchIndex = {
  readonly roles: readonly Role[];
  readonly fields: Readonly<Record<FieldName, Column>>;
  /** The user's tag keys, sorted. */
  readonly tags: ReadonlyMap<string, Column>;
};

/** The bit of a mark that says upper case; the others are the bonus of a match that begins there. */
export const upperMark = 0x80;
export const bonusMask = 0x7f;
/** Bonus of the first unit, of one after a separator, of a hump (`adminAccess`, `team2`); separators have 1. */
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

type Encoded = Pick<Column, 'units' | 'marks'>;

/** Writes one text's units and marks from `start` on; returns its mask. */
const encodeText = (text: string, start: number, { units, marks }: Encoded): number => {
  let mask = 0;
  let before: number = separator;
  let unit = text.charCodeAt(0);
  let here = unit < 128 ? (asciiClass[unit] ?? 0) : classOf(unit);
  for (let i = 0; i < text.length; i++) {
    const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 32;
    const after = next < 128 ? (asciiClass[next] ?? 0) : classOf(next);
    const folded = unit < 128 ? (asciiFold[unit] ?? 0) : foldUnit(unit);
    const bonus = i === 0 && here !== separator ? startBonus : bonusOf(before, here, after);
    units[start + i] = folded;
    marks[start + i] = here === upper ? bonus | upperMark : bonus;
    mask |= folded < 128 ? (asciiBit[folded] ?? 0) : maskBit(folded);
    before = here;
    here = after;
    unit = next;
  }
  return mask;
};

const encode = (texts: readonly string[], ids: Uint32Array): Column => {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  texts.forEach((text, id) => {
    starts[id] = length;
    length += text.length;
  });
  starts[texts.length] = length;
  const units = new Uint16Array(length);
  const marks = new Uint8Array(length);
  const masks = new Int32Array(texts.length);
  texts.forEach((text, id) => {
    masks[id] = encodeText(text, starts[id] ?? 0, { units, marks });
  });
  return { texts, ids, starts, units, marks, masks };
};

type ColumnBuilder = {
  readonly set: (role: number, text: string) => void;
  readonly build: () => Column;
};

const columnBuilder = (size: number): ColumnBuilder => {
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
    build: () => encode(texts, ids),
  };
};

/** Profiles are as good as all different: looking each up would be the dearest part of the index. */
const profileColumn = (roles: readonly Role[]): Column =>
  encode(
    ['', ...roles.map((role) => role.profile)],
    Uint32Array.from(roles, (_, at) => at + 1),
  );

const tagColumns = (roles: readonly Role[]): ReadonlyMap<string, Column> => {
  const builders = new Map<string, ColumnBuilder>();
  roles.forEach(({ tags }, at) => {
    for (const key of Object.keys(tags)) {
      let builder = builders.get(key);
      if (builder === undefined) {
        builder = columnBuilder(roles.length);
        builders.set(key, builder);
      }
      builder.set(at, tags[key] ?? '');
    }
  });
  const keys = [...builders.keys()].sort();
  return new Map(keys.map((key) => [key, (builders.get(key) ?? columnBuilder(0)).build()]));
};

/** Prepares roles for `search`, which answers in indexes into this same array. */
export const buildIndex = (roles: readonly Role[]): SearchIndex => {
  const column = (): ColumnBuilder => columnBuilder(roles.length);
  const account = column();
  const role = column();
  const id = column();
  const email = column();
  const region = column();
  const instance = column();
  roles.forEach((entry, at) => {
    account.set(at, entry.accountName);
    role.set(at, entry.roleName);
    id.set(at, entry.accountId);
    email.set(at, entry.email);
    if (entry.region !== undefined) region.set(at, entry.region);
    instance.set(at, entry.instance);
  });
  const fields = {
    profile: profileColumn(roles),
    account: account.build(),
    role: role.build(),
    id: id.build(),
    email: email.build(),
    region: region.build(),
    instance: instance.build(),
  };
  return { roles, fields, tags: tagColumns(roles) };
};
