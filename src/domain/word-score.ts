// How well a short text (the name of an action, a service, a region) answers a few typed words. Every word must be in
// it: in one piece, or else letter by letter from the start of a word.

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

const inPiece = (text: string, word: string): number => {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isStart = !isLetter(text[at - 1]);
    const isWhole = isStart && !isLetter(text[at + word.length]);
    best = Math.max(best, isWhole ? 5 : isStart ? 4 : 3);
  }
  return best;
};

/** Each next letter is the nearest one; together they take no more than three times their number. */
const isScattered = (text: string, word: string): boolean => {
  for (let start = text.indexOf(word[0] ?? ''); start >= 0; start = text.indexOf(word[0] ?? '', start + 1)) {
    if (isLetter(text[start - 1])) continue;
    let at = start;
    for (const char of word.slice(1)) at = at < 0 ? at : text.indexOf(char, at + 1);
    if (at >= 0 && at - start < 3 * word.length) return true;
  }
  return false;
};

/** Higher is better; 0 = it does not match. No words match everything, all alike. */
export const wordScore = (text: string, typed: string): number => {
  const lower = text.toLowerCase();
  let score = 1;
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const whole = inPiece(lower, word);
    if (whole === 0 && !isScattered(lower, word)) return 0;
    score += whole === 0 ? 1 : whole;
  }
  return score;
};

export type Scored<T> = { readonly item: T; readonly score: number };

/** Those that match, best first; equal ones keep their order. `textsOf`: the first counts more than the others. */
export const bestByWords = <T>(
  items: readonly T[],
  typed: string,
  textsOf: (item: T) => readonly [string, ...string[]],
): readonly T[] => {
  if (typed.trim() === '') return items;
  const scored = items.map((item): Scored<T> => {
    const [name, ...more] = textsOf(item);
    const own = wordScore(name, typed);
    return { item, score: own > 0 ? own * 2 : wordScore([name, ...more].join(' '), typed) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
};
