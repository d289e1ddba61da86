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
import type { Column, SearchIndex } from './search-index.ts';
import { type Word, wordOf } from './text-match.ts';

export type TargetName =
  | { readonly kind: 'field'; readonly field: FieldName }
  | { readonly kind: 'tag'; readonly key: string };

export type Target = { readonly name: TargetName; readonly column: Column } & (
  | { readonly kind: 'word'; readonly word: Word; readonly bonus: number }
  /** Exactly this text fits. */
  | { readonly kind: 'equal'; readonly value: string }
  /** Any text fits. */
  | { readonly kind: 'present' }
);

type Place = { readonly name: TargetName; readonly column: Column };

const field = (index: SearchIndex, name: FieldName): Place => ({
  name: { kind: 'field', field: name },
  column: index.fields[name],
});

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
    ...scanned.map(({ name, bonus }): Target => ({ kind: 'word', ...field(index, name), word, bonus })),
    ...inOnePiece.map(
      ({ name, bonus }): Target => ({ kind: 'word', ...field(index, name), word: piece, bonus }),
    ),
    ...[...index.tags].map(
      ([key, column]): Target => ({
        kind: 'word',
        name: { kind: 'tag', key },
        column,
        word: piece,
        bonus: 0,
      }),
    ),
  ];
};

/** The columns that a key names: a field, a tag, or both. A key in the wrong case is understood where it can be. */
const placesOf = (index: SearchIndex, key: string): readonly Place[] => {
  const named = (wanted: (name: string) => boolean): readonly Place[] => [
    ...fieldNames.filter(wanted).map((name) => field(index, name)),
    ...[...index.tags]
      .filter(([tag]) => wanted(tag))
      .map(([tag, column]): Place => ({ name: { kind: 'tag', key: tag }, column })),
  ];
  const exact = named((name) => name === key);
  return exact.length > 0 ? exact : named((name) => name.toLowerCase() === key.toLowerCase());
};

const valueTarget = (place: Place, { text, match }: FilterValue): Target => {
  if (match === 'equal') return { kind: 'equal', ...place, value: text };
  if (text === '') return { kind: 'present', ...place };
  return { kind: 'word', ...place, word: wordOf(text, match, hasUpperCase(text)), bonus: 0 };
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
