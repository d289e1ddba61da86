// A query as text, so that reading the text gives the same query again.
import type { Alternative, FilterAlternative, FilterValue, Query, TextAlternative } from './query.ts';
import {
  type Cell,
  formatTokens,
  literalCells,
  syntaxCells,
  type TokenAlternative,
  type TokenTerm,
} from './query-tokens.ts';

const valueCells = ({ text, match }: FilterValue): readonly Cell[] => [
  ...syntaxCells(match === 'prefix' || match === 'whole' ? '^' : ''),
  ...literalCells(text),
  ...syntaxCells(match === 'suffix' || match === 'whole' ? '$' : ''),
];

/** A filter's values, the first with the key, the others glued to it. */
export const filterTokens = ({ key, values, isNegated }: FilterAlternative): readonly TokenAlternative[] => {
  const isEqual = values[0]?.match === 'equal';
  const head = [...literalCells(key), ...syntaxCells(`${isNegated ? '!' : ''}:${isEqual ? '=' : ''}`)];
  return values.map((value, at) => {
    const cells = valueCells(value);
    if (at === 0) return { cells: [...head, ...cells], isGlued: false };
    return { cells: cells.length === 0 ? syntaxCells('=') : cells, isGlued: true };
  });
};

const textToken = ({ text, match, isNegated }: TextAlternative): TokenAlternative => {
  const quote = match === 'exact' && !isNegated ? "'" : '';
  const start = match === 'prefix' || match === 'whole' ? '^' : quote;
  const end = match === 'suffix' || match === 'whole' ? '$' : '';
  const cells = [
    ...syntaxCells(`${isNegated ? '!' : ''}${start}`),
    ...literalCells(text),
    ...syntaxCells(end),
  ];
  return { cells, isGlued: false };
};

const tokensOf = (alternative: Alternative): readonly TokenAlternative[] => {
  switch (alternative.kind) {
    case 'filter':
      return filterTokens(alternative);
    case 'text':
      return [textToken(alternative)];
    case 'known': {
      const sign = alternative.isNegated ? '!@' : '@';
      return [{ cells: syntaxCells(`${sign}${alternative.word}`), isGlued: false }];
    }
  }
};

/** Alternatives are glued where nothing before could take one for its value. */
const termTokens = (term: readonly Alternative[]): TokenTerm =>
  term.flatMap((alternative, at) => {
    const isGlued = at > 0 && (alternative.kind !== 'text' || term[at - 1]?.kind !== 'filter');
    return tokensOf(alternative).map((token, part) => (part === 0 ? { ...token, isGlued } : token));
  });

/** `parseQuery` of it is the query. */
export const printQuery = ({ terms }: Query): string => formatTokens(terms.map(termTokens));
