// Whether one query can only match what another one matched, told from their terms alone. Where in doubt the answer is
// no, which costs a search through all roles and nothing else.
import type { Alternative, FilterValue, TextMatch } from './query.ts';

type Term = readonly Alternative[];

/** What a longer word may look for so that the shorter one still matches: a run is also a subsequence, and so on. */
const impliedBy: Readonly<Record<TextMatch, readonly TextMatch[]>> = {
  fuzzy: ['fuzzy', 'exact', 'prefix', 'suffix', 'whole'],
  exact: ['exact', 'prefix', 'suffix', 'whole'],
  prefix: ['prefix', 'whole'],
  suffix: [],
  whole: [],
};

const extendsValue = (next: readonly FilterValue[], before: readonly FilterValue[]): boolean => {
  const [grown, ...others] = next;
  const [word, ...more] = before;
  if (grown === undefined || word === undefined || others.length + more.length > 0) return false;
  if (grown.match === 'equal' || word.match === 'equal') return false;
  return impliedBy[word.match].includes(grown.match) && grown.text.startsWith(word.text);
};

/** One alternative grew while it was typed. */
const extendsWord = (next: Alternative, before: Alternative): boolean => {
  if (next.isNegated || before.isNegated) return false;
  if (next.kind === 'text' && before.kind === 'text') {
    return impliedBy[before.match].includes(next.match) && next.text.startsWith(before.text);
  }
  if (next.kind === 'filter' && before.kind === 'filter') {
    return next.key === before.key && extendsValue(next.values, before.values);
  }
  return false;
};

const implies = (next: Term, before: Term): boolean => {
  if (JSON.stringify(next) === JSON.stringify(before)) return true;
  const [grown, ...others] = next;
  const [word, ...more] = before;
  const isSingle = others.length === 0 && more.length === 0;
  return isSingle && grown !== undefined && word !== undefined && extendsWord(grown, word);
};

/** Both queries must have been resolved for the same index. */
export const narrows = (next: readonly Term[], before: readonly Term[]): boolean =>
  before.every((term) => next.some((one) => implies(one, term)));
