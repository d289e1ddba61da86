// Room on the terminal's ordinary screen, below the prompt, and nothing left of it afterwards. The rows are reserved by
// scrolling before the place of the cursor is kept, so that the place is still the same at the end.

const index = '\u001bD';
const saveCursor = '\u001b7';
const restoreCursor = '\u001b8';
const eraseDown = '\u001b[J';
/** The same, for tmux, which keeps in its history what is erased from the top left: line by line, then from the next. */
const eraseFrame = '\u001b[K\u001bD\r\u001b[J\u001b[A';
const eraseLine = '\u001b[K';
const showCursor = '\u001b[?25h';
const hideCursor = '\u001b[?25l';

export type InlineOutput = {
  /** For Ink, which writes there until the end. */
  readonly stream: NodeJS.WriteStream;
  /** Makes room for that many rows, from a line's start on. */
  readonly reserve: (rows: number) => void;
  /** The place that was kept is another now: lines were wrapped, or something else was written. */
  readonly lose: () => void;
  readonly goUp: (rows: number) => void;
  readonly setCursorShown: (isShown: boolean) => void;
  /** Lets `close` do what it must, of which nothing is written, and gives the terminal back as it was. */
  readonly end: (close: () => void) => void;
};

/** A line's start: the cursor's line where it stands at its start, else the next one. Blanks wrap only in the latter. */
const toLineStart = (columns: number): string => `${' '.repeat(columns)}\r${eraseLine}`;

export const inlineOutput = (output: NodeJS.WriteStream): InlineOutput => {
  let [isKept, isShown, isMuted] = [false, true, false];
  const write: NodeJS.WriteStream['write'] = (...args: readonly unknown[]) => {
    const [chunk, ...rest] = args;
    const seen = typeof chunk === 'string' ? chunk.replaceAll(eraseDown, eraseFrame) : chunk;
    const text = typeof seen === 'string' && !isShown ? seen.replaceAll(showCursor, '') : seen;
    const done = rest.find((part) => typeof part === 'function') as (() => void) | undefined;
    return output.write(isMuted ? '' : (text as string), () => done?.());
  };
  // Ink would erase and draw once more when the size changes; that is done already.
  const on = (event: string, listener: (...args: unknown[]) => void): NodeJS.WriteStream =>
    event === 'resize' ? output : output.on(event, listener);
  return {
    stream: Object.create(output, { write: { value: write }, on: { value: on } }) as NodeJS.WriteStream,
    reserve: (rows) => {
      const room = Math.min(rows, output.rows - 1);
      const up = room > 0 ? `\u001b[${room}A` : '';
      output.write(`${index.repeat(Math.max(0, room))}${up}${saveCursor}${toLineStart(output.columns)}`);
      isKept = true;
    },
    lose: () => {
      isKept = false;
    },
    goUp: (rows) => {
      if (rows > 0) output.write(`\u001b[${rows}A`);
    },
    setCursorShown: (shown) => {
      isShown = shown;
      if (!shown) output.write(hideCursor);
    },
    end: (close) => {
      isMuted = true;
      close();
      if (output.writable)
        output.write(`${isKept ? restoreCursor + eraseFrame + restoreCursor : eraseFrame}${showCursor}`);
    },
  };
};
