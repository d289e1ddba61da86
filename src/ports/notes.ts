/**
 * Small facts that processes leave for one another, such as what failed and when. Never a secret, and nothing that
 * would be missed: a note that cannot be read is not there, and one that cannot be written is left out.
 */
export type Notes = {
  /** What was last written under `name`, as JSON made it; to be checked by who reads it. */
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
};
