// One record as bytes:
//
//   magic "RCSR" (4) | version (1) | length of the header (2, big endian) | header | sealed box
//
// The header is JSON that anyone may read: which master key sealed the box, the record's key, and when its secret
// ends. Everything before the box is the box's context, so that no byte of it can be changed, and a box cannot be
// moved to another record. Values and keys are written as JSON strings: that keeps any JavaScript string as it was,
// lone surrogates included, which plain UTF-8 would not.
import { createHash, type KeyObject } from 'node:crypto';
import { seal, unseal } from './sealed-box.ts';

const magic = Buffer.from('RCSR');
const version = 1;

/** Bytes before the header. */
export const prefixLength = magic.length + 3;

export type RecordHeader = {
  readonly keyId: string;
  readonly key: string;
  readonly expiresAt: number | undefined;
};

/** A key can be long and hold any character, so a file is named by its hash. */
export const recordFileName = (key: string): string =>
  `${createHash('sha256').update(JSON.stringify(key)).digest('hex')}.record`;

export const isRecordFileName = (name: string): boolean => /^[0-9a-f]{64}\.record$/.test(name);

/** The header's length in bytes, or undefined when these bytes do not begin a record of this version. */
export const headerLength = (prefix: Buffer): number | undefined =>
  prefix.length >= prefixLength &&
  prefix.subarray(0, magic.length).equals(magic) &&
  prefix[magic.length] === version
    ? prefix.readUInt16BE(magic.length + 1)
    : undefined;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The header from its own bytes; undefined when it is not one. */
export const parseHeader = (bytes: Buffer): RecordHeader | undefined => {
  const value = parseJson(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null) return undefined;
  const { keyId, key, expiresAt } = value as Record<string, unknown>;
  if (typeof keyId !== 'string' || typeof key !== 'string') return undefined;
  if (expiresAt !== undefined && typeof expiresAt !== 'number') return undefined;
  return { keyId, key, expiresAt };
};

/** The header of a whole record. */
export const readHeader = (record: Buffer): RecordHeader | undefined => {
  const length = headerLength(record);
  return length === undefined ? undefined : parseHeader(record.subarray(prefixLength, prefixLength + length));
};

/** Errors: RangeError when the record's key is longer than a header can hold (64 KiB). */
export const encodeRecord = (masterKey: KeyObject, header: RecordHeader, value: string): Buffer => {
  const expiresAt = Number.isFinite(header.expiresAt) ? header.expiresAt : undefined;
  const text = Buffer.from(JSON.stringify({ keyId: header.keyId, key: header.key, expiresAt }));
  const context = Buffer.alloc(prefixLength + text.length);
  magic.copy(context);
  context.writeUInt8(version, magic.length);
  context.writeUInt16BE(text.length, magic.length + 1);
  text.copy(context, prefixLength);
  const plaintext = Buffer.from(JSON.stringify(value));
  const box = seal(masterKey, context, plaintext);
  plaintext.fill(0);
  return Buffer.concat([context, box]);
};

/** The value, or undefined when the record is damaged. */
export const decodeRecord = (masterKey: KeyObject, record: Buffer): string | undefined => {
  const length = headerLength(record);
  if (length === undefined) return undefined;
  const end = prefixLength + length;
  const plaintext = unseal(masterKey, record.subarray(0, end), record.subarray(end));
  if (plaintext === undefined) return undefined;
  const value = parseJson(plaintext.toString('utf8'));
  plaintext.fill(0);
  return typeof value === 'string' ? value : undefined;
};
