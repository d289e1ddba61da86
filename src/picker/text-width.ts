// How many terminal cells a text takes, and how it is cut to fit. Almost every name is printable ASCII or Latin, where
// a cell is a character; the slow path keeps wide and combining characters whole, and costs 15 ms at its first use.
import stringWidth from 'string-width';

/** ASCII, Latin letters, and what this program draws with: one cell each, and nothing joins with its neighbour. */
const oneCellEach = /^[\x20-\x7e\xa1-\xac\xae-\u02af\u2026\u2500-\u259f\u2713\u2800-\u28ff]*$/;

export const isOneCellEach = (text: string): boolean => oneCellEach.test(text);

let segmenter: Intl.Segmenter | undefined;

const graphemes = (text: string): readonly string[] => {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), (part) => part.segment);
};

export const textWidth = (text: string): number => (oneCellEach.test(text) ? text.length : stringWidth(text));

/** An estimate that is never too small, and quick for any text: what a column may need. */
export const roomFor = (text: string): number => {
  if (oneCellEach.test(text)) return text.length;
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) < 0x300 ? 1 : 2;
  return width;
};

export const ellipsis = '…';

/** Where to cut: the text is `[0, head)`, an ellipsis, and `[tail, end)`. Offsets are UTF-16. */
export type Cut = { readonly head: number; readonly tail: number };

/** Length (UTF-16) of the leading pieces that fit in `width` cells. */
const fitting = (pieces: readonly string[], width: number): number => {
  let used = 0;
  let length = 0;
  for (const piece of pieces) {
    used += textWidth(piece);
    if (used > width) break;
    length += piece.length;
  }
  return length;
};

/** Cuts in the middle, for the tail is what tells rows apart; undefined when the text fits in `width` cells. */
export const cutMiddle = (text: string, width: number): Cut | undefined => {
  if (textWidth(text) <= width) return undefined;
  if (width <= 1) return { head: 0, tail: text.length };
  const headWidth = Math.ceil((width - 1) / 2);
  const tailWidth = width - 1 - headWidth;
  if (oneCellEach.test(text)) return { head: headWidth, tail: text.length - tailWidth };
  const pieces = graphemes(text);
  return { head: fitting(pieces, headWidth), tail: text.length - fitting(pieces.toReversed(), tailWidth) };
};

export const shorten = (text: string, width: number): string => {
  if (width <= 0) return '';
  const cut = cutMiddle(text, width);
  return cut === undefined ? text : `${text.slice(0, cut.head)}${ellipsis}${text.slice(cut.tail)}`;
};

/** The start of the text that fits in `width` cells, with an ellipsis where something was dropped. */
export const cutEnd = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text;
  return width <= 0 ? '' : `${text.slice(0, fitting(graphemes(text), width - 1))}${ellipsis}`;
};

/** The end of the text that fits in `width` cells, with an ellipsis where something was dropped. */
export const cutStart = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text;
  if (width <= 0) return '';
  const length = fitting(graphemes(text).toReversed(), width - 1);
  return `${ellipsis}${text.slice(text.length - length)}`;
};

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)));

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - textWidth(text))) + text;

/** Breaks a text at spaces into lines of at most `width` cells; a longer word is broken where it must. */
export const wrapWords = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  const place = (word: string) => {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined) <= width) {
      line = joined;
      return;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    while (textWidth(rest) > width) {
      const length = Math.max(1, fitting(graphemes(rest), width));
      lines.push(rest.slice(0, length));
      rest = rest.slice(length);
    }
    line = rest;
  };
  for (const word of text.split(' ')) place(word);
  if (line !== '') lines.push(line);
  return lines;
};
