// What is known of roles beside the index: the sets that `@fav`, `@recent`, `@live`, `@new` and `@gone` stand for.
import type { KnownWord } from './query.ts';
import type { SearchIndex } from './search-index.ts';

/** By word, the keys (`roleKey`) of its roles. A word without a set has none. The same set must stay the same object
 *  while nothing changed: what was found before is kept by it. */
export type KnownRoles = Readonly<Partial<Record<KnownWord, ReadonlySet<string>>>>;

export const nothingKnown: KnownRoles = {};

type Placed = { readonly index: SearchIndex; readonly isGiven: Uint8Array };

const placed = new WeakMap<ReadonlySet<string>, Placed>();

/** A number for (instance, account id, role name) by the ids of their texts; undefined for a key of other texts. */
const numberOf = (index: SearchIndex) => {
  const { instance, id, role } = index.fields;
  const [accounts, names] = [id.texts.length, role.texts.length];
  const ofKey = (key: string): number | undefined => {
    const [name = '', account = '', ...rest] = key.split('/');
    // What every role has is never the first text, which stands for none.
    const a = instance.texts.indexOf(name, 1);
    const b = id.texts.indexOf(account, 1);
    const c = role.texts.indexOf(rest.join('/'), 1);
    return Math.min(a, b, c) < 0 ? undefined : (a * accounts + b) * names + c;
  };
  const ofRole = (at: number): number =>
    ((instance.ids[at] ?? 0) * accounts + (id.ids[at] ?? 0)) * names + (role.ids[at] ?? 0);
  return { ofKey, ofRole };
};

const place = (index: SearchIndex, keys: ReadonlySet<string>): Uint8Array => {
  const isGiven = new Uint8Array(index.roles.length);
  const { ofKey, ofRole } = numberOf(index);
  const wanted = new Set<number | undefined>([...keys].map(ofKey));
  wanted.delete(undefined);
  if (wanted.size === 0) return isGiven;
  for (let at = 0; at < isGiven.length; at++) if (wanted.has(ofRole(at))) isGiven[at] = 1;
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
