// The tag panel keeps no state of its own: what it has chosen stands in the query as `env:=prod|dev team:=core`, values
// of one key as alternatives (OR), keys as terms (AND). A person may edit the same text by hand, and what they write as
// `env:prod` counts as chosen too where it is the whole of a value.
import { fold } from './fold.ts';
import { filterTokens } from './print-query.ts';
import { type FilterAlternative, type FilterValue, readTerm } from './query.ts';
import { formatTokens, type TokenTerm, tokenize } from './query-tokens.ts';

export type TagChoice = { readonly key: string; readonly value: string };

type Choices = { readonly key: string; readonly values: readonly FilterValue[] };

const isSameKey = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const isWhole = ({ text, match }: FilterValue): boolean =>
  match === 'equal' || (text !== '' && (match === 'exact' || match === 'whole'));

/** A term that is nothing but values of one key; undefined otherwise. */
const choicesOf = (term: TokenTerm): Choices | undefined => {
  const alternatives = readTerm(term);
  const [first] = alternatives;
  if (first?.kind !== 'filter') return undefined;
  const isOfKey = (one: (typeof alternatives)[number]): one is FilterAlternative =>
    one.kind === 'filter' && !one.isNegated && isSameKey(one.key, first.key) && one.values.every(isWhole);
  if (!alternatives.every(isOfKey)) return undefined;
  return { key: first.key, values: alternatives.flatMap(({ values }) => values) };
};

const isValue = ({ text, match }: FilterValue, value: string): boolean =>
  match === 'equal' ? text === value : fold(text) === fold(value);

export type SelectedTags = {
  readonly keys: readonly string[];
  readonly isChosen: (key: string, value: string) => boolean;
};

/** What the panel shows as chosen, and the keys that it has a choice of. */
export const selectedTags = (text: string): SelectedTags => {
  const found = tokenize(text)
    .map(choicesOf)
    .filter((choices) => choices !== undefined);
  return {
    keys: found.map(({ key }) => key),
    isChosen: (key, value) =>
      found.some(
        (choices) => isSameKey(choices.key, key) && choices.values.some((one) => isValue(one, value)),
      ),
  };
};

const termOf = (key: string, values: readonly FilterValue[]): TokenTerm => {
  const isEqual = values.some(({ match }) => match === 'equal');
  const written = (match: FilterValue['match']): readonly FilterValue[] =>
    values.filter((value) => (value.match === 'equal') === (match === 'equal'));
  const filter = (own: readonly FilterValue[]): TokenTerm =>
    own.length === 0 ? [] : filterTokens({ kind: 'filter', key, values: own, isNegated: false });
  const held = filter(written('exact'));
  const equal = isEqual ? filter(written('equal')) : [];
  return [...held, ...equal.map((token, at) => (at === 0 ? { ...token, isGlued: held.length > 0 } : token))];
};

/** The query text with the value chosen, or no longer chosen if it was. Everything else keeps its meaning and order. */
export const toggleTag = (text: string, key: string, value: string): string => {
  const terms = tokenize(text);
  const ofKey = (term: TokenTerm): Choices | undefined => {
    const choices = choicesOf(term);
    return choices !== undefined && isSameKey(choices.key, key) ? choices : undefined;
  };
  if (selectedTags(text).isChosen(key, value)) {
    const without = terms.map((term) => {
      const choices = ofKey(term);
      if (choices === undefined || !choices.values.some((one) => isValue(one, value))) return term;
      return termOf(
        choices.key,
        choices.values.filter((one) => !isValue(one, value)),
      );
    });
    return formatTokens(without.filter((term) => term.length > 0));
  }
  const chosen: FilterValue = { text: value, match: 'equal' };
  const place = terms.findIndex((term) => ofKey(term) !== undefined);
  if (place === -1) return formatTokens([...terms, termOf(key, [chosen])]);
  return formatTokens(
    terms.map((term, at) => (at === place ? termOf(key, [...(ofKey(term)?.values ?? []), chosen]) : term)),
  );
};

/** The query text without the choices of one key, so that the panel can count the values that were not chosen. */
export const withoutTag = (text: string, key: string): string =>
  formatTokens(
    tokenize(text).filter((term) => {
      const choices = choicesOf(term);
      return choices === undefined || !isSameKey(choices.key, key);
    }),
  );
