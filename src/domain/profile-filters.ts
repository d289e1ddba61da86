// Filters for profile names, beside Liquid's own. They take whatever AWS sends, and give text.
import { foldToAscii } from './portable-name.ts';

export type Filter = (...values: readonly unknown[]) => string;

export const asText = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);

const words = (value: unknown): string =>
  foldToAscii(asText(value))
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim();

/** Words of `AdministratorAccess`, `HTTPServer`, `read only`, with spaces between. */
const splitWords = (value: unknown): string =>
  words(value)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');

const cased = (value: unknown, separator: string): string =>
  splitWords(value).replaceAll(' ', separator).toLowerCase();

const capitalised = (value: unknown): string =>
  splitWords(value)
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('');

const uncapitalised = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

const present = (values: readonly unknown[]): readonly string[] =>
  values.map(asText).filter((text) => text !== '');

/** A text is never made longer than a name may be, whatever a template asks for. */
const most = 128;

export const profileFilters: Readonly<Record<string, Filter>> = {
  slug: (value) => words(value).replaceAll(' ', '-').toLowerCase(),
  kebab: (value) => cased(value, '-'),
  snake: (value) => cased(value, '_'),
  pascal: capitalised,
  camel: (value) => uncapitalised(capitalised(value)),
  lower: (value) => asText(value).toLowerCase(),
  upper: (value) => asText(value).toUpperCase(),
  ascii: (value) => foldToAscii(asText(value)),
  alnum: (value) => foldToAscii(asText(value)).replace(/[^A-Za-z0-9]+/g, ''),
  nospace: (value) => asText(value).replace(/\s+/g, ''),
  initials: (value) =>
    splitWords(value)
      .split(' ')
      .map((word) => word.slice(0, 1))
      .join('')
      .toLowerCase(),
  first_of: (...values) => present(values)[0] ?? '',
  join_of: (separator, ...values) => present(values).join(asText(separator)),
  pad: (value, width, filler = '0') =>
    asText(value).padStart(Math.min(most, Number(width) || 0), asText(filler)),
  without_prefix: (value, ...prefixes) => {
    const text = asText(value);
    const prefix = present(prefixes).find((one) => text.startsWith(one));
    return prefix === undefined ? text : text.slice(prefix.length);
  },
  without_suffix: (value, ...suffixes) => {
    const text = asText(value);
    const suffix = present(suffixes).find((one) => text.endsWith(one));
    return suffix === undefined ? text : text.slice(0, -suffix.length);
  },
};
