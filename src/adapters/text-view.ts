// Numbered texts as they stand in a file, each behind the other with a NUL after it. A text is decoded when it is asked
// for; all at once, as whoever walks over them wants it, they are decoded in one piece and cut.
import type { Texts } from '../domain/texts.ts';

export type TextEncoding = 'latin1' | 'utf16le';

export type TextParts = {
  readonly encoding: TextEncoding;
  readonly chars: Buffer;
  /** Text -> its first unit; one more than there are texts. */
  readonly starts: Uint32Array;
};

export const unitSize = (encoding: TextEncoding): number => (encoding === 'latin1' ? 1 : 2);

export const encodedTexts = (texts: Iterable<string>): { encoding: TextEncoding; chars: Buffer } => {
  let joined = '';
  for (const text of texts) joined += `${text}\u0000`;
  const encoding = /^[\0-\xff]*$/.test(joined) ? 'latin1' : 'utf16le';
  return { encoding, chars: Buffer.from(joined, encoding) };
};

/** The text that begins at a unit; -1 where none does. */
const textAt = (starts: Uint32Array, unit: number): number => {
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

function* cut({ encoding, chars, starts }: TextParts): Generator<string, undefined> {
  const all = chars.toString(encoding);
  for (let id = 0; id + 1 < starts.length; id += 1) yield all.slice(starts[id], (starts[id + 1] ?? 0) - 1);
  return undefined;
}

export const textView = (parts: TextParts): Texts => {
  const { encoding, chars, starts } = parts;
  const size = unitSize(encoding);
  const length = starts.length - 1;
  const at = (id: number): string | undefined =>
    id >= 0 && id < length
      ? chars.toString(encoding, (starts[id] ?? 0) * size, ((starts[id + 1] ?? 0) - 1) * size)
      : undefined;
  const indexOf = (text: string, from = 0): number => {
    if (from >= length) return -1;
    const wanted = Buffer.from(`${text}\u0000`, encoding);
    let place = chars.indexOf(wanted, (starts[from] ?? 0) * size);
    while (place >= 0) {
      const id = place % size === 0 ? textAt(starts, place / size) : -1;
      if (id >= from && at(id) === text) return id;
      place = chars.indexOf(wanted, place + 1);
    }
    return -1;
  };
  return { length, at, indexOf, [Symbol.iterator]: () => cut(parts) };
};

/** For texts that many roles share: each is decoded once. */
export const sharedTexts = (texts: Texts): Texts => {
  const known = new Array<string | undefined>(texts.length).fill(undefined);
  const at = (id: number): string | undefined => {
    const text = known[id] ?? texts.at(id);
    if (text !== undefined) known[id] = text;
    return text;
  };
  return { ...texts, at };
};
