// What a program wrote, line by line, so that it cannot write where another's name stands. A lone carriage return ends a
// line as a line feed does: nothing is written over. On a terminal colours stay, and whatever else would move the cursor,
// clear the screen or rename the window is left out or shown as text.
//
// Lines are strings of bytes (latin1): one character for each byte, so that nothing of them changes on the way.

/** Bytes. A longer line is continued on the next one. */
export const longestLine = 64 * 1024;

const colours = /^\u001b\[[0-9;:]*m$/;

// Control sequences, strings that a terminal is told (titles, links, the clipboard), other escapes, control characters
// and, in UTF-8, those of the upper half.
const controls =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b-\u001f\u007f]|\u00c2[\u0080-\u009f]/g;

const shown = (match: string): string => {
  if (colours.test(match)) return match;
  if (match.startsWith('\u001b')) return '';
  return `\\x${match
    .charCodeAt(match.length - 1)
    .toString(16)
    .padStart(2, '0')}`;
};

/** A line without its end, as a terminal may have it; colours end with it. */
export const inertLine = (line: string): string => {
  const inert = line.replace(controls, shown);
  return inert.includes('\u001b') ? `${inert}\u001b[0m` : inert;
};

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Our own text among those of bytes. */
export const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const chopped = (line: string): readonly string[] => {
  if (line.length <= longestLine) return [line];
  const parts: string[] = [];
  for (let at = 0; at < line.length; at += longestLine) parts.push(line.slice(at, at + longestLine));
  return parts;
};

export type LineReader = {
  /** The lines that are whole now, without their ends. */
  readonly push: (bytes: Uint8Array) => readonly string[];
  /** What is left at the end. */
  readonly end: () => readonly string[];
};

export const lineReader = (): LineReader => {
  let rest = '';
  return {
    push: (bytes) => {
      const text = rest + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      // Whether a line feed follows the carriage return is not known yet.
      const isOpen = text.endsWith('\r');
      const lines = (isOpen ? text.slice(0, -1) : text).split(/\r\n|\n|\r/);
      const last = chopped(lines.pop() ?? '');
      rest = `${last.at(-1) ?? ''}${isOpen ? '\r' : ''}`;
      return [...lines.flatMap(chopped), ...last.slice(0, -1)];
    },
    end: () => {
      const last = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
      const isEmpty = rest === '';
      rest = '';
      return isEmpty ? [] : [last];
    },
  };
};
