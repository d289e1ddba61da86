export type SecretEntry = {
  readonly key: string;
  /** ms since the epoch, as given to `set`; readable without unlocking the store. */
  readonly expiresAt: number | undefined;
};

/**
 * Encrypted records by key. A key names what it belongs to and where it may be sent, and is not itself secret.
 * Errors: SecretStoreFailed when the store is locked, missing, denied or damaged; it never answers "absent" then,
 * and never writes.
 */
export type SecretStore = {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string, expiresAt?: number) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
  /** Entries whose key starts with `prefix`. Needs no key and prompts for nothing. */
  readonly list: (prefix: string) => Promise<readonly SecretEntry[]>;
};
