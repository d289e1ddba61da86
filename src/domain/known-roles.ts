// What is known of roles beside the index: the sets that `@fav`, `@recent`, `@live`, `@new` and `@gone` stand for.

import { visitRows } from './key-rows.ts';
import type { KnownWord } from './query.ts';
import type { SearchIndex } from './search-index.ts';

/** By word, the keys (`roleKey`) of its roles. A word without a set has none. The same set must stay the same object
 *  while nothing changed: what was found before is kept by it. */
export type KnownRoles = Readonly<Partial<Record<KnownWord, ReadonlySet<string>>>>;

export const nothingKnown: KnownRoles = {};

type Placed = { readonly index: SearchIndex; readonly isGiven: Uint8Array };

const placed = new WeakMap<ReadonlySet<string>, Placed>();

const place = (index: SearchIndex, keys: ReadonlySet<string>): Uint8Array => {
  const isGiven = new Uint8Array(index.roles.length);
  visitRows(index.fields, keys, (row) => {
    isGiven[row] = 1;
  });
  return isGiven;
};

/** By role: 1 where its key is in the set. Worked out once for an index and a set. */
export const givenRoles = (index: SearchIndex, keys: ReadonlySet<string>): Uint8Array => {
  const before = placed.get(keys);
  if (before?.index === index) return before.isGiven;
  const isGiven = place(index, keys);
  placed.set(keys, { index, isGiven });
  return isGiven;
};
