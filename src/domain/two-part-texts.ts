// A text of each role, kept as what it begins and what it ends with, many of which are the same.
import type { TextColumn } from './role-list.ts';
import type { Texts } from './texts.ts';

/** With where each text begins, and one entry more. */
export type MeasuredColumn = TextColumn & { readonly starts: Uint32Array };

const partAt = ({ texts, ids }: TextColumn, role: number): string => texts.at(ids[role] ?? 0) ?? '';

/** With the NUL behind it. */
const sizeAt = ({ starts, ids }: MeasuredColumn, role: number): number => {
  const id = ids[role] ?? 0;
  return (starts[id + 1] ?? 0) - (starts[id] ?? 0);
};

/** Numbered as the roles are, from 1 on; 0 is the empty text, which stands for none. */
export const twoPartTexts = (heads: MeasuredColumn, tails: MeasuredColumn): Texts => {
  const length = heads.ids.length + 1;
  const join = (id: number): string => (id === 0 ? '' : `${partAt(heads, id - 1)}${partAt(tails, id - 1)}`);
  const at = (id: number): string | undefined => (id >= 0 && id < length ? join(id) : undefined);
  const indexOf = (text: string, from = 0): number => {
    if (from === 0 && text === '') return 0;
    for (let id = Math.max(from, 1); id < length; id += 1)
      if (sizeAt(heads, id - 1) + sizeAt(tails, id - 1) === text.length + 2 && join(id) === text) return id;
    return -1;
  };
  function* all(): Generator<string, undefined> {
    for (let id = 0; id < length; id += 1) yield join(id);
    return undefined;
  }
  return { length, at, indexOf, [Symbol.iterator]: all };
};
