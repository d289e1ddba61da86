// The tag panel keeps no state of its own: what it has chosen stands in the query as `env:=prod|env:=dev team:=core`,
// values of one key as alternatives (OR), keys as terms (AND). A person may edit the same text by hand.
import { type Alternative, parseQuery } from './query.ts';
import { formatTokens, literalCells, syntaxCells, type TokenTerm, tokenize } from './query-tokens.ts';

export type TagChoice = { readonly key: string; readonly value: string };

const choiceOf = (alternative: Alternative): TagChoice | undefined =>
  alternative.kind === 'filter' && alternative.isExact && !alternative.isNegated
    ? { key: alternative.key, value: alternative.value }
    : undefined;

/** A term that is nothing but choices of one key; undefined otherwise. */
const choicesOf = (term: TokenTerm): readonly TagChoice[] | undefined => {
  const alternatives = parseQuery(formatTokens([term])).terms[0];
  if (alternatives === undefined || alternatives.length !== term.length) return undefined;
  const choices = alternatives.map(choiceOf).filter((choice) => choice !== undefined);
  const isOneKey = choices.every((choice) => choice.key === choices[0]?.key);
  return choices.length === term.length && isOneKey ? choices : undefined;
};

/** What the panel shows as chosen. */
export const selectedTags = (text: string): readonly TagChoice[] =>
  tokenize(text).flatMap((term) => choicesOf(term) ?? []);

/** The query text with the value chosen, or no longer chosen if it was. Everything else keeps its meaning and order. */
export const toggleTag = (text: string, key: string, value: string): string => {
  const terms = tokenize(text);
  const cells = [...literalCells(key), ...syntaxCells(':='), ...literalCells(value)];
  const isOfKey = (term: TokenTerm): boolean => choicesOf(term)?.[0]?.key === key;
  const isChosen = (term: TokenTerm): boolean =>
    choicesOf(term)?.some((choice) => choice.key === key && choice.value === value) ?? false;
  if (terms.some(isChosen)) {
    const without = terms.map((term) => {
      const choices = isOfKey(term) ? choicesOf(term) : undefined;
      return choices === undefined ? term : term.filter((_, at) => choices[at]?.value !== value);
    });
    return formatTokens(without.filter((term) => term.length > 0));
  }
  const place = terms.findIndex(isOfKey);
  return formatTokens(
    place === -1 ? [...terms, [cells]] : terms.map((term, at) => (at === place ? [...term, cells] : term)),
  );
};

/** The query text without the choices of one key, so that the panel can count the values that were not chosen. */
export const withoutTag = (text: string, key: string): string =>
  formatTokens(tokenize(text).filter((term) => choicesOf(term)?.[0]?.key !== key));
