// Lays the roles out for searching (search-index.ts), in steps of some hundred roles or texts.
import { isSeparator } from './char-class.ts';
import { encodeSteps, perStep } from './encode-column.ts';
import type { Role } from './role.ts';
import type { RoleList } from './role-list.ts';
import {
  type Column,
  type ColumnName,
  columnNames,
  type Groups,
  type SearchIndex,
  startBonus,
  type TwoParts,
  wordBonus,
} from './search-index.ts';
import { finished } from './steps.ts';
import type { Tags } from './tag.ts';

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
