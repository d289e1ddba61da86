// Roles put into their groups by counting: two passes over typed arrays, however many groups there are.
import type { Groups } from './groups.ts';

export type Grouped = {
  /** All roles, group by group. */
  readonly roles: Uint32Array;
  /** How many roles each group has, in the same order. */
  readonly counts: Uint32Array;
  readonly textAt: (group: number) => string;
  /** The place of a role's group among them; -1 where none has it. */
  readonly groupOf: (index: number) => number;
};

/** Over what has nothing to be grouped by. */
const none = 'None';

const isAscending = (order: ArrayLike<number>): boolean => {
  for (let at = 1; at < order.length; at += 1) if ((order[at] ?? 0) < (order[at - 1] ?? 0)) return false;
  return true;
};

/** Groups are sorted where the roles are in the catalog's order; else the best match's group is first. */
export const inGroups = (rest: ArrayLike<number>, { ids, texts, sorted }: Groups): Grouped => {
  const sizes = new Uint32Array(texts.length);
  const seen = new Uint32Array(texts.length);
  let groupCount = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const id = ids[rest[at] ?? 0] ?? 0;
    if (sizes[id] === 0) seen[groupCount++] = id;
    sizes[id] = (sizes[id] ?? 0) + 1;
  }
  const order = isAscending(rest)
    ? sorted.filter((id) => (sizes[id] ?? 0) > 0)
    : seen.subarray(0, groupCount);
  const starts = new Uint32Array(texts.length);
  const places = new Int32Array(texts.length).fill(-1);
  const counts = new Uint32Array(groupCount);
  let end = 0;
  for (let group = 0; group < groupCount; group += 1) {
    const id = order[group] ?? 0;
    starts[id] = end;
    places[id] = group;
    counts[group] = sizes[id] ?? 0;
    end += sizes[id] ?? 0;
  }
  const roles = new Uint32Array(rest.length);
  for (let at = 0; at < rest.length; at += 1) {
    const id = ids[rest[at] ?? 0] ?? 0;
    const place = starts[id] ?? 0;
    roles[place] = rest[at] ?? 0;
    starts[id] = place + 1;
  }
  return {
    roles,
    counts,
    textAt: (group) => texts[order[group] ?? -1] || none,
    groupOf: (index) => places[ids[index] ?? 0] ?? -1,
  };
};
