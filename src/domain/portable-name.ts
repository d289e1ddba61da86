// Names that botocore, the JavaScript SDK and Go all read as the same profile (reference aws-files.md 2.1). Account
// names come from AWS and may hold any printable character, `$(...)` and brackets among them.

import { sanitize } from './sanitize.ts';

const portable = /^[A-Za-z0-9_][A-Za-z0-9_.@+:/-]{0,127}$/;

export const longestName = 128;

// `default` is a profile of its own, `DEFAULT` leaks into every section (botocore), and a name of Object.prototype
// makes the JavaScript SDK ignore the whole file.
const reserved: ReadonlySet<string> = new Set([
  'default',
  'DEFAULT',
  ...Object.getOwnPropertyNames(Object.prototype),
]);

// Letters that NFKD does not take apart.
const foldings: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ı', 'i'],
]);

const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

const letterToAscii = (letter: string): string =>
  foldings.get(letter) ?? `u${(letter.codePointAt(0) ?? 0).toString(16)}`;

/**
 * Accents off Latin letters; other letters become `u65e5`, their code point, so that two names in another script stay two names.
 * Everything that is no letter and no digit is left as it is.
 */
export const foldToAscii = (text: string): string =>
  isAscii(text)
    ? text
    : text
        .normalize('NFKD')
        .replace(/([A-Za-z])\p{M}+/gu, '$1')
        .normalize('NFC')
        .replace(/(?=[^\x00-\x7f])[\p{L}\p{M}\p{N}]/gu, letterToAscii);

export const isPortableName = (name: string): boolean => portable.test(name) && !reserved.has(name);

/** The nearest portable name, the same one every time; a portable name stays as it is. */
export const portableProfileName = (name: string): string => {
  if (isPortableName(name)) return name;
  const plain = foldToAscii(name)
    .replace(/[^A-Za-z0-9_.@+:/-]+$/, '')
    .replace(/[^A-Za-z0-9_.@+:/-]+/g, '-')
    .replace(/^[^A-Za-z0-9_]+/, '')
    .slice(0, longestName);
  if (plain === '') return 'unnamed';
  return reserved.has(plain) ? `${plain}-role` : plain;
};

const named = (characters: readonly string[]): string =>
  [...new Set(characters)]
    .slice(0, 5)
    .map((character) => JSON.stringify(sanitize(character, 20)))
    .join(', ');

/** Why `portableProfileName` gives another name, in words; empty where it gives the same. */
export const reasonsToChange = (name: string): readonly string[] => {
  if (isPortableName(name)) return [];
  if (name === '') return ['the template gives nothing'];
  const plain = foldToAscii(name);
  const bad = plain.match(/[^A-Za-z0-9_.@+:/-]/g) ?? [];
  return [
    ...(plain === name ? [] : ['letters outside ASCII are spelled in ASCII']),
    ...(bad.length > 0 ? [`${named(bad)} would not be read alike by every AWS SDK`] : []),
    ...(bad.length === 0 && /^[^A-Za-z0-9_]/.test(plain)
      ? ['it must begin with a letter, a digit or _']
      : []),
    ...(plain.length > longestName ? [`it is longer than ${longestName} characters`] : []),
    ...(reserved.has(plain) ? [`${plain} means something else to AWS tools`] : []),
  ];
};
