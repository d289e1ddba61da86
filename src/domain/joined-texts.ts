// Numbered texts as one long one, each with a NUL behind it: a text is cut out when it is asked for.
import type { Texts } from './texts.ts';

export const joinTexts = (texts: Iterable<string>): string => {
  let joined = '';
  for (const text of texts) joined += `${text}\u0000`;
  return joined;
};

/** `starts`: text -> its first unit, with one entry more than there are texts. */
export const joinedTexts = (joined: string, starts: Uint32Array): Texts => {
  const length = starts.length - 1;
  const cut = (id: number): string => joined.slice(starts[id] ?? 0, (starts[id + 1] ?? 0) - 1);
  const at = (id: number): string | undefined => (id >= 0 && id < length ? cut(id) : undefined);
  const indexOf = (text: string, from = 0): number => {
    // Few have its length, and only those are looked at.
    const size = text.length + 1;
    for (let id = from; id < length; id += 1) {
      const start = starts[id] ?? 0;
      if ((starts[id + 1] ?? 0) - start === size && joined.startsWith(text, start)) return id;
    }
    return -1;
  };
  function* all(): Generator<string, undefined> {
    for (let id = 0; id < length; id += 1) yield cut(id);
    return undefined;
  }
  return { length, at, indexOf, [Symbol.iterator]: all };
};
