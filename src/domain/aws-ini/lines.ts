// A file as lines that keep every byte: `text` and `eol` of all lines, joined, are the file again.

export type Line = {
  /** From 1, as editors count. */
  readonly number: number;
  readonly text: string;
  /** What ended the line: LF, CRLF, a lone CR, or nothing at the end of the file. */
  readonly eol: '' | '\n' | '\r\n' | '\r';
};

const linePattern = /([^\r\n]*)(\r\n|\r|\n)|[^\r\n]+$/g;

export const splitLines = (text: string): readonly Line[] => {
  const lines: Line[] = [];
  for (const match of text.matchAll(linePattern)) {
    const eol = (match[2] ?? '') as Line['eol'];
    lines.push({ number: lines.length + 1, text: eol === '' ? match[0] : (match[1] ?? ''), eol });
  }
  return lines;
};

export const joinLines = (lines: readonly Line[]): string =>
  lines.map((line) => line.text + line.eol).join('');

/**
 * The line ending to add to a text: the first one in it, LF for a text without any. A text that ends with a lone
 * CR gets CRLF, because a LF after it would melt into that CR.
 */
export const eolOf = (text: string): '\n' | '\r\n' => {
  if (text.endsWith('\r')) return '\r\n';
  return /\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
};

// What Python's `str.strip` and `\S` count as space: botocore is the strictest reader, so its rules decide.
const spaces = /[\t\v\f\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

// Every line is trimmed several times, and most have no space at either end: no pattern runs over a whole line.
const isSpaceAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code <= 0x20 || code >= 0x85 ? spaces.test(text.charAt(at)) : false;
};

export const indentOf = (text: string): number => {
  let at = 0;
  while (at < text.length && isSpaceAt(text, at)) at += 1;
  return at;
};

export const trimSpace = (text: string): string => {
  const from = indentOf(text);
  let to = text.length;
  while (to > from && isSpaceAt(text, to - 1)) to -= 1;
  return text.slice(from, to);
};

/** Neither blank nor a comment. */
export const isSignificant = (line: Line): boolean => {
  const content = trimSpace(line.text);
  return content !== '' && content[0] !== '#' && content[0] !== ';';
};
