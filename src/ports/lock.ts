/** Exclusion between processes of this person on this machine. Correctness never depends on it alone. */
export type Lock = {
  /** Runs `work` alone under `name`; waits up to `limit` ms for others, then throws UserError. */
  readonly run: <T>(name: string, work: () => Promise<T>, limit?: number) => Promise<T>;
};
