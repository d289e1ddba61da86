// Lays the roles out for searching (search-index.ts), in steps of some hundred roles or texts.
import { classOf, digit, isSeparator, lower, separator, upper } from './char-class.ts';
import { foldUnit, maskBit } from './fold.ts';
import type { Role } from './role.ts';
import type { RoleList } from './role-list.ts';
import {
  type Column,
  type ColumnName,
  columnNames,
  type Groups,
  humpBonus,
  type SearchIndex,
  startBonus,
  type TwoParts,
  upperMark,
  wordBonus,
} from './search-index.ts';
import { finished } from './steps.ts';
import type { Tags } from './tag.ts';

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

/** How many roles or texts a step looks at. */
const perStep = 512;

type NamedTexts = { readonly texts: readonly string[]; readonly ids: Uint32Array };

function* encodeSteps({ texts, ids }: NamedTexts, firstBonus: number): Generator<void, Column> {
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
  for (let id = 0; id < texts.length; id++) {
    if (id % perStep === 0) yield;
    encodeText(texts[id] ?? '', id, encoded);
  }
  return column;
}

const isNarrow = ({ units }: Column): boolean => {
  for (let i = 0; i < units.length; i++) if ((units[i] ?? 0) > 0xff) return false;
  return true;
};

/** With units of 8 bits where these do for all columns. */
function* narrowed(index: SearchIndex): Generator<void, SearchIndex> {
  const { fields, tags } = index;
  const { heads, tails } = index.profile;
  for (const column of [...Object.values(fields), heads, tails, ...tags.values()]) {
    if (!isNarrow(column)) return index;
    yield;
  }
  const narrow = (column: Column): Column => ({ ...column, units: new Uint8Array(column.units) });
  return {
    ...index,
    fields: Object.fromEntries(
      columnNames.map((name) => [name, narrow(fields[name])]),
    ) as SearchIndex['fields'],
    profile: { heads: narrow(heads), tails: narrow(tails) },
    tags: new Map(Array.from(tags, ([key, column]) => [key, narrow(column)])),
  };
}

type ColumnBuilder = {
  readonly set: (role: number, text: string) => void;
  readonly build: () => Generator<void, Column>;
};

const columnBuilder = (size: number, firstBonus = startBonus): ColumnBuilder => {
  const texts = [''];
  const ids = new Uint32Array(size);
  const known = new Map<string, number>();
  const idOf = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const id = texts.push(text) - 1;
    known.set(text, id);
    return id;
  };
  let last: string | undefined;
  let lastId = 0;
  return {
    set: (role, text) => {
      // Roles of one account follow one another: most texts are the one before.
      if (text !== last) {
        last = text;
        lastId = idOf(text);
      }
      ids[role] = lastId;
    },
    build: () => encodeSteps({ texts, ids }, firstBonus),
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

const profileBuilder = (size: number) => {
  const heads = columnBuilder(size);
  const tails = columnBuilder(size, wordBonus);
  return {
    set: (at: number, { profile, roleName }: Role): void => {
      const cut = cutOf(profile, roleName);
      heads.set(at, profile.slice(0, cut));
      // The role's own text, where it is the same, is found sooner.
      tails.set(
        at,
        profile.endsWith(roleName) && cut + roleName.length === profile.length
          ? roleName
          : profile.slice(cut),
      );
    },
    build: function* (): Generator<void, TwoParts> {
      return { heads: yield* heads.build(), tails: yield* tails.build() };
    },
  };
};

const tagBuilder = (size: number) => {
  const builders = new Map<string, ColumnBuilder>();
  const builderOf = (key: string): ColumnBuilder => {
    const builder = builders.get(key) ?? columnBuilder(size);
    builders.set(key, builder);
    return builder;
  };
  type Entry = readonly [builder: ColumnBuilder, text: string];
  // Thousands of roles share a set of tags.
  const sets = new Map<Tags, readonly Entry[]>();
  const entriesOf = (tags: Tags): readonly Entry[] => {
    const entries =
      sets.get(tags) ?? Object.keys(tags).map((key): Entry => [builderOf(key), tags[key] ?? '']);
    if (sets.size < perStep) sets.set(tags, entries);
    return entries;
  };
  return {
    set: (at: number, { tags }: Role): void => {
      for (const [builder, text] of entriesOf(tags)) builder.set(at, text);
    },
    build: function* (): Generator<void, ReadonlyMap<string, Column>> {
      const columns = new Map<string, Column>();
      for (const key of [...builders.keys()].sort())
        columns.set(key, yield* (builders.get(key) ?? columnBuilder(0)).build());
      return columns;
    },
  };
};

function* groupSteps(columns: readonly Column[], size: number): Generator<void, Groups> {
  const begins = new Uint8Array(size);
  begins[0] = 1;
  for (const { ids } of columns) {
    for (let role = 1; role < size; role++) if (ids[role] !== ids[role - 1]) begins[role] = 1;
    yield;
  }
  const ids = new Uint32Array(size);
  const firsts: number[] = [];
  for (let role = 0; role < size; role++) {
    if (begins[role] === 1) firsts.push(role);
    ids[role] = firsts.length - 1;
  }
  return { ids, firsts: Uint32Array.from(firsts) };
}

/** A column of what a role has; of those of which it says undefined, none. */
export function* columnSteps(
  roles: RoleList,
  textOf: (role: Role) => string | undefined,
): Generator<void, Column> {
  const builder = columnBuilder(roles.length);
  let at = 0;
  for (const role of roles) {
    if (at % perStep === 0) yield;
    const text = textOf(role);
    if (text !== undefined) builder.set(at, text);
    at += 1;
  }
  return yield* builder.build();
}

/** Prepares roles for `search`, which answers in indexes into this same list. */
export function* indexSteps(roles: RoleList): Generator<void, SearchIndex> {
  const size = roles.length;
  const account = columnBuilder(size);
  const id = columnBuilder(size);
  const email = columnBuilder(size);
  const region = columnBuilder(size);
  const instance = columnBuilder(size);
  const roleName = columnBuilder(size);
  const profiles = profileBuilder(size);
  const tagSets = tagBuilder(size);
  let at = 0;
  for (const role of roles) {
    if (at % perStep === 0) yield;
    account.set(at, role.accountName);
    id.set(at, role.accountId);
    email.set(at, role.email);
    if (role.region !== undefined) region.set(at, role.region);
    instance.set(at, role.instance);
    roleName.set(at, role.roleName);
    profiles.set(at, role);
    tagSets.set(at, role);
    at += 1;
  }
  const shared: Readonly<Record<Exclude<ColumnName, 'role'>, Column>> = {
    account: yield* account.build(),
    id: yield* id.build(),
    email: yield* email.build(),
    region: yield* region.build(),
    instance: yield* instance.build(),
  };
  const tags = yield* tagSets.build();
  return yield* narrowed({
    roles,
    fields: { ...shared, role: yield* roleName.build() },
    profile: yield* profiles.build(),
    tags,
    groups: yield* groupSteps([...Object.values(shared), ...tags.values()], size),
  });
}

export const buildIndex = (roles: RoleList): SearchIndex => finished(indexSteps(roles));
