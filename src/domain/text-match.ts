// How well a word fits a text.
//
// A word fits as one run of characters, or, when fuzzy, with gaps. A run always wins over gaps, and a run that begins a
// word over one in the middle of it, since that is how people abbreviate: `adm` is AdministratorAccess, not Roadmap.
// With gaps, the shortest stretch that ends first is taken (scan forward to the first end, then back to the last
// start): one pass over the text, and near enough to the best that ranking cannot tell.
//
// The score follows fzf's weights, which hands are used to: 16 for each character; what the unit is marked with where a
// run begins (start of the text 10, of a word 8, a hump of camelCase 7), again for each further character of the run
// (at least 4), and double for the first character of the word; a gap costs 3 and 1 for each character, up to 12; 6 more
// when the word ends where a word of the text ends, so that `admin` prefers `admin` to `administrator`.
import { foldUnit, isUpperUnit, maskBit } from './fold.ts';
import type { TextMatch } from './query.ts';
import { bonusMask, type Column, upperMark, wordBonus } from './search-index.ts';

export type Word = {
  readonly match: TextMatch;
  readonly units: Uint16Array;
  /** `upperMark` where the word has upper case; nothing where case does not count. */
  readonly cases: Uint8Array;
  readonly caseMask: number;
  readonly mask: number;
  /** Scratch: where the text that was last matched holds each unit of the word, as offsets in its column. */
  readonly at: Int32Array;
};

export const wordOf = (text: string, match: TextMatch, isCaseSensitive: boolean): Word => {
  const source = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const units = Uint16Array.from(source, foldUnit);
  const cases = Uint8Array.from(source, (unit) => (isCaseSensitive && isUpperUnit(unit) ? upperMark : 0));
  return {
    match,
    units,
    cases,
    caseMask: isCaseSensitive ? upperMark : 0,
    mask: units.reduce((mask, unit) => mask | maskBit(unit), 0),
    at: new Int32Array(units.length),
  };
};

const isRunAt = (column: Column, word: Word, from: number): boolean => {
  const { units, marks } = column;
  const { caseMask, cases } = word;
  for (let k = 0; k < word.units.length; k++) {
    if (units[from + k] !== word.units[k] || ((marks[from + k] ?? 0) & caseMask) !== cases[k]) return false;
  }
  return true;
};

/** The first run that begins a word, else the one with the best mark; -1 if there is none. */
const findRun = (column: Column, id: number, word: Word): number => {
  const { units, marks, starts } = column;
  const first = word.units[0];
  const last = (starts[id + 1] ?? 0) - word.units.length;
  let best = -1;
  let found = -1;
  for (let i = starts[id] ?? 0; i <= last; i++) {
    if (units[i] !== first) continue;
    const bonus = (marks[i] ?? 0) & bonusMask;
    if (bonus <= best || !isRunAt(column, word, i)) continue;
    found = i;
    best = bonus;
    if (bonus >= wordBonus) break;
  }
  return found;
};

/** Where the first subsequence ends; -1 if there is none. */
const findEnd = (column: Column, id: number, word: Word): number => {
  const { units, marks, starts } = column;
  const { cases, caseMask } = word;
  const end = starts[id + 1] ?? 0;
  const count = word.units.length;
  let k = 0;
  let wanted = word.units[0];
  for (let i = starts[id] ?? 0; i < end; i++) {
    if (units[i] !== wanted || ((marks[i] ?? 0) & caseMask) !== cases[k]) continue;
    k++;
    if (k === count) return i;
    wanted = word.units[k];
  }
  return -1;
};

const fillRun = (word: Word, from: number): boolean => {
  for (let k = 0; k < word.at.length; k++) word.at[k] = from + k;
  return true;
};

/** Fills from the end backwards: the last start before it. The subsequence is known to be there. */
const fillScattered = (column: Column, word: Word, end: number): boolean => {
  const { units, marks } = column;
  const { cases, caseMask } = word;
  let k = word.units.length - 1;
  for (let i = end; k >= 0; i--) {
    if (units[i] !== word.units[k] || ((marks[i] ?? 0) & caseMask) !== cases[k]) continue;
    word.at[k] = i;
    k--;
  }
  return true;
};

const alignFuzzy = (column: Column, id: number, word: Word): boolean => {
  const end = findEnd(column, id, word);
  if (end === -1) return false;
  const run = findRun(column, id, word);
  return run === -1 ? fillScattered(column, word, end) : fillRun(word, run);
};

const align = (column: Column, id: number, word: Word): boolean => {
  const start = column.starts[id] ?? 0;
  const room = (column.starts[id + 1] ?? 0) - start - word.units.length;
  if (room < 0) return false;
  switch (word.match) {
    case 'fuzzy':
      return alignFuzzy(column, id, word);
    case 'exact': {
      const run = findRun(column, id, word);
      return run !== -1 && fillRun(word, run);
    }
    case 'prefix':
      return isRunAt(column, word, start) && fillRun(word, start);
    case 'suffix':
      return isRunAt(column, word, start + room) && fillRun(word, start + room);
    case 'whole':
      return room === 0 && isRunAt(column, word, start) && fillRun(word, start);
  }
};

const perUnit = 16;
const perRunUnit = 4;
const gapCost = 3;
const maxGapCost = 12;
const wordEndBonus = 6;

const scoreAligned = (column: Column, id: number, word: Word): number => {
  const { marks } = column;
  const { at } = word;
  let previous = at[0] ?? 0;
  let run = (marks[previous] ?? 0) & bonusMask;
  let score = perUnit + 2 * run;
  for (let k = 1; k < at.length; k++) {
    const here = at[k] ?? 0;
    const gap = here - previous - 1;
    const bonus = (marks[here] ?? 0) & bonusMask;
    run = gap === 0 ? Math.max(run, bonus, perRunUnit) : bonus;
    score += perUnit + run;
    if (gap > 0) score -= Math.min(gapCost + gap - 1, maxGapCost);
    previous = here;
  }
  const next = previous + 1;
  const isWordEnd = next === column.starts[id + 1] || ((marks[next] ?? 0) & bonusMask) > 0;
  return isWordEnd ? score + wordEndBonus : score;
};

/** 0 where the word does not fit the text, else a score from 1 on; then `word.at` says where it fits. */
export const scoreText = (column: Column, id: number, word: Word): number => {
  if (((column.masks[id] ?? 0) & word.mask) !== word.mask) return 0;
  return align(column, id, word) ? Math.max(1, scoreAligned(column, id, word)) : 0;
};
