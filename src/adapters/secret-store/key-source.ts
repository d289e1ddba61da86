import type { KeyObject } from 'node:crypto';
import type { MasterKeyFile } from './master-key-file.ts';

export type NewMasterKey = {
  readonly key: KeyObject;
  readonly file: MasterKeyFile;
  /** Forgets the key, when another process made the store first. */
  readonly discard: () => Promise<void>;
};

/** Where a master key is kept. Errors: SecretStoreFailed, KeychainUnavailable (on `create`), Cancelled. */
export type KeySource = {
  /** Makes a key for a new store and keeps it under `keyId`. */
  readonly create: (keyId: string) => Promise<NewMasterKey>;
  /** The key that the file was made with. */
  readonly unlock: (file: MasterKeyFile) => Promise<KeyObject>;
};
