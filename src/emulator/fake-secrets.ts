// Secrets that nobody can take for real ones (security.md R25): each says what it is.
import { randomBytes } from 'node:crypto';

const pick = (alphabet: string, length: number): string =>
  [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length] ?? '').join('');

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 20 capitals and digits, as AWS's are: `ASIAFAKE` (temporary) or `AKIAFAKE` (lasting) and 12 more. */
export const fakeAccessKeyId = (kind: 'ASIA' | 'AKIA'): string => `${kind}FAKE${pick(base32, 12)}`;

/** The base32 seed of an MFA device, 64 letters as AWS's are. */
export const fakeMfaSeed = (): string => `FAKEMFASEED${pick(base32, 53)}`;

/** 40 characters, some of which need quoting. */
export const fakeSecretAccessKey = (): string =>
  `FakeSecret+Key/${pick('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 25)}`;

/** Long, and with `+`, `/` and `=`, as AWS's are. */
export const fakeSessionToken = (): string =>
  `FakeSessionToken+/${randomBytes(384).toString('base64url').replaceAll('-', '+')}==`;

/** An opaque token that names its kind: `fake-refresh-…`. */
export const fakeToken = (kind: string): string => `fake-${kind}-${randomBytes(32).toString('base64url')}`;

/** `ABCD-EFGH`: no vowels and nothing that reads like a digit. */
export const fakeUserCode = (): string => {
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  return `${pick(letters, 4)}-${pick(letters, 4)}`;
};
