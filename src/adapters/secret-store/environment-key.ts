// The master key as a variable: for the demo, CI and tests, where nothing may prompt.
import { createSecretKey, type KeyObject } from 'node:crypto';
import { SecretStoreFailed } from '../../domain/errors.ts';
import type { KeySource } from './key-source.ts';
import { openMasterKeyFile, sealMasterKeyFile } from './master-key-file.ts';

export const environmentKey = (text: string | undefined): KeySource => {
  const readKey = (): KeyObject => {
    if (text === undefined || text === '')
      throw new SecretStoreFailed(
        'The secret store was made with ROLECALL_MASTER_KEY, which is not set.',
        'Set ROLECALL_MASTER_KEY to the key that the store was made with.',
      );
    if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
      throw new SecretStoreFailed(
        'ROLECALL_MASTER_KEY is not a master key.',
        'It must be 32 random bytes in base64, for example from: openssl rand -base64 32',
      );
    return createSecretKey(text, 'base64');
  };
  return {
    create: async (keyId) => {
      const key = readKey();
      const file = sealMasterKeyFile({ version: 1, backend: 'environment', keyId }, key, Buffer.alloc(0));
      return { key, file, discard: async () => undefined };
    },
    unlock: async (file) => {
      const key = readKey();
      if (openMasterKeyFile(file, key) !== undefined) return key;
      throw new SecretStoreFailed(
        'ROLECALL_MASTER_KEY is not the key of this secret store.',
        'Set it to the key that the store was made with.',
      );
    },
  };
};
