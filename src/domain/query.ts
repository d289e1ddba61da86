// What a person types to find a role, read into terms. It is fzf's extended search, which hands know already, plus
// `key:value` and `@word`:
//
//   prod admin      both words, each anywhere          prod|stage     one of them
//   'prod           these letters in one piece         ^prod  prod$   at the start, at the end of a field
//   !prod           not these letters in one piece     "my role"      a space (also \  and \| \: \! \' \^ \$ \= \" \\)
//   env:prod        the field or tag holds "prod"      env:=prod      it is exactly that
//   env!:prod       it does not (also !env:prod)       env:           it is set at all
//   env:prod|dev    one of these values                role:^Admin    at the start of the field
//   @fav            roles that something is known of   !@live         roles that it is not known of
//
// Upper case in a word makes case count. Whether `env` is a key is known only to the index: a profile may be called
// `acme:admin`, so where its key is unknown a filter stands for plain text (`asTexts`). An `@` with another word is
// plain text too, as addresses have it.
import { hasUpperCase } from './fold.ts';
import { type Cell, plainText, type TokenAlternative, type TokenTerm, tokenize } from './query-tokens.ts';

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

export type FilterValue = {
  /** As typed; empty = the key is set at all (or, when equal, set to nothing). */
  readonly text: string;
  /** `equal`: the very same text, accents and case included. */
  readonly match: Exclude<TextMatch, 'fuzzy'> | 'equal';
};

export type FilterAlternative = {
  readonly kind: 'filter';
  readonly key: string;
  /** At least one, and one of them must hold. All are `equal`, or none is. */
  readonly values: readonly FilterValue[];
  readonly isNegated: boolean;
};

/** What is known of roles beside what they are: pinned, used lately, with credentials that live, come or gone at the
 *  last refresh. */
export const knownWords = ['fav', 'recent', 'live', 'new', 'gone'] as const;
export type KnownWord = (typeof knownWords)[number];

export type KnownAlternative = {
  readonly kind: 'known';
  readonly word: KnownWord;
  readonly isNegated: boolean;
};

export type Alternative = TextAlternative | FilterAlternative | KnownAlternative;

/** All terms must hold; of a term, one alternative. */
export type Query = { readonly terms: readonly (readonly Alternative[])[] };

/** A fuzzy word is cut here: its cost grows with its length, its use does not. */
export const maxFuzzyLength = 40;
/** Words beyond this many characters in all are ignored; filters do not count. */
export const maxTextLength = 200;

const isSign = (cell: Cell | undefined, sign: string): boolean =>
  cell !== undefined && !cell.isLiteral && cell.char === sign;

const surrogate = /[\ud800-\udfff]/;

type Signed = { readonly text: string; readonly isPrefix: boolean; readonly isSuffix: boolean };

/** `^text$`, either sign or none. */
const readSigned = (cells: readonly Cell[]): Signed => {
  const isPrefix = isSign(cells[0], '^');
  const rest = isPrefix ? cells.slice(1) : cells;
  const isSuffix = isSign(rest.at(-1), '$');
  const text = plainText(isSuffix ? rest.slice(0, -1) : rest).normalize('NFC');
  return { text, isPrefix, isSuffix };
};

const anchored = ({ isPrefix, isSuffix }: Signed): 'whole' | 'prefix' | 'suffix' | undefined => {
  if (isPrefix) return isSuffix ? 'whole' : 'prefix';
  return isSuffix ? 'suffix' : undefined;
};

const fuzzyText = (text: string, isNegated: boolean): TextAlternative => {
  const isCaseSensitive = hasUpperCase(text);
  // A scattered match would tear a pair of surrogates apart.
  return isNegated || surrogate.test(text)
    ? { kind: 'text', match: 'exact', text, isCaseSensitive, isNegated }
    : { kind: 'text', match: 'fuzzy', text: text.slice(0, maxFuzzyLength), isCaseSensitive, isNegated };
};

const readText = (cells: readonly Cell[], isNegated: boolean): TextAlternative | undefined => {
  const isQuoted = isSign(cells[0], "'");
  const signed = isQuoted
    ? { ...readSigned([{ char: '', isLiteral: true }, ...cells.slice(1)]), isPrefix: false }
    : readSigned(cells);
  const { text } = signed;
  if (text === '') return undefined;
  const match = anchored(signed) ?? (isQuoted ? 'exact' : undefined);
  if (match === undefined) return fuzzyText(text, isNegated);
  return { kind: 'text', match, text, isCaseSensitive: hasUpperCase(text), isNegated };
};

const readValue = (cells: readonly Cell[]): FilterValue => {
  const signed = readSigned(cells);
  return { text: signed.text, match: signed.text === '' ? 'exact' : (anchored(signed) ?? 'exact') };
};

const readEqual = (cells: readonly Cell[]): FilterValue => ({
  text: plainText(isSign(cells[0], '=') ? cells.slice(1) : cells),
  match: 'equal',
});

/** Where a key ends; -1 where the cells hold none. */
const colonIn = (body: readonly Cell[]): number => {
  const colon = body.findIndex((cell) => isSign(cell, ':'));
  const isKeyless = isSign(body[0], "'") || isSign(body[0], '^') || isSign(body[0], '@');
  return isKeyless || colon < 1 || (colon === 1 && isSign(body[0], '!')) ? -1 : colon;
};

const readFilter = (body: readonly Cell[], colon: number, isBanged: boolean): FilterAlternative => {
  const isRefused = isSign(body[colon - 1], '!');
  const key = plainText(body.slice(0, isRefused ? colon - 1 : colon));
  const value = body.slice(colon + 1);
  return {
    kind: 'filter',
    key,
    values: [isSign(value[0], '=') ? readEqual(value) : readValue(value)],
    isNegated: isBanged || isRefused,
  };
};

const knownWord = (body: readonly Cell[]): KnownWord | undefined => {
  if (!isSign(body[0], '@')) return undefined;
  const wanted = plainText(body.slice(1)).toLowerCase();
  return knownWords.find((word) => word === wanted);
};

const readAlternative = ({ cells }: TokenAlternative): Alternative | undefined => {
  const isBanged = isSign(cells[0], '!');
  const body = isBanged ? cells.slice(1) : cells;
  const word = knownWord(body);
  if (word !== undefined) return { kind: 'known', word, isNegated: isBanged };
  const colon = colonIn(body);
  return colon < 0 ? readText(body, isBanged) : readFilter(body, colon, isBanged);
};

/** A further value, as in `env:prod|dev`: it has neither a key nor a sign of its own. */
const isValue = ({ cells, isGlued }: TokenAlternative): boolean =>
  isGlued && !['!', "'", '@'].some((sign) => isSign(cells[0], sign)) && colonIn(cells) < 0;

const withValue = (filter: FilterAlternative, { cells }: TokenAlternative): FilterAlternative => {
  const isEqual = filter.values[0]?.match === 'equal';
  const value = isEqual ? readEqual(cells) : readValue(cells);
  if (!isEqual && value.text === '') return filter;
  const others = isEqual ? filter.values : filter.values.filter(({ text }) => text !== '');
  return { ...filter, values: [...others, value] };
};

/** The alternatives of a term, in its order. */
export const readTerm = (term: TokenTerm): readonly Alternative[] => {
  const alternatives: Alternative[] = [];
  let isOpen = false;
  for (const token of term) {
    const last = alternatives.at(-1);
    if (isOpen && last?.kind === 'filter' && isValue(token)) {
      alternatives[alternatives.length - 1] = withValue(last, token);
      continue;
    }
    const alternative = readAlternative(token);
    isOpen = alternative?.kind === 'filter';
    if (alternative !== undefined) alternatives.push(alternative);
  }
  return alternatives;
};

/** Reads any text: what has no meaning yet (a lone `!`, a trailing `|`) is passed over. */
export const parseQuery = (text: string): Query => {
  const terms: (readonly Alternative[])[] = [];
  let room = maxTextLength;
  for (const token of tokenize(text)) {
    const term = readTerm(token).filter((alternative) => {
      if (alternative.kind === 'text') room -= alternative.text.length;
      return alternative.kind !== 'text' || room >= 0;
    });
    if (term.length > 0) terms.push(term);
  }
  return { terms };
};

export const isEmptyQuery = (query: Query): boolean => query.terms.length === 0;

const textValue = ({ text, match }: FilterValue): TextAlternative | undefined => {
  if (text === '') return undefined;
  const isCaseSensitive = hasUpperCase(text);
  if (match === 'exact' || match === 'equal') return fuzzyText(text.normalize('NFC'), false);
  return { kind: 'text', match, text, isCaseSensitive, isNegated: false };
};

/** What is searched where the key of a filter is neither a field nor a tag: alternatives of its term. */
export const asTexts = ({ key, values, isNegated }: FilterAlternative): readonly TextAlternative[] => {
  const [first, ...others] = values;
  const start = `${key}:${first?.match === 'equal' ? '=' : ''}`;
  if (isNegated) {
    return [fuzzyText(`${start}${values.map(({ text }) => text).join('|')}`.normalize('NFC'), true)];
  }
  const isAtEnd = first?.match === 'suffix' || first?.match === 'whole';
  const text = `${start}${first?.text ?? ''}`.normalize('NFC');
  const head: TextAlternative = isAtEnd
    ? { kind: 'text', match: 'suffix', text, isCaseSensitive: hasUpperCase(text), isNegated }
    : fuzzyText(text, false);
  return [head, ...others.map(textValue).filter((one) => one !== undefined)];
};
