// What a person types to find a role, read into terms. It is fzf's extended search, which hands know already, plus
// `key:value`:
//
//   prod admin      both words, each anywhere          prod|stage     one of them
//   'prod           these letters in one piece         ^prod  prod$   at the start, at the end of a field
//   !prod           not these letters in one piece     my\ role       a space (also \| \: \! \' \^ \$ \= \\)
//   env:prod        the field or tag holds "prod"      env:=prod      it is exactly that
//   env!:prod       it does not (also !env:prod)       env:           it is set at all
//
// Upper case in a word makes case count. Whether `env` is a key is known only to the index: a profile may be called
// `acme:admin`, so each filter carries the words that it stands for where its key is unknown.
import { hasUpperCase } from './fold.ts';
import { type Cell, plainText, type TokenAlternative, tokenize } from './query-tokens.ts';

/** `exact`: in one piece; `whole`: all of the field. */
export type TextMatch = 'fuzzy' | 'exact' | 'prefix' | 'suffix' | 'whole';

export type TextAlternative = {
  readonly kind: 'text';
  readonly match: TextMatch;
  /** As typed, never empty. */
  readonly text: string;
  readonly isCaseSensitive: boolean;
  readonly isNegated: boolean;
};

export type FilterAlternative = {
  readonly kind: 'filter';
  readonly key: string;
  /** As typed; empty = the key is set at all (or, when exact, set to nothing). */
  readonly value: string;
  readonly isExact: boolean;
  readonly isNegated: boolean;
  /** What is searched where the key is neither a field nor a tag. */
  readonly asText: TextAlternative;
};

export type Alternative = TextAlternative | FilterAlternative;

/** All terms must hold; of a term, one alternative. */
export type Query = { readonly terms: readonly (readonly Alternative[])[] };

/** A fuzzy word is cut here: its cost grows with its length, its use does not. */
export const maxFuzzyLength = 40;
/** Words beyond this many characters in all are ignored; filters do not count. */
export const maxTextLength = 200;

const isSign = (cell: Cell | undefined, sign: string): boolean =>
  cell !== undefined && !cell.isLiteral && cell.char === sign;

const surrogate = /[\ud800-\udfff]/;

const readText = (cells: readonly Cell[], isNegated: boolean): TextAlternative | undefined => {
  const isQuoted = isSign(cells[0], "'");
  const isPrefix = isSign(cells[0], '^');
  const rest = isQuoted || isPrefix ? cells.slice(1) : cells;
  const isSuffix = isSign(rest.at(-1), '$');
  const text = plainText(isSuffix ? rest.slice(0, -1) : rest).normalize('NFC');
  if (text === '') return undefined;
  const isCaseSensitive = hasUpperCase(text);
  if (isPrefix || isSuffix) {
    const match = isPrefix && isSuffix ? 'whole' : isPrefix ? 'prefix' : 'suffix';
    return { kind: 'text', match, text, isCaseSensitive, isNegated };
  }
  // A scattered match would tear a pair of surrogates apart.
  const isExact = isQuoted || isNegated || surrogate.test(text);
  return isExact
    ? { kind: 'text', match: 'exact', text, isCaseSensitive, isNegated }
    : { kind: 'text', match: 'fuzzy', text: text.slice(0, maxFuzzyLength), isCaseSensitive, isNegated };
};

const readAlternative = (cells: TokenAlternative): Alternative | undefined => {
  const isBanged = isSign(cells[0], '!');
  const body = isBanged ? cells.slice(1) : cells;
  const asText = readText(body, isBanged);
  const colon = body.findIndex((cell) => isSign(cell, ':'));
  if (asText === undefined || colon < 1 || isSign(body[0], "'") || isSign(body[0], '^')) return asText;
  const isRefused = isSign(body[colon - 1], '!');
  const key = plainText(body.slice(0, isRefused ? colon - 1 : colon));
  if (key === '') return asText;
  const isExact = isSign(body[colon + 1], '=');
  const value = plainText(body.slice(isExact ? colon + 2 : colon + 1));
  return {
    kind: 'filter',
    key,
    value: isExact ? value : value.normalize('NFC'),
    isExact,
    isNegated: isBanged || isRefused,
    asText,
  };
};

/** Reads any text: what has no meaning yet (a lone `!`, a trailing `|`) is passed over. */
export const parseQuery = (text: string): Query => {
  const terms: (readonly Alternative[])[] = [];
  let room = maxTextLength;
  for (const token of tokenize(text)) {
    const term: Alternative[] = [];
    for (const cells of token) {
      const alternative = readAlternative(cells);
      if (alternative === undefined) continue;
      if (alternative.kind === 'text') room -= alternative.text.length;
      if (alternative.kind === 'filter' || room >= 0) term.push(alternative);
    }
    if (term.length > 0) terms.push(term);
  }
  return { terms };
};

export const isEmptyQuery = (query: Query): boolean => query.terms.length === 0;
