// What a program wrote, line by line, so that it cannot write where another's name stands. A lone carriage return ends a
// line as a line feed does: nothing is written over. On a terminal colours stay, and whatever else would move the cursor,
// clear the screen or rename the window is left out or shown as text.

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes. A longer line is continued on the next one. */
export const longestLine = 64 * 1024;

const colours = /^\u001b\[[0-9;:]*m$/;

// Bytes as characters (latin1), so that nothing else of them changes: control sequences, strings that a terminal is told
// (titles, links, the clipboard), other escapes, control characters and, in UTF-8, those of the upper half.
const controls =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b-\u001f\u007f]|\u00c2[\u0080-\u009f]/g;

const shown = (match: string): string => {
  if (colours.test(match)) return match;
  if (match.startsWith('\u001b')) return '';
  return `\\x${(match.charCodeAt(match.length - 1) ?? 0).toString(16).padStart(2, '0')}`;
};

/** A line without its end, as a terminal may have it; colours end with it. */
export const inertLine = (line: Buffer): Buffer => {
  const text = line.toString('latin1');
  const inert = text.replace(controls, shown);
  return Buffer.from(inert.includes('\u001b') ? `${inert}\u001b[0m` : inert, 'latin1');
};

/** The next line and how many bytes it takes with its end; undefined while it is not whole. */
const firstLine = (bytes: Buffer): readonly [line: Buffer, taken: number] | undefined => {
  const end = bytes.findIndex((byte) => byte === lineFeed || byte === carriageReturn);
  if (end < 0 || end > longestLine) {
    return bytes.length > longestLine ? [bytes.subarray(0, longestLine), longestLine] : undefined;
  }
  if (bytes[end] === lineFeed) return [bytes.subarray(0, end), end + 1];
  // Whether a line feed follows is not known yet.
  if (end + 1 === bytes.length) return undefined;
  return [bytes.subarray(0, end), bytes[end + 1] === lineFeed ? end + 2 : end + 1];
};

export type LineReader = {
  /** The lines that are whole now, without their ends. */
  readonly push: (bytes: Uint8Array) => readonly Buffer[];
  /** What is left at the end. */
  readonly end: () => readonly Buffer[];
};

export const lineReader = (): LineReader => {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push: (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      const lines: Buffer[] = [];
      for (let next = firstLine(rest); next !== undefined; next = firstLine(rest)) {
        lines.push(next[0]);
        rest = rest.subarray(next[1]);
      }
      return lines;
    },
    end: () => {
      const last = rest.at(-1) === carriageReturn ? rest.subarray(0, -1) : rest;
      const isEmpty = rest.length === 0;
      rest = Buffer.alloc(0);
      return isEmpty ? [] : [last];
    },
  };
};
