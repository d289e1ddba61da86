// Lines from a terminal or a pipe, one at a time and none lost between two questions.
import { createInterface } from 'node:readline';

export type LineReader = {
  /** Undefined at the end of the input. */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
};

/** The terminal edits its lines by itself: nothing is drawn over. */
export const readLines = (input: NodeJS.ReadStream): LineReader => {
  const lines = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
  const waiting = lines[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await waiting.next();
      return done === true ? undefined : value;
    },
    close: () => lines.close(),
  };
};
