// The master key as one small item of the OS keychain. On Linux it is pinned to the Secret Service: the library
// would fall back to the kernel's keyring, which forgets at reboot (security.md fact 7, R2). Anything but a clear
// answer is an error; an error never counts as "there is no key" and is never followed by a write.
//
// An item is named by its key's id, so that two processes that make the store at once keep two items and neither
// overwrites the other's; the one that loses removes its own.
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { SecretStoreFailed } from '../../domain/errors.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { KeySource } from './key-source.ts';
import { openMasterKeyFile, sealMasterKeyFile } from './master-key-file.ts';
import { withTimeLimit } from './native-time-limit.ts';

const service = 'rolecall';

/** There is no keychain on this machine, or none that could hold a key. */
export class KeychainUnavailable extends SecretStoreFailed {
  constructor(detail: string) {
    super(
      `There is no keychain to use here (${detail}).`,
      'Set secret_store.backend to passphrase in the configuration, or start a keychain (on Linux: a Secret Service).',
    );
    this.name = 'KeychainUnavailable';
  }
}

const unavailable =
  /autolaunch|not provided by any \.service|ServiceUnknown|Failed to connect|no result found|no default collection|Cannot find (native|module)|NoStorageAccess/i;
const locked = /locked|prompt was dismissed|interaction is not allowed/i;
const denied = /denied|not permitted|not authorized|cancell?ed|passphrase you entered/i;
const silent = /did not receive a reply|timed out|timeout/i;

/** The library tells failures apart only by their text. */
const translate = (error: unknown): SecretStoreFailed => {
  if (error instanceof SecretStoreFailed) return error;
  const text = sanitize(error instanceof Error ? error.message : String(error), lengthLimits.error);
  if (silent.test(text))
    return new SecretStoreFailed('The keychain does not answer.', 'Look for a prompt, then try again.');
  if (unavailable.test(text)) return new KeychainUnavailable(text);
  if (locked.test(text))
    return new SecretStoreFailed('The keychain is locked.', 'Unlock it, then try again.');
  if (denied.test(text))
    return new SecretStoreFailed('The keychain denied access to the key.', 'Allow it, then try again.');
  return new SecretStoreFailed(`The keychain failed: ${text}`, 'Nothing was changed.');
};

type Item = {
  readonly read: () => Promise<Buffer | undefined>;
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly remove: () => Promise<void>;
};

export type KeychainOptions = {
  readonly platform: NodeJS.Platform;
  /** Bounds every call (ms), so that a prompt that nobody answers cannot hold a program up. */
  readonly timeLimit: number;
};

const openItem = async (keyId: string, { platform, timeLimit }: KeychainOptions): Promise<Item> => {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await withTimeLimit(work(), timeLimit);
    } catch (error) {
      throw translate(error);
    }
  };
  const entry = await call(async () => {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const pinned = platform === 'linux' ? ({ linux: { store: 'secret-service' } } as const) : undefined;
    return new AsyncEntry(service, keyId, pinned);
  });
  return {
    read: () =>
      call(async () => {
        const bytes = await entry.getSecret();
        return bytes === null ? undefined : Buffer.from(bytes);
      }),
    write: (bytes) => call(() => entry.setSecret(bytes)),
    remove: () => call(async () => void (await entry.deleteCredential())),
  };
};

const asKey = (bytes: Buffer): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

export const keychainKey = (options: KeychainOptions): KeySource => ({
  create: async (keyId) => {
    const item = await openItem(keyId, options);
    const bytes = randomBytes(32);
    await item.write(bytes);
    const kept = await item.read();
    if (kept === undefined || !kept.equals(bytes))
      throw new SecretStoreFailed('The keychain did not keep the key.', 'Nothing was changed.');
    const key = asKey(bytes);
    const file = sealMasterKeyFile({ version: 1, backend: 'keychain', keyId }, key, Buffer.alloc(0));
    return { key, file, discard: item.remove };
  },
  unlock: async (file) => {
    const bytes = await (await openItem(file.keyId, options)).read();
    if (bytes === undefined)
      throw new SecretStoreFailed(
        'The key of the secret store is not in the keychain.',
        'It may be in the keychain of another login. If it is lost, remove the store and sign in again.',
      );
    const key = bytes.length === 32 ? asKey(bytes) : undefined;
    if (key !== undefined && openMasterKeyFile(file, key) !== undefined) return key;
    throw new SecretStoreFailed(
      'The key in the keychain is not the key of this secret store.',
      'The item or master-key.json was changed. Nothing was written.',
    );
  },
});
