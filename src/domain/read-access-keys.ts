// Lasting access keys as people have them: two lines, the JSON of `aws iam create-access-key`, the CSV file of the
// console, or a section of a credentials file.

import type { SigningKeys } from './credentials.ts';
import { guarded } from './guarded.ts';

type Fields = Readonly<Record<string, unknown>>;

const keyIdForm = /^[A-Z0-9]{16,128}$/;

/** Long-term keys begin with AKIA; those that begin with ASIA end by themselves. */
export const isLastingKeyId = (text: string): boolean => keyIdForm.test(text) && text.startsWith('AKIA');

/** AWS's own are 40 characters of base64. */
const isSecret = (text: string): boolean => /^[A-Za-z0-9+/=_-]{16,128}$/.test(text);

const fieldsIn = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const inner = (value as Fields)['AccessKey'];
    return typeof inner === 'object' && inner !== null ? (inner as Fields) : (value as Fields);
  } catch {
    return undefined;
  }
};

const fromJson = (text: string): readonly unknown[] => {
  const { AccessKeyId, SecretAccessKey } = fieldsIn(text) ?? {};
  return [AccessKeyId, SecretAccessKey];
};

const fromCsv = (lines: readonly string[]): readonly unknown[] => {
  const [header = '', row = ''] = lines;
  const names = header.toLowerCase().split(',');
  const cells = row.split(',');
  return [cells[names.indexOf('access key id')], cells[names.indexOf('secret access key')]];
};

const fromSection = (lines: readonly string[]): readonly unknown[] => {
  const named = (name: string): string | undefined =>
    lines.map((line) => new RegExp(`^${name}\\s*=\\s*(\\S+)$`, 'i').exec(line)?.[1]).find(Boolean);
  return [named('aws_access_key_id'), named('aws_secret_access_key')];
};

const candidates = (text: string): readonly unknown[] => {
  const clean = text.replace(/^\ufeff/, '').trim();
  const lines = clean.split(/\r?\n/).map((line) => line.trim());
  if (clean.startsWith('{')) return fromJson(clean);
  if (/^[^\n]*access key id,/i.test(clean)) return fromCsv(lines);
  if (/aws_access_key_id/i.test(clean)) return fromSection(lines);
  return lines.length === 2 ? lines : [];
};

/** Undefined for what is none of these forms, or holds no key of AWS's form. */
export const readAccessKeys = (text: string): SigningKeys | undefined => {
  const [id, secret] = candidates(text);
  if (typeof id !== 'string' || typeof secret !== 'string') return undefined;
  return keyIdForm.test(id) && isSecret(secret)
    ? guarded({ accessKeyId: id, secretAccessKey: secret })
    : undefined;
};
