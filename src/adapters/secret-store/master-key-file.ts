// `master-key.json` ties a master key to the store: it says where the key comes from and holds a box that only the
// right key opens. With a passphrase the box holds the master key itself, sealed by what scrypt makes of the
// passphrase; otherwise the box is empty and only checks the key. All other fields are the box's context.
//
// The file is read strictly: it must be, byte for byte, what we would write.
import { type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SecretStoreFailed } from '../../domain/errors.ts';
import { createFileAtomic } from '../atomic-file.ts';
import { fileFailed, readPrivateFile } from './private-files.ts';
import { seal, unseal } from './sealed-box.ts';

export type Backend = 'keychain' | 'passphrase' | 'environment';

/** N is the cost (a power of two), r the block size, p the parallelism; the salt is base64. */
export type ScryptParameters = {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
};

export type MasterKeyHeader = {
  readonly version: 1;
  readonly backend: Backend;
  /** Names the master key in records and in the keychain; 32 hexadecimal digits. */
  readonly keyId: string;
  readonly scrypt?: ScryptParameters;
};

export type MasterKeyFile = MasterKeyHeader & { readonly box: string };

export const newKeyId = (): string => randomBytes(16).toString('hex');

export const masterKeyPath = (directory: string): string => join(directory, 'master-key.json');

const headerOf = ({ version, backend, keyId, scrypt }: MasterKeyHeader): MasterKeyHeader => ({
  version,
  backend,
  keyId,
  ...(scrypt === undefined ? {} : { scrypt: { N: scrypt.N, r: scrypt.r, p: scrypt.p, salt: scrypt.salt } }),
});

const contextOf = (header: MasterKeyHeader): Buffer =>
  Buffer.from(`rolecall master key\n${JSON.stringify(headerOf(header))}`);

export const sealMasterKeyFile = (
  header: MasterKeyHeader,
  key: KeyObject,
  content: Uint8Array,
): MasterKeyFile => ({
  ...headerOf(header),
  box: seal(key, contextOf(header), content).toString('base64'),
});

/** What the box holds; undefined when `key` is not the one that sealed it, or the file was changed. */
export const openMasterKeyFile = (file: MasterKeyFile, key: KeyObject): Buffer | undefined =>
  unseal(key, contextOf(file), Buffer.from(file.box, 'base64'));

/** The box is decoded and encoded again: base64 has more than one text for the same bytes. */
const serialize = (file: MasterKeyFile): string => {
  const box = Buffer.from(file.box, 'base64').toString('base64');
  return `${JSON.stringify({ ...headerOf(file), box }, null, 2)}\n`;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isWholeNumber = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

// Bounds on what a changed file can make us compute: at most 1 GiB of memory and a few seconds.
const isScrypt = (value: unknown): value is ScryptParameters =>
  isObject(value) &&
  isWholeNumber(value['N'], 2 ** 14, 2 ** 20) &&
  Number.isInteger(Math.log2(value['N'])) &&
  isWholeNumber(value['r'], 1, 8) &&
  isWholeNumber(value['p'], 1, 4) &&
  typeof value['salt'] === 'string';

const isMasterKeyFile = (value: unknown): value is MasterKeyFile => {
  if (!isObject(value) || value['version'] !== 1 || typeof value['box'] !== 'string') return false;
  if (typeof value['keyId'] !== 'string' || !/^[0-9a-f]{32}$/.test(value['keyId'])) return false;
  const backend = value['backend'];
  if (backend === 'passphrase') return isScrypt(value['scrypt']);
  return (backend === 'keychain' || backend === 'environment') && value['scrypt'] === undefined;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Undefined when there is no such file yet. Errors: SecretStoreFailed for one that is damaged or from later. */
export const readMasterKeyFile = (directory: string): MasterKeyFile | undefined => {
  const path = masterKeyPath(directory);
  const text = readPrivateFile(path)?.toString('utf8');
  if (text === undefined) return undefined;
  const value = parse(text);
  if (isMasterKeyFile(value) && serialize(value) === text) return value;
  const isLater = isObject(value) && isWholeNumber(value['version'], 2, Number.MAX_SAFE_INTEGER);
  throw new SecretStoreFailed(
    isLater ? `${path} was made by a later version of rolecall.` : `${path} is damaged.`,
    isLater
      ? 'Use that version.'
      : `Put it back from a copy, or remove ${directory} and sign in again: rolecall login`,
  );
};

/** False when another process made the file first: then its key is the store's key. */
export const createMasterKeyFile = async (directory: string, file: MasterKeyFile): Promise<boolean> => {
  const path = masterKeyPath(directory);
  try {
    return await createFileAtomic(path, serialize(file), { mode: 0o600 });
  } catch (error) {
    throw fileFailed('write', path, error);
  }
};
