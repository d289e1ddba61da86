// How well a word fits a text.
//
// A word fits as one run of characters, or, when fuzzy, with gaps. A run always wins over gaps, and a run that begins a
// word over one in the middle of it, since that is how people abbreviate: `adm` is AdministratorAccess, not Roadmap.
// With gaps, the shortest stretch that ends first is taken (scan forward to the first end, then back to the last
// start), its first character moved to where a word begins: near enough to the best that ranking cannot tell.
//
// The score follows fzf's weights, which hands are used to: 16 for each character; what the unit is marked with where a
// run begins (start of the text 10, of a word 8, a hump of camelCase 7), again for each further character of the run
// (at least 4), and twice for the first character of the word; a gap costs 3 and 1 for each further character, up to 12;
// 6 more when the word ends where a word of the text ends, so that `admin` prefers `admin` to `administrator`.
// A single letter needs no scan: it has a bit of its own in the masks, which say whether it is there and begins a word.
//
// These loops run over millions of characters at a key press: they read numbers by `?? 0` instead of letting `undefined`
// in, which would cost V8 its integers.
import { foldUnit, isUpperUnit, maskBit } from './fold.ts';
import type { TextMatch } from './query.ts';
import { bonusMask, type Column, humpBonus, upperMark, wordBonus } from './search-index.ts';

export type Word = {
  readonly match: TextMatch;
  readonly units: Uint16Array;
  /** `upperMark` where the word has upper case; nothing where case does not count. */
  readonly cases: Uint8Array;
  readonly caseMask: number;
  readonly mask: number;
  /** The bit of each unit. */
  readonly bits: Int32Array;
  /** One letter in any case, to be found anywhere. */
  readonly isLetter: boolean;
  /** How often the bonus of the first unit counts. */
  readonly lead: number;
  /** Scratch: where the text that was last matched with gaps holds each unit of the word, as offsets in its column. */
  readonly at: Uint32Array;
};

type WordParts = Pick<Word, 'match' | 'units' | 'cases' | 'caseMask' | 'lead'>;

const madeWord = (parts: WordParts): Word => {
  const { match, units, caseMask } = parts;
  const bits = Int32Array.from(units, maskBit);
  const first = units[0] ?? 0;
  const isAnywhere = match === 'fuzzy' || match === 'exact';
  return {
    ...parts,
    mask: bits.reduce((mask, bit) => mask | bit, 0),
    bits,
    isLetter: units.length === 1 && caseMask === 0 && isAnywhere && first >= 97 && first <= 122,
    at: new Uint32Array(units.length),
  };
};

export const wordOf = (text: string, match: TextMatch, isCaseSensitive: boolean): Word => {
  const source = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return madeWord({
    match,
    units: Uint16Array.from(source, foldUnit),
    cases: Uint8Array.from(source, (unit) => (isCaseSensitive && isUpperUnit(unit) ? upperMark : 0)),
    caseMask: isCaseSensitive ? upperMark : 0,
    lead: 2,
  });
};

/** The word's beginning, up to a cut, and its rest, whose first unit is none of the word's. */
export const cutWord = (word: Word, cut: number): readonly [begin: Word, rest: Word] => {
  const { units, cases } = word;
  return [
    madeWord({ ...word, units: units.slice(0, cut), cases: cases.slice(0, cut) }),
    madeWord({ ...word, units: units.slice(cut), cases: cases.slice(cut), lead: 1 }),
  ];
};

/** Whether the quarters of the text, one after another, hold the units of the word in order, as far as masks tell: many
 *  texts that have all the letters have them in another order, and need no scan. */
const mayHold = (column: Column, id: number, word: Word): boolean => {
  const { quarters } = column;
  const { bits } = word;
  let k = 0;
  for (let quarter = 4 * id; quarter < 4 * id + 4; quarter++) {
    const mask = quarters[quarter] ?? 0;
    while (k < bits.length && (mask & (bits[k] ?? 0)) !== 0) k++;
  }
  return k === bits.length;
};

const nowhere = -1;
const withGaps = -2;

/** A run never passes the end of its text: the unit after it is 0, which no word holds. */
export const isRunAt = (column: Column, word: Word, from: number): boolean => {
  const { units, marks } = column;
  const { caseMask, cases, units: wanted } = word;
  for (let k = 0; k < wanted.length; k++) {
    if ((units[from + k] ?? 0) !== (wanted[k] ?? 0)) return false;
    if (((marks[from + k] ?? 0) & caseMask) !== (cases[k] ?? 0)) return false;
  }
  return true;
};

/** From a place on to the end of the text: the first run that begins a word or a hump, else the first at all, or
 *  `nowhere`. */
const findRun = (column: Column, word: Word, from: number): number => {
  const { units, marks } = column;
  const first = word.units[0] ?? 0;
  let found = nowhere;
  for (let i = from; ; i++) {
    const unit = units[i] ?? 0;
    if (unit === 0) return found;
    if (unit !== first) continue;
    const begins = ((marks[i] ?? 0) & bonusMask) >= humpBonus;
    if ((begins || found === nowhere) && isRunAt(column, word, i)) {
      if (begins) return i;
      found = i;
    }
  }
};

/** From a place on to the end of the text: where the first subsequence ends, or `nowhere`. */
const findEnd = (column: Column, word: Word, from: number): number => {
  const { units, marks } = column;
  const { cases, caseMask, units: wanted } = word;
  const last = wanted.length - 1;
  let k = 0;
  let next = wanted[0] ?? 0;
  for (let i = from; ; i++) {
    const unit = units[i] ?? 0;
    if (unit === 0) return nowhere;
    if (unit !== next) continue;
    if (caseMask !== 0 && ((marks[i] ?? 0) & caseMask) !== (cases[k] ?? 0)) continue;
    if (k === last) return i;
    k++;
    next = wanted[k] ?? 0;
  }
};

/** Fills `word.at` from the end of a subsequence backwards: the last start before it. */
const fillWithGaps = (column: Column, word: Word, end: number): void => {
  const { units, marks } = column;
  const { cases, caseMask, units: wanted, at } = word;
  let k = wanted.length - 1;
  for (let i = end; k >= 0; i--) {
    if ((units[i] ?? 0) !== (wanted[k] ?? 0) || ((marks[i] ?? 0) & caseMask) !== (cases[k] ?? 0)) continue;
    at[k] = i;
    k--;
  }
};

/** Moves the first unit back to where a word of the text begins, unless it is part of a run: `aaccess` is Administrator
 *  Access, whatever other `a` stands nearer. */
const snapFirst = (column: Column, word: Word, from: number): void => {
  const { marks, units } = column;
  const [first = 0, second = 0] = word.at;
  if (second === first + 1) return;
  for (let i = from; i < first; i++) {
    const mark = marks[i] ?? 0;
    if (units[i] !== word.units[0] || (mark & word.caseMask) !== word.cases[0]) continue;
    if ((mark & bonusMask) < humpBonus) continue;
    word.at[0] = i;
    return;
  }
};

const locateFuzzy = (column: Column, word: Word, from: number): number => {
  const last = findEnd(column, word, from);
  if (last === nowhere) return nowhere;
  // No run can end before the first subsequence does.
  const run = findRun(column, word, last - word.units.length + 1);
  if (run !== nowhere) return run;
  fillWithGaps(column, word, last);
  snapFirst(column, word, from);
  return withGaps;
};

/** Where the run begins, `withGaps` (then `word.at` is filled), or `nowhere`. */
const locate = (column: Column, id: number, word: Word): number => {
  const from = column.starts[id] ?? 0;
  const { match } = word;
  if (match === 'fuzzy') return locateFuzzy(column, word, from);
  if (match === 'exact') return findRun(column, word, from);
  const end = (column.starts[id + 1] ?? 0) - 1;
  const room = end - from - word.units.length;
  if (room < 0 || (match === 'whole' && room > 0)) return nowhere;
  const place = match === 'suffix' ? from + room : from;
  return isRunAt(column, word, place) ? place : nowhere;
};

const perUnit = 16;
const perRunUnit = 4;
const gapCost = 3;
export const maxGapCost = 12;
const wordEndBonus = 6;

/** What a word scores for an end at a unit after which something is marked: a separator, a new word, a hump, or the end
 *  of the text. */
export const scoreEnd = (column: Column, last: number): number =>
  ((column.marks[last + 1] ?? 0) & bonusMask) > 0 ? wordEndBonus : 0;

/** What a run scores, but for its end. */
export const scoreStart = (column: Column, { units, lead }: Word, from: number): number => {
  const bonus = (column.marks[from] ?? 0) & bonusMask;
  return perUnit + lead * bonus + (units.length - 1) * (perUnit + Math.max(bonus, perRunUnit));
};

export const scoreRun = (column: Column, word: Word, from: number): number =>
  scoreStart(column, word, from) + scoreEnd(column, from + word.units.length - 1);

const scoreWithGaps = (column: Column, { at, lead }: Word): number => {
  const { marks } = column;
  let previous = at[0] ?? 0;
  let run = (marks[previous] ?? 0) & bonusMask;
  let score = perUnit + lead * run;
  for (let k = 1; k < at.length; k++) {
    const here = at[k] ?? 0;
    const gap = here - previous - 1;
    const bonus = (marks[here] ?? 0) & bonusMask;
    run = gap === 0 ? Math.max(run, bonus, perRunUnit) : bonus;
    score += perUnit + run;
    if (gap > 0) score -= Math.min(gapCost + gap - 1, maxGapCost);
    previous = here;
  }
  return score + scoreEnd(column, previous);
};

const scoreLetter = (column: Column, id: number, word: Word): number => {
  const { units, marks, starts, startMasks } = column;
  const start = starts[id] ?? 0;
  if ((units[start] ?? 0) === (word.units[0] ?? 0))
    return perUnit + word.lead * ((marks[start] ?? 0) & bonusMask);
  return ((startMasks[id] ?? 0) & word.mask) === 0 ? perUnit : perUnit + word.lead * wordBonus;
};

/** Of a text that has all characters of the word, as far as masks tell. 0 where the word does not fit it, else a score
 *  from 16 on. */
export const scoreHolding = (column: Column, id: number, word: Word): number => {
  if (word.isLetter) return scoreLetter(column, id, word);
  if (!mayHold(column, id, word)) return 0;
  const run = locate(column, id, word);
  if (run === nowhere) return 0;
  return run === withGaps ? scoreWithGaps(column, word) : scoreRun(column, word, run);
};

/** 0 where the word does not fit the text, else a score from 16 on. */
export const scoreText = (column: Column, id: number, word: Word): number =>
  ((column.masks[id] ?? 0) & word.mask) === word.mask ? scoreHolding(column, id, word) : 0;

/** The offsets in the text that the word fits, ascending; undefined where it does not fit. */
export const placesOf = (column: Column, id: number, word: Word): readonly number[] | undefined => {
  if (((column.masks[id] ?? 0) & word.mask) !== word.mask) return undefined;
  const start = column.starts[id] ?? 0;
  const run = locate(column, id, word);
  if (run === nowhere) return undefined;
  return Array.from(word.units, (_, k) => (run === withGaps ? (word.at[k] ?? 0) : run + k) - start);
};
