// What may be written into an AWS file: only what botocore, the JavaScript SDK and Go read alike. Each rule keeps one
// of them from cutting, unquoting, unescaping or rejecting the text (reference aws-files.md 2.1).
import { UsageError } from '../errors.ts';
import { isPortableName } from '../portable-name.ts';
import { quoted } from './ini-problem.ts';

/** The two files that AWS tools read, which name their sections differently. */
export type AwsFileKind = 'config' | 'credentials';

export type WritableSection = {
  /** In the config `profile NAME`, `sso-session NAME` or `default`; in the credentials file plain `NAME`. */
  readonly name: string;
  /** For people, in a line of its own below the name. */
  readonly comment?: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
};

/** Why a value could not be written; undefined for one that can. */
export const valueFault = (value: string): string | undefined => {
  if (value === '') return 'is empty';
  if (!/^[\x20-\x7e]+$/.test(value)) return 'holds characters outside printable ASCII';
  if (value !== value.trim()) return 'begins or ends with a space';
  if (/ [#;]/.test(value)) return 'holds " #" or " ;", which the JavaScript SDK takes for a comment';
  if (/^(["']).*\1$/.test(value)) return 'is wrapped in quotes, which the Go SDK strips';
  if (/\\["'n]/.test(value)) return 'holds a backslash before a quote or an n, which the Go SDK unescapes';
  return undefined;
};

/** Where an empty value means something (no pager), and no reader but the AWS CLI looks. */
export const mayBeEmpty = (key: string): boolean => key === 'cli_pager';

const isWritableName = (name: string, kind: AwsFileKind): boolean => {
  if (name === 'default') return true;
  if (kind === 'credentials') return isPortableName(name);
  const own = /^(?:profile|sso-session) (.+)$/s.exec(name)?.[1];
  return own !== undefined && isPortableName(own);
};

/** Errors: UsageError that names the section and the key, never the value. */
export const requireWritable = (
  { name, entries, comment = '-' }: WritableSection,
  kind: AwsFileKind = 'config',
): void => {
  if (!isWritableName(name, kind))
    throw new UsageError(
      `[${quoted(name)}] is not a section name that every AWS SDK reads.`,
      'Use at most 128 of letters, digits and _ . @ + : / -, beginning with a letter, a digit or _.',
    );
  if (entries.length === 0) throw new UsageError(`Section [${name}] would be empty.`);
  if (!/^[\x20-\x7e]+$/.test(comment))
    throw new UsageError(`The comment of [${name}] holds characters outside printable ASCII.`);
  for (const [key, value] of entries) {
    if (!/^[a-z][a-z0-9_]*$/.test(key))
      throw new UsageError(`${quoted(key)} is not a key that every AWS SDK reads (section [${name}]).`);
    const fault = value === '' && mayBeEmpty(key) ? undefined : valueFault(value);
    if (fault !== undefined)
      throw new UsageError(
        `The value of ${key} in [${name}] ${fault}.`,
        'No AWS SDK would be sure to read it back. Choose a value without it.',
      );
  }
};
