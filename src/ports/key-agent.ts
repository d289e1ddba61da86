/** Whether programs of this person get at the secret store without a passphrase. `until` is ms since the epoch. */
export type StoreLock =
  | { readonly kind: 'unlocked'; readonly until: number }
  | { readonly kind: 'locked' }
  /** Its key is no passphrase's: `source` says where it is. */
  | { readonly kind: 'no-passphrase'; readonly source: string }
  | { readonly kind: 'no-store' };

/** Keeps what opens a store with a passphrase in the memory of a program in the background. */
export type KeyAgent = {
  readonly look: () => Promise<StoreLock>;
  /**
   * Asks for the passphrase and keeps the store open for `span` ms from now, also when it was open already. Does
   * nothing without a store, or for one without a passphrase. Errors: SecretStoreFailed, UserError, Cancelled.
   */
  readonly unlock: (span: number) => Promise<StoreLock>;
  /** False when nothing was unlocked. Errors: SecretStoreFailed, UserError when an agent does not answer. */
  readonly lock: () => Promise<boolean>;
};
