// What a query says that nobody can have meant: a key that is neither a field nor a tag, a word after `@` that stands
// for nothing. Both are searched as plain text, since a profile may be called `acme:admin` and addresses hold an `@`;
// where that finds a role there is no trouble.
import { nearestWord } from './nearest-word.ts';
import {
  type Alternative,
  asTexts,
  knownWords,
  parseQuery,
  type Query,
  type TextAlternative,
} from './query.ts';
import { fieldNames } from './role-list.ts';
import { lengthLimits, sanitize } from './sanitize.ts';
import { search } from './search.ts';
import type { SearchIndex } from './search-index.ts';
import { isKey } from './search-targets.ts';

const isFound = (index: SearchIndex, text: TextAlternative): boolean =>
  search(index, { terms: [[{ ...text, isNegated: false }]] }).matched > 0;

/** What may stand after an `@`. */
export const atWords = `After @: ${knownWords.join(', ')}.`;

/** The word that was begun, else the one that it is most like. */
const meant = (word: string, known: readonly string[]): string | undefined => {
  const begun = known.filter((one) => word !== '' && one.toLowerCase().startsWith(word.toLowerCase()));
  return begun[0] ?? nearestWord(word, known);
};

const atTrouble = (index: SearchIndex, one: TextAlternative): string | undefined => {
  if (isFound(index, one)) return undefined;
  const word = one.text.slice(1);
  if (word === '') return atWords;
  const nearest = meant(word, knownWords);
  const shown = `There is no @${sanitize(word, lengthLimits.name)}.`;
  return nearest === undefined ? `${shown} ${atWords}` : `${shown} Did you mean @${nearest}?`;
};

const keyTrouble = (index: SearchIndex, key: string): string => {
  const tags = [...index.tags.keys()];
  const nearest = meant(key, [...fieldNames, ...tags]);
  const shown = `No field or tag is called ${sanitize(key, lengthLimits.name)}.`;
  if (nearest !== undefined) return `${shown} Did you mean ${nearest}:?`;
  const some = tags.length > 8 ? [...tags.slice(0, 8), '...'] : tags;
  return `${shown} Fields: ${fieldNames.join(', ')}.${tags.length > 0 ? ` Tags: ${some.join(', ')}.` : ''}`;
};

const troubleOf = (index: SearchIndex, one: Alternative): string | undefined => {
  if (one.kind === 'text' && one.text.startsWith('@')) return atTrouble(index, one);
  if (one.kind !== 'filter' || isKey(index, one.key)) return undefined;
  const [text] = asTexts(one);
  return text === undefined || isFound(index, text) ? undefined : keyTrouble(index, one.key);
};

/** Most looked at: each costs a search, and a person mends one at a time. */
const most = 3;

/** Sentences, in the order of the query; mostly none. */
export const queryTroubles = (index: SearchIndex, query: Query): readonly string[] => {
  const doubtful = query.terms
    .flat()
    .filter((one) => (one.kind === 'text' ? one.text.startsWith('@') : one.kind === 'filter'))
    .filter((one) => one.kind !== 'filter' || !isKey(index, one.key));
  return doubtful
    .slice(0, most)
    .map((one) => troubleOf(index, one))
    .filter((text) => text !== undefined);
};

/** The words like `@fav` that a query asks for. */
export const knownWordsIn = (query: Query): readonly (typeof knownWords)[number][] =>
  query.terms.flat().flatMap((one) => (one.kind === 'known' ? [one.word] : []));

/** What is gone is looked for only where the query says so. */
export const asksForGone = (text: string): boolean =>
  /@gone/i.test(text) &&
  parseQuery(text)
    .terms.flat()
    .some((one) => one.kind === 'known' && one.word === 'gone' && !one.isNegated);
