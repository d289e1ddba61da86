// What an alternative of a query is tried on: pairs of a column and a test. Words are tried on the profile, the account
// and the role, where they may have gaps; on id, email and tag values only in one piece, since digits and addresses hold
// nearly any letters in some order. Where a word fits several fields its best counts, with a small preference for the
// fields that people scan.
import { hasUpperCase } from './fold.ts';
import {
  type Alternative,
  asTexts,
  type FilterAlternative,
  type FilterValue,
  type Query,
  type TextAlternative,
} from './query.ts';
import { type FieldName, fieldNames } from './role-list.ts';
import { type Column, lengthOf, type SearchIndex, type TwoParts } from './search-index.ts';
import { type Word, wordOf } from './text-match.ts';

export type TargetName =
  | { readonly kind: 'field'; readonly field: FieldName }
  | { readonly kind: 'tag'; readonly key: string };

export type Target = { readonly name: TargetName } & (
  | { readonly kind: 'word'; readonly column: Column; readonly word: Word; readonly bonus: number }
  /** The profile, which is a text in two parts. */
  | { readonly kind: 'parts'; readonly parts: TwoParts; readonly word: Word; readonly bonus: number }
  /** Fits or not. `length`: how much of the text that says. */
  | { readonly kind: 'test'; readonly holds: (role: number) => boolean; readonly length: number }
);

type Place = { readonly name: TargetName; readonly text: Column | TwoParts };

const field = (index: SearchIndex, name: FieldName): Place => ({
  name: { kind: 'field', field: name },
  text: name === 'profile' ? index.profile : index.fields[name],
});

const wordTarget = ({ name, text }: Place, word: Word, bonus: number): Target =>
  'heads' in text
    ? { kind: 'parts', name, parts: text, word, bonus }
    : { kind: 'word', name, column: text, word, bonus };

const tag = (key: string, column: Column): Place => ({ name: { kind: 'tag', key }, text: column });

const scanned = [
  { name: 'profile', bonus: 24 },
  { name: 'role', bonus: 20 },
  { name: 'account', bonus: 20 },
] as const;
const inOnePiece = [
  { name: 'id', bonus: 12 },
  { name: 'email', bonus: 0 },
] as const;

const textTargets = (index: SearchIndex, alternative: TextAlternative): readonly Target[] => {
  const { text, match, isCaseSensitive } = alternative;
  const word = wordOf(text, match, isCaseSensitive);
  const piece = match === 'fuzzy' ? wordOf(text, 'exact', isCaseSensitive) : word;
  return [
    ...scanned.map(({ name, bonus }) => wordTarget(field(index, name), word, bonus)),
    ...inOnePiece.map(({ name, bonus }) => wordTarget(field(index, name), piece, bonus)),
    ...[...index.tags].map(([key, column]) => wordTarget(tag(key, column), piece, 0)),
  ];
};

/** The columns that a key names: a field, a tag, or both. A key in the wrong case is understood where it can be. */
const placesOf = (index: SearchIndex, key: string): readonly Place[] => {
  const named = (wanted: (name: string) => boolean): readonly Place[] => [
    ...fieldNames.filter(wanted).map((name) => field(index, name)),
    ...[...index.tags].filter(([key]) => wanted(key)).map(([key, column]) => tag(key, column)),
  ];
  const exact = named((name) => name === key);
  return exact.length > 0 ? exact : named((name) => name.toLowerCase() === key.toLowerCase());
};

/** Whether a text is there at all; the first of a column stands for "has none". */
const presence = ({ name, text }: Place): Target => ({
  kind: 'test',
  name,
  holds: 'heads' in text ? () => true : (role) => (text.ids[role] ?? 0) > 0,
  length: 0,
});

/** The text of the role is this one. Few have its length, and only those are looked at. */
const isText = ({ heads, tails }: TwoParts, role: number, text: string): boolean => {
  const head = heads.ids[role] ?? 0;
  const tail = tails.ids[role] ?? 0;
  if (lengthOf(heads, head) + lengthOf(tails, tail) !== text.length) return false;
  return text === `${heads.texts.at(head)}${tails.texts.at(tail)}`;
};

const equality = ({ name, text }: Place, value: string): Target => {
  const { length } = value;
  if ('heads' in text) return { kind: 'test', name, holds: (role) => isText(text, role, value), length };
  let wanted = 1;
  while (
    wanted < text.texts.length &&
    !(lengthOf(text, wanted) === length && text.texts.at(wanted) === value)
  )
    wanted++;
  return { kind: 'test', name, holds: (role) => text.ids[role] === wanted, length };
};

const valueTarget = (place: Place, { text, match }: FilterValue): Target => {
  if (match === 'equal') return equality(place, text);
  if (text === '') return presence(place);
  return wordTarget(place, wordOf(text, match, hasUpperCase(text)), 0);
};

const filterTargets = (index: SearchIndex, { key, values }: FilterAlternative): readonly Target[] =>
  placesOf(index, key).flatMap((place) => values.map((value) => valueTarget(place, value)));

/** Is this a field, or a tag that a role has? */
export const isKey = (index: SearchIndex, key: string): boolean => placesOf(index, key).length > 0;

/** The query with filters on unknown keys read as the plain text that they must be. */
export const resolveQuery = (index: SearchIndex, query: Query): Query => ({
  terms: query.terms.map((term) =>
    term.flatMap((one): readonly Alternative[] =>
      one.kind === 'filter' && !isKey(index, one.key) ? asTexts(one) : [one],
    ),
  ),
});

/** One of these must hold, or, when the alternative is negated, none. Words hold scratch: use them for one search. */
export const targetsOf = (
  index: SearchIndex,
  alternative: TextAlternative | FilterAlternative,
): readonly Target[] =>
  alternative.kind === 'text' ? textTargets(index, alternative) : filterTargets(index, alternative);
