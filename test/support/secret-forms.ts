// How the emulator's secrets are told from all other text: each says what it is (src/emulator/fake-secrets.ts). A secret
// that was quoted, escaped or encoded on its way into a file is the same secret, so each is looked for in every
// spelling.

export type Leak = { readonly at: number; readonly spelling: string };

/** What every secret of its kind begins with. The id of a client is none, its secret is. */
const prefixes = [
  'FakeSecret+Key/',
  'FakeSessionToken+/',
  ...['access', 'refresh', 'client-secret', 'device', 'code', 'signin', 'question'].map(
    (kind) => `fake-${kind}-`,
  ),
  'ASIAFAKE',
  'FAKEMFASEED',
];

/** The key of every test's store, without the padding that encodings change. */
export const masterKey = Buffer.alloc(32, 7).toString('base64');
const bareMasterKey = masterKey.replace(/=+$/, '');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** A character as it is, or as JSON, a URL (once or more often) and HTML may write it. */
const escaped = (character: string): string => {
  const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
  const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return [
    `\\\\*${literal(character)}`,
    `\\\\+u00${anyCase}`,
    `\\\\+x${anyCase}`,
    `%(?:25)*${anyCase}`,
    `&#(?:x${anyCase}|${character.charCodeAt(0)});`,
  ].join('|');
};

const plainForm = (text: string): string =>
  [...text].map((character) => (/\w/.test(character) ? character : `(?:${escaped(character)})`)).join('');

/** Base64 of the text wherever it stands in what was encoded: the characters that its neighbours do not change. */
const base64Forms = (text: string): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.from('\0'.repeat(offset) + text);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return literal(whole.slice(offset === 0 ? 0 : offset + 1))
      .replaceAll('\\+', '(?:[+-]|%2[Bb])')
      .replaceAll('\\/', '(?:[/_]|\\\\+/|%2[Ff])');
  });

const hexForm = (text: string): string => Buffer.from(text).toString('hex');

const formsOf = (text: string): readonly (readonly [spelling: string, form: RegExp])[] => [
  [`${text} plain or escaped`, new RegExp(plainForm(text))],
  ...base64Forms(text).map((form, offset) => [`${text} in base64 at ${offset}`, new RegExp(form)] as const),
  [`${text} in hex`, new RegExp(hexForm(text), 'i')],
];

const forms = [
  // The store's key stands as bytes and in hex as well: 32 times the same byte.
  ...[...prefixes, bareMasterKey].flatMap(formsOf),
  ['the master key as bytes', /\x07{32}/] as const,
  ['the master key in hex', /(?:07){32}/] as const,
];

/** Every spelling of a secret that stands in the text. */
export const leaksIn = (text: string): readonly Leak[] =>
  forms.flatMap(([spelling, form]) => {
    const at = text.search(form);
    return at < 0 ? [] : [{ at, spelling }];
  });

/** As lines for a failed test: where, which spelling, and what stands before it. */
export const leakLines = (where: string, text: string): readonly string[] =>
  leaksIn(text).map(
    ({ at, spelling }) =>
      `${where}: ${spelling}: ...${JSON.stringify(text.slice(Math.max(0, at - 60), at + 30))}`,
  );
