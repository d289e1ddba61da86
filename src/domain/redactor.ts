// The second line of defence for whatever is written for people: logs, crash texts, error messages. The first is that
// nothing hands it a secret. Known values are replaced wherever they stand, and so is what looks like a secret.
import { ownSecretVariables } from './own-secrets.ts';

export type Redactor = {
  /** Remembers values that must never be written. Short ones are left out: they would blot out ordinary words. */
  readonly learn: (value: string | undefined) => void;
  readonly redact: (text: string) => string;
};

export const redacted = '[redacted]';

const shortest = 6;

/** Fields that hold a secret, by the names that AWS, OAuth and our own records give them. */
const secretNames: ReadonlySet<string> = new Set([
  'secretaccesskey',
  'sessiontoken',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'clientsecret',
  'devicecode',
  'usercode',
  'code',
  'codeverifier',
  'signintoken',
  'passphrase',
  'password',
  'authorization',
  'verificationuricomplete',
]);

export const isSecretName = (name: string): boolean =>
  secretNames.has(name.toLowerCase().replace(/[^a-z]/g, ''));

const deepest = 6;

/** Learns every secret field of a record, however deep. */
export const learnFields = (redactor: Redactor, value: unknown, depth = 0): void => {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'string' && isSecretName(name)) redactor.learn(field);
    else learnFields(redactor, field, depth + 1);
  }
};

/** How a value may be written: as it is, in a URL, in a form, and inside JSON. */
const spellings = (value: string): readonly string[] => [
  value,
  encodeURIComponent(value),
  new URLSearchParams([['', value]]).toString().slice(1),
  JSON.stringify(value).slice(1, -1),
];

type Shape = readonly [pattern: RegExp, replacement: string];

const shapes: readonly Shape[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'/@]*@/gi, `$1${redacted}@`],
  [/\b(https?:\/\/[^\s"'?#]*)[?#][^\s"']+/gi, `$1?${redacted}`],
  [/\beyJ[\w-]{8,}(?:\.[\w-]+)+/g, redacted],
  // As the session tokens of AWS and the tokens of Vault begin.
  [/\b(?:FwoG|IQoJ)[\w+/=]{40,}|\bhv[sb]\.[\w-]{20,}/g, redacted],
  [/\bA[KS]IA[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, '****$1'],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${redacted}`],
  [
    /\b(secret_?access_?key|(?:session|access|refresh|id|signin)_?token|client_?secret|(?:device|user)_?code|code_?verifier)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
    `$1$2${redacted}`,
  ],
];

export const createRedactor = (): Redactor => {
  const known = new Set<string>();
  let longestFirst: readonly string[] | undefined;
  return {
    learn: (value) => {
      if (value === undefined || value.length < shortest || known.has(value)) return;
      for (const spelling of spellings(value)) known.add(spelling);
      longestFirst = undefined;
    },
    redact: (text) => {
      longestFirst ??= [...known].sort((a, b) => b.length - a.length);
      let clean = text;
      for (const value of longestFirst) clean = clean.replaceAll(value, redacted);
      for (const [pattern, replacement] of shapes) clean = clean.replace(pattern, replacement);
      return clean;
    },
  };
};

/** Variables whose values are secrets. */
const secretVariables = [
  ...ownSecretVariables,
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
] as const;

export const learnVariables = (
  redactor: Redactor,
  env: Readonly<Record<string, string | undefined>>,
): void => {
  for (const name of secretVariables) redactor.learn(env[name]);
};
