// What to underline in a role that a query only came near to: of each word, the longest piece that stands in a field.
import { fold } from './fold.ts';
import type { Highlight, Range } from './highlight.ts';
import type { Query } from './query.ts';
import type { Role } from './role.ts';

/** Fewer letters in common say nothing. */
const least = 3;

/** The longest piece of the word in the text, both folded; the first of equal ones. */
const longestPiece = (word: string, text: string): Range | undefined => {
  let best: Range | undefined;
  let before = new Uint8Array(text.length + 1);
  for (let w = 0; w < word.length; w++) {
    const lengths = new Uint8Array(text.length + 1);
    for (let t = 0; t < text.length; t++) {
      if (word.charCodeAt(w) !== text.charCodeAt(t)) continue;
      const length = (before[t] ?? 0) + 1;
      lengths[t + 1] = length;
      if (length >= least && length > (best === undefined ? 0 : best[1] - best[0])) {
        best = [t + 1 - length, t + 1];
      }
    }
    before = lengths;
  }
  return best;
};

const merged = (ranges: readonly Range[]): readonly Range[] => {
  const result: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
};

/** The words of a query that may be spelled wrong. */
const fuzzyWords = (query: Query): readonly string[] =>
  query.terms
    .flat()
    .flatMap((one) =>
      one.kind === 'text' && one.match === 'fuzzy' && !one.isNegated ? [fold(one.text)] : [],
    );

export const highlightNear = (role: Role, query: Query): Highlight => {
  const words = fuzzyWords(query);
  const marked = (text: string): readonly Range[] => {
    const folded = fold(text);
    return merged(words.map((word) => longestPiece(word, folded)).filter((range) => range !== undefined));
  };
  return {
    profile: marked(role.profile),
    accountName: marked(role.accountName),
    roleName: marked(role.roleName),
    accountId: [],
    email: [],
    region: [],
    instance: [],
    tags: new Map(),
  };
};
