// The secret store on disk: one encrypted file a record, named by the hash of its key. Nothing is touched before
// the first call; the master key is fetched once, by the first call that has something to decrypt or encrypt.
import { readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SecretStoreFailed } from '../../domain/errors.ts';
import type { SecretEntry, SecretStore } from '../../ports/secret-store.ts';
import { syncDirectory, writeFileAtomic } from '../atomic-file.ts';
import { readMasterKeyFile } from './master-key-file.ts';
import { type MasterKey, type MasterKeyOptions, openMasterKey } from './open-master-key.ts';
import { checkDirectory, checkFile, fileFailed, readPrivateFile, withPrivateFile } from './private-files.ts';
import {
  decodeRecord,
  encodeRecord,
  headerLength,
  isRecordFileName,
  parseHeader,
  prefixLength,
  type RecordHeader,
  readHeader,
  recordFileName,
} from './record.ts';

export type SecretStoreOptions = MasterKeyOptions;

const damaged = (path: string): SecretStoreFailed =>
  new SecretStoreFailed(
    `${path} is damaged, or was changed by another program.`,
    'It was left as it is. Remove it, then sign in again: rolecall login',
  );

/** The record's header without its body; undefined when there is none to be read. */
const readHeaderOnly = (path: string): RecordHeader | undefined =>
  withPrivateFile(path, (descriptor) => {
    const prefix = Buffer.alloc(prefixLength);
    const length = readSync(descriptor, prefix) === prefixLength ? headerLength(prefix) : undefined;
    if (length === undefined) return undefined;
    const header = Buffer.alloc(length);
    return readSync(descriptor, header) === length ? parseHeader(header) : undefined;
  });

const listEntries = (directory: string, prefix: string): readonly SecretEntry[] => {
  if (!checkDirectory(directory)) return [];
  const entries: SecretEntry[] = [];
  for (const name of readdirSync(directory).filter(isRecordFileName)) {
    const header = readHeaderOnly(join(directory, name));
    if (header === undefined || recordFileName(header.key) !== name || !header.key.startsWith(prefix))
      continue;
    entries.push({ key: header.key, expiresAt: header.expiresAt });
  }
  return entries.sort((a, b) => (a.key < b.key ? -1 : 1));
};

const readRecord = async (
  path: string,
  key: string,
  masterKey: () => Promise<MasterKey>,
): Promise<string | undefined> => {
  const record = readPrivateFile(path);
  if (record === undefined) return undefined;
  const header = readHeader(record);
  if (header === undefined || header.key !== key) throw damaged(path);
  const { id, key: secretKey } = await masterKey();
  if (header.keyId !== id)
    throw new SecretStoreFailed(
      `${path} was written with another master key.`,
      'It was left as it is. Remove it, then sign in again: rolecall login',
    );
  const value = decodeRecord(secretKey, record);
  if (value === undefined) throw damaged(path);
  return value;
};

/** Throws when the store was removed or made anew since its key was fetched: the record could never be read. */
const refuseReplacedStore = (directory: string, id: string): void => {
  if (checkDirectory(directory) && readMasterKeyFile(directory)?.keyId === id) return;
  throw new SecretStoreFailed('The secret store was replaced while it was in use.', 'Run the command again.');
};

type NewRecord = { readonly key: string; readonly value: string; readonly expiresAt: number | undefined };

const writeRecord = async (directory: string, masterKey: MasterKey, record: NewRecord): Promise<void> => {
  const path = join(directory, recordFileName(record.key));
  const header = { keyId: masterKey.id, key: record.key, expiresAt: record.expiresAt };
  refuseReplacedStore(directory, masterKey.id);
  try {
    checkFile(path);
    await writeFileAtomic(path, encodeRecord(masterKey.key, header, record.value), { mode: 0o600 });
  } catch (error) {
    throw fileFailed('write', path, error);
  }
};

const removeRecord = async (directory: string, key: string): Promise<void> => {
  const path = join(directory, recordFileName(key));
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw fileFailed('remove', path, error);
  }
  await syncDirectory(directory);
};

export const openSecretStore = (options: SecretStoreOptions): SecretStore => {
  const { directory } = options;
  let opening: Promise<MasterKey> | undefined;
  // A failure is not kept: the keychain may be unlocked, or the passphrase be right, the next time.
  const masterKey = (): Promise<MasterKey> => {
    opening ??= openMasterKey(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    get: async (key) =>
      checkDirectory(directory)
        ? readRecord(join(directory, recordFileName(key)), key, masterKey)
        : undefined,
    set: async (key, value, expiresAt) => {
      await writeRecord(directory, await masterKey(), { key, value, expiresAt });
    },
    delete: async (key) => {
      if (checkDirectory(directory)) await removeRecord(directory, key);
    },
    list: async (prefix) => listEntries(directory, prefix),
  };
};
