import type { ChildRequest } from './child.ts';

export type OutputStream = 'stdout' | 'stderr';

export type BackgroundRequest = ChildRequest & {
  /** Gets the bytes as they come. The program waits until the answer resolves, once the system's own buffer is full. */
  readonly onOutput: (stream: OutputStream, bytes: Uint8Array) => Promise<void>;
};

export type BackgroundChild = {
  /** Its exit status, 128 + n when signal n ended it; all that it wrote has been given to `onOutput` by then. */
  readonly ended: Promise<number>;
  /**
   * Sends the signal to the program and to all that it started, and kills what still lives after `grace` (ms).
   * Resolves when none of them is left.
   */
  readonly stop: (signal: NodeJS.Signals, grace: number) => Promise<void>;
};

/** Runs programs beside one another, each away from the terminal: no input, and what they write is read. */
export type BackgroundChildren = {
  /** Errors: UserError when it cannot be started (127, 126). */
  readonly start: (request: BackgroundRequest) => Promise<BackgroundChild>;
};
