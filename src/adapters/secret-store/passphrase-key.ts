// A random master key, sealed by a key that scrypt makes of a passphrase (security.md R4). 2^17 rounds take about a
// quarter of a second and 128 MiB.
import { createSecretKey, type KeyObject, randomBytes, scrypt } from 'node:crypto';
import { SecretStoreFailed } from '../../domain/errors.ts';
import type { KeySource } from './key-source.ts';
import {
  type MasterKeyFile,
  openMasterKeyFile,
  type ScryptParameters,
  sealMasterKeyFile,
} from './master-key-file.ts';
import { NobodyToAsk, type PassphraseSource } from './passphrase-source.ts';

const cost = { N: 2 ** 17, r: 8, p: 1 } as const;

/** The same passphrase typed on another system may come decomposed, so it is composed first. */
const stretch = (passphrase: string, parameters: ScryptParameters): Promise<KeyObject> =>
  new Promise((resolve, reject) => {
    const { N, r, p } = parameters;
    // Node's own limit is too low for these rounds: twice what scrypt needs.
    const options = { N, r, p, maxmem: 2 * 128 * N * r };
    const salt = Buffer.from(parameters.salt, 'base64');
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, bytes) => {
      if (error !== null) return reject(new SecretStoreFailed('scrypt could not stretch the passphrase.'));
      const key = createSecretKey(bytes);
      bytes.fill(0);
      resolve(key);
    });
  });

const asKey = (bytes: Buffer): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

export type Unwrapped = {
  /** What scrypt made of the passphrase. */
  readonly wrappingKey: KeyObject;
  readonly key: KeyObject;
};

/** Errors: SecretStoreFailed, also for a wrong passphrase; Cancelled. */
export const unwrapByPassphrase = async (
  file: MasterKeyFile,
  passphrase: PassphraseSource,
): Promise<Unwrapped> => {
  if (file.scrypt === undefined) throw new SecretStoreFailed('The secret store has no passphrase.');
  for (let attempt = 0; attempt < passphrase.tries; attempt += 1) {
    const given = await passphrase.get(attempt === 0 ? 'known' : 'known, after a wrong one');
    const wrappingKey = await stretch(given, file.scrypt);
    const bytes = openMasterKeyFile(file, wrappingKey);
    if (bytes?.length === 32) return { wrappingKey, key: asKey(bytes) };
  }
  throw new SecretStoreFailed(
    'Wrong passphrase for the secret store.',
    'Nothing was changed. Try again with the passphrase that the store was made with.',
  );
};

/** ms. Where nobody can be asked an agent is the last hope, and a busy machine may keep it from running for a while. */
const patience = 5_000;

/** `askForKey` answers what the box holds, where `rolecall unlock` keeps what opens it. */
export const passphraseKey = (
  passphrase: PassphraseSource,
  askForKey: (file: MasterKeyFile, limit?: number) => Promise<{ readonly content: Buffer } | undefined>,
): KeySource => ({
  create: async (keyId) => {
    const parameters = { ...cost, salt: randomBytes(16).toString('base64') };
    const wrappingKey = await stretch(await passphrase.get('new'), parameters);
    const bytes = randomBytes(32);
    const header = { version: 1, backend: 'passphrase', keyId, scrypt: parameters } as const;
    const file = sealMasterKeyFile(header, wrappingKey, bytes);
    return { key: asKey(bytes), file, discard: async () => undefined };
  },
  unlock: async (file) => {
    const held = await askForKey(file);
    if (held?.content.length === 32) return asKey(held.content);
    try {
      return (await unwrapByPassphrase(file, passphrase)).key;
    } catch (error) {
      const late = error instanceof NobodyToAsk ? await askForKey(file, patience) : undefined;
      if (late?.content.length === 32) return asKey(late.content);
      throw error;
    }
  },
});
