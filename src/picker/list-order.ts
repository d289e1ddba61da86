// The rows of the list, made of what was found: pins and recent roles, then the others, flat or in groups. Every role
// stands in one place, and equal things keep the order that they were found in. Linear, on typed arrays.
import { type Folds, isFolded } from './arrangement.ts';
import type { Groups } from './groups.ts';
import { type Lifted, nothingLifted } from './lifted-roles.ts';

/** A line that stands over the roles of a block. */
export type Title = {
  readonly kind: 'pinned' | 'recent' | 'all' | 'group';
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
  /** A role's index, or for a title -1 less its place among the titles. */
  readonly rows: ArrayLike<number>;
  readonly titles: readonly Title[];
  /** The title that a role stands under, by the role's index; undefined where there are none. */
  readonly titleOf: (index: number) => Title | undefined;
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

type Block = Pick<Title, 'kind' | 'key' | 'text'> & { readonly roles: ArrayLike<number> };

/** Blocks without a role have no title. */
const stacked = (blocks: readonly Block[], folds: Folds): Omit<Rows, 'titleOf'> => {
  const filled = blocks.filter(({ roles }) => roles.length > 0);
  const titles: Title[] = [];
  let row = 0;
  for (const { kind, key, text, roles } of filled) {
    // What folds all folds groups: pins stay within reach.
    const own = kind === 'group' ? folds : { ...folds, isAllFolded: false };
    const title = { kind, key, text, count: roles.length, isFolded: isFolded(own, key), row };
    titles.push({ ...title, first: roles[0] ?? 0 });
    row += 1 + (title.isFolded ? 0 : roles.length);
  }
  const rows = new Int32Array(row);
  filled.forEach(({ roles }, at) => {
    const title = titles[at];
    if (title === undefined) return;
    rows[title.row] = -1 - at;
    if (title.isFolded) return;
    for (let i = 0; i < roles.length; i += 1) rows[title.row + 1 + i] = roles[i] ?? 0;
  });
  return { rows, titles };
};

const isAscending = (order: ArrayLike<number>): boolean => {
  for (let at = 1; at < order.length; at += 1) if ((order[at] ?? 0) < (order[at - 1] ?? 0)) return false;
  return true;
};

/** Over what has nothing to be grouped by. */
const none = 'None';

/** By the text, so that a fold outlives a refresh. */
const groupKey = (text: string): string => `group:${text}`;

/** The groups of these roles: sorted where the roles are in the catalog's order, else the best match's group first. */
const grouped = (rest: ArrayLike<number>, { ids, texts, sorted }: Groups): readonly Block[] => {
  const counts = new Uint32Array(texts.length);
  const seen: number[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const id = ids[rest[at] ?? 0] ?? 0;
    if (counts[id] === 0) seen.push(id);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const inOrder = isAscending(rest) ? Array.from(sorted).filter((id) => (counts[id] ?? 0) > 0) : seen;
  const places = new Uint32Array(texts.length);
  let end = 0;
  for (const id of inOrder) {
    places[id] = end;
    end += counts[id] ?? 0;
  }
  const roles = new Uint32Array(rest.length);
  for (let at = 0; at < rest.length; at += 1) {
    const id = ids[rest[at] ?? 0] ?? 0;
    roles[places[id] ?? 0] = rest[at] ?? 0;
    places[id] = (places[id] ?? 0) + 1;
  }
  return inOrder.map((id) => {
    const to = places[id] ?? 0;
    const text = texts[id] || none;
    return { kind: 'group', key: groupKey(text), text, roles: roles.subarray(to - (counts[id] ?? 0), to) };
  });
};

const isLifted = 1;
const isFound = 2;

/** Which of the lifted roles were found, and what was found besides, in its order. */
const parted = ({ order, total, lifted }: ListInput) => {
  const flags = new Uint8Array(total);
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
  return { pins: found(lifted.pins), recent: found(lifted.recent), rest: rest.subarray(0, count) };
};

export const listRows = (input: ListInput): Rows => {
  const { order, lifted, groups, folds } = input;
  const isPlain = lifted.pins.length + lifted.recent.length === 0;
  const { pins, recent, rest } = isPlain ? { ...nothingLifted, rest: order } : parted(input);
  if (groups === undefined && pins.length + recent.length === 0) {
    return { rows: order, titles: [], titleOf: () => undefined };
  }
  const blocks: readonly Block[] = [
    { kind: 'pinned', key: 'pinned', text: 'Pinned', roles: pins },
    { kind: 'recent', key: 'recent', text: 'Recent', roles: recent },
    ...(groups === undefined
      ? [{ kind: 'all', key: 'all', text: 'All', roles: rest } as const]
      : grouped(rest, groups)),
  ];
  const { rows, titles } = stacked(blocks, folds);
  let byKey: ReadonlyMap<string, Title> | undefined;
  const keyOf = (index: number): string => {
    if (pins.includes(index)) return 'pinned';
    if (recent.includes(index)) return 'recent';
    return groups === undefined ? 'all' : groupKey(groups.texts[groups.ids[index] ?? 0] || none);
  };
  const titleOf = (index: number): Title | undefined => {
    byKey ??= new Map(titles.map((title) => [title.key, title]));
    return byKey.get(keyOf(index));
  };
  return { rows, titles, titleOf };
};
