import type { History } from '../domain/history.ts';

/** Uses and pins of roles, kept between processes. Never a secret. */
export type HistoryStore = {
  /** Empty where there is none, or where the file is not right: that is warned of, and the file is put aside. */
  readonly load: () => Promise<History>;
  /**
   * Changes what is on the disk, not what was loaded: of processes that do this at once, each one's change stays. Answers
   * what is kept now. Errors: UserError for a file that cannot be written or is of a newer rolecall.
   */
  readonly change: (change: (history: History) => History) => Promise<History>;
};
