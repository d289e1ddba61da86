// The rows of the list, made of what was found: pins and recent roles, then the others, flat or in groups. Every role
// stands in one place, and equal things keep the order that they were found in. Linear, on typed arrays, since a hundred
// thousand roles may stand in tens of thousands of groups; what a title says is made when it is asked for.
import { type Folds, isFolded } from './arrangement.ts';
import { inGroups } from './group-order.ts';
import type { Groups } from './groups.ts';
import { type Lifted, nothingLifted } from './lifted-roles.ts';

/** A line that stands over the roles of a block. */
export type Title = {
  readonly kind: 'here' | 'pinned' | 'recent' | 'all' | 'group';
  /** What it is folded by. */
  readonly key: string;
  readonly text: string;
  /** Roles that stand under it, on the screen or folded. */
  readonly count: number;
  readonly isFolded: boolean;
  readonly row: number;
  /** Index of the first role under it. */
  readonly first: number;
};

export type Rows = {
  /** A role's index, or for a title -1 less its number. */
  readonly rows: ArrayLike<number>;
  readonly titleCount: number;
  readonly title: (number: number) => Title | undefined;
  /** The title that a role stands under, by the role's index; undefined where there are none. */
  readonly titleOf: (index: number) => Title | undefined;
  readonly hidesSome: boolean;
};

export type ListInput = {
  /** Indexes into the roles, best first. */
  readonly order: ArrayLike<number>;
  /** How many roles there are. */
  readonly total: number;
  /** Those of them that are to stand first; what the order does not hold is passed over. */
  readonly lifted: Lifted;
  /** Undefined: the others are not grouped. */
  readonly groups: Groups | undefined;
  readonly folds: Folds;
};

/** Blocks that follow one another: of each its count, and its roles in one array. */
type Blocks = {
  readonly roles: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  readonly kindAt: (block: number) => Title['kind'];
  readonly textAt: (block: number) => string;
  readonly blockOf: (index: number) => number;
};

// No text of a group begins so.
const keyOf = (kind: Title['kind'], text: string): string => (kind === 'group' ? text : `\u0000${kind}`);

const foldedBlocks = ({ counts, kindAt, textAt }: Blocks, { isAllFolded, except }: Folds): Uint8Array => {
  const folded = new Uint8Array(counts.length);
  for (let block = 0; block < counts.length; block += 1) {
    const kind = kindAt(block);
    // What folds all folds groups: pins stay within reach.
    const own: Folds = { isAllFolded: isAllFolded && kind === 'group', except };
    const isOpen = except.size === 0 ? !own.isAllFolded : !isFolded(own, keyOf(kind, textAt(block)));
    folded[block] = isOpen ? 0 : 1;
  }
  return folded;
};

const stacked = (blocks: Blocks, folds: Folds): Rows => {
  const { roles, counts, kindAt, textAt, blockOf } = blocks;
  const folded = foldedBlocks(blocks, folds);
  const titleRows = new Uint32Array(counts.length);
  const firsts = new Uint32Array(counts.length);
  const rows = new Int32Array(roles.length + counts.length);
  let row = 0;
  let from = 0;
  for (let block = 0; block < counts.length; block += 1) {
    const count = counts[block] ?? 0;
    titleRows[block] = row;
    firsts[block] = roles[from] ?? 0;
    rows[row] = -1 - block;
    row += 1;
    if (folded[block] === 0) for (let at = 0; at < count; at += 1) rows[row++] = roles[from + at] ?? 0;
    from += count;
  }
  const title = (block: number): Title | undefined => {
    if (block < 0 || block >= counts.length) return undefined;
    const kind = kindAt(block);
    const text = textAt(block);
    return {
      kind,
      key: keyOf(kind, text),
      text,
      count: counts[block] ?? 0,
      isFolded: folded[block] === 1,
      row: titleRows[block] ?? 0,
      first: firsts[block] ?? 0,
    };
  };
  return {
    rows: rows.subarray(0, row),
    titleCount: counts.length,
    title,
    titleOf: (index) => title(blockOf(index)),
    hidesSome: row < rows.length,
  };
};

const isLifted = 1;
const isFound = 2;

/** Which of the lifted roles were found, and what was found besides, in its order. */
const parted = ({ order, total, lifted }: ListInput) => {
  const flags = new Uint8Array(total);
  for (const index of lifted.here) flags[index] = isLifted;
  for (const index of lifted.pins) flags[index] = isLifted;
  for (const index of lifted.recent) flags[index] = isLifted;
  const rest = new Uint32Array(order.length);
  let count = 0;
  for (let at = 0; at < order.length; at += 1) {
    const index = order[at] ?? 0;
    if (flags[index] === isLifted) {
      flags[index] = isLifted | isFound;
    } else {
      rest[count] = index;
      count += 1;
    }
  }
  const found = (indexes: readonly number[]) =>
    indexes.filter((index) => ((flags[index] ?? 0) & isFound) > 0);
  const { here, pins, recent } = lifted;
  return { here: found(here), pins: found(pins), recent: found(recent), rest: rest.subarray(0, count) };
};

const titles: Readonly<Record<Exclude<Title['kind'], 'group'>, string>> = {
  here: 'This folder',
  pinned: 'Pinned',
  recent: 'Recent',
  all: 'All',
};

type Parts = ReturnType<typeof parted> | (Lifted & { readonly rest: ArrayLike<number> });

const blocksOf = ({ here, pins, recent, rest }: Parts, groups: Groups | undefined): Blocks => {
  const grouped = groups === undefined ? undefined : inGroups(rest, groups);
  const kinds = [
    ...(here.length > 0 ? (['here'] as const) : []),
    ...(pins.length > 0 ? (['pinned'] as const) : []),
    ...(recent.length > 0 ? (['recent'] as const) : []),
    ...(grouped === undefined && rest.length > 0 ? (['all'] as const) : []),
  ];
  const sizes = { here: here.length, pinned: pins.length, recent: recent.length, all: rest.length };
  const others = grouped?.roles ?? rest;
  const lifted = [...here, ...pins, ...recent];
  const roles = new Uint32Array(lifted.length + others.length);
  roles.set(lifted);
  roles.set(others, lifted.length);
  const counts = new Uint32Array(kinds.length + (grouped?.counts.length ?? 0));
  kinds.forEach((kind, block) => {
    counts[block] = sizes[kind];
  });
  if (grouped !== undefined) counts.set(grouped.counts, kinds.length);
  return {
    roles,
    counts,
    kindAt: (block) => kinds[block] ?? 'group',
    textAt: (block) => {
      const kind = kinds[block];
      return kind === undefined ? (grouped?.textAt(block - kinds.length) ?? '') : titles[kind];
    },
    blockOf: (index) => {
      if (here.includes(index)) return 0;
      if (pins.includes(index)) return kinds.indexOf('pinned');
      if (recent.includes(index)) return kinds.indexOf('recent');
      return grouped === undefined ? kinds.indexOf('all') : kinds.length + grouped.groupOf(index);
    },
  };
};

export const listRows = (input: ListInput): Rows => {
  const { order, lifted, groups, folds } = input;
  const isPlain = lifted.here.length + lifted.pins.length + lifted.recent.length === 0;
  const parts: Parts = isPlain ? { ...nothingLifted, rest: order } : parted(input);
  if (groups === undefined && parts.here.length + parts.pins.length + parts.recent.length === 0)
    return {
      rows: order,
      titleCount: 0,
      title: () => undefined,
      titleOf: () => undefined,
      hidesSome: false,
    };
  return stacked(blocksOf(parts, groups), folds);
};
