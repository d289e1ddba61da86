/** Numbers that only the seed decides: the same on every machine and every run. */
export type SeededRandom = {
  /** A whole number from 0 up to, but not with, `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** The items in another order. */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
};

const hash = (text: string): number => {
  let state = 2_166_136_261;
  for (const character of text) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }
  return state >>> 0;
};

/** A 32-bit counter whose every value is mixed well: enough for names, and not meant for secrets. */
export const seededRandom = (seed: number | string): SeededRandom => {
  let counter = hash(String(seed));
  const next = (): number => {
    counter = (counter + 0x9e37_79b9) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    shuffle: (items) => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
};
