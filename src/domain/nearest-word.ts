// "Did you mean": the word that a mistyped one most likely stands for, by the number of letters to add, drop, change or
// swap with their neighbour.

const distance = (a: string, b: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const cells = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      cells[column] = Math.min(
        (last[column] ?? 0) + 1,
        (cells[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = cells;
  }
  return last[b.length] ?? 0;
};

const longest = 64;

/** Case, `-` and `_` are told apart by nobody who mistypes. */
const plain = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** The nearest of the known words; undefined where none is near: more than a third of its letters are others. */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > longest) return undefined;
  let nearest: { readonly word: string; readonly far: number } | undefined;
  for (const candidate of known) {
    const far = distance(plain(word), plain(candidate));
    const most = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (far <= most && far < (nearest?.far ?? Number.POSITIVE_INFINITY)) nearest = { word: candidate, far };
  }
  return nearest?.word;
};
