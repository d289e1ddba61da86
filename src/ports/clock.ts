export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after `ms`, or rejects with Cancelled when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Runs long work some milliseconds at a time, so that keys, frames and answers come between. Errors: those of the steps;
   *  Cancelled, between two of them, once the signal aborts. */
  readonly inTurns: <T>(steps: Generator<void, T>, signal?: AbortSignal) => Promise<T>;
};
