// Numbered texts as one long one, each with a NUL behind it: a text is cut out when it is asked for.
import type { Texts } from './texts.ts';

export const joinTexts = (texts: Iterable<string>): string => {
  let joined = '';
  for (const text of texts) joined += `${text}\u0000`;
  return joined;
};

/** The number of the text that begins at a unit; -1 where none does. */
const numberAt = (starts: Uint32Array, unit: number): number => {
  let low = 0;
  let high = starts.length - 2;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = starts[middle] ?? 0;
    if (start === unit) return middle;
    if (start < unit) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

/** `starts`: text -> its first unit, with one entry more than there are texts. */
export const joinedTexts = (joined: string, starts: Uint32Array): Texts => {
  const length = starts.length - 1;
  const cut = (id: number): string => joined.slice(starts[id] ?? 0, (starts[id + 1] ?? 0) - 1);
  const at = (id: number): string | undefined => (id >= 0 && id < length ? cut(id) : undefined);
  const indexOf = (text: string, from = 0): number => {
    if (from >= length) return -1;
    const wanted = `${text}\u0000`;
    let place = joined.indexOf(wanted, starts[from] ?? 0);
    while (place >= 0) {
      // A text may end as this one does.
      const id = numberAt(starts, place);
      if (id >= from && cut(id) === text) return id;
      place = joined.indexOf(wanted, place + 1);
    }
    return -1;
  };
  function* all(): Generator<string, undefined> {
    for (let id = 0; id < length; id += 1) yield cut(id);
    return undefined;
  }
  return { length, at, indexOf, [Symbol.iterator]: all };
};
