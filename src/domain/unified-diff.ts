// A unified diff of two texts. Lines that occur once in both sides are matched first, in order (patience), and only
// what lies between them is searched further: profiles are full of such lines, so tens of thousands stay quick.

export type ChangedRange = {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
};

type Range = ChangedRange;

type Pair = readonly [a: number, b: number];

type Sides = { readonly a: readonly string[]; readonly b: readonly string[] };

// Beyond this many cells a region without a unique line is said to be replaced whole; the diff stays right.
const largestTable = 1_000_000;

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Line -> its index, for lines that occur once in the part; -1 for others. */
const uniqueIn = (lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> => {
  const seen = new Map<string, number>();
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? '';
    seen.set(line, seen.has(line) ? -1 : index);
  }
  return seen;
};

/** The longest run of pairs that rises on both sides; `pairs` rise on the first already. */
const rising = (pairs: readonly Pair[]): readonly Pair[] => {
  const tops: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, b], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  });
  const run: Pair[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
};

const anchors = ({ a, b }: Sides, range: Range): readonly Pair[] => {
  const inB = uniqueIn(b, range.bFrom, range.bTo);
  const pairs: Pair[] = [];
  for (const [line, index] of uniqueIn(a, range.aFrom, range.aTo)) {
    const other = inB.get(line) ?? -1;
    if (index >= 0 && other >= 0) pairs.push([index, other]);
  }
  return rising(pairs.sort((left, right) => left[0] - right[0]));
};

/** Longest common subsequence by the textbook table, for what has no unique line. */
const tablePairs = ({ a, b }: Sides, range: Range): readonly Pair[] => {
  const height = range.aTo - range.aFrom;
  const width = range.bTo - range.bFrom;
  if (height * width > largestTable) return [];
  const lengths = Array.from({ length: height + 1 }, () => new Uint32Array(width + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  const isSame = (row: number, column: number): boolean => a[range.aFrom + row] === b[range.bFrom + column];
  for (let row = height - 1; row >= 0; row--) {
    const cells = lengths[row];
    for (let column = width - 1; cells !== undefined && column >= 0; column--)
      cells[column] = isSame(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  }
  const pairs: Pair[] = [];
  let row = 0;
  let column = 0;
  while (row < height && column < width) {
    if (isSame(row, column)) pairs.push([range.aFrom + row++, range.bFrom + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
};

const collect = (sides: Sides, whole: Range, found: Pair[]): void => {
  let { aFrom, aTo, bFrom, bTo } = whole;
  while (aFrom < aTo && bFrom < bTo && sides.a[aFrom] === sides.b[bFrom]) found.push([aFrom++, bFrom++]);
  while (aFrom < aTo && bFrom < bTo && sides.a[aTo - 1] === sides.b[bTo - 1]) {
    aTo--;
    bTo--;
  }
  if (aFrom < aTo && bFrom < bTo) {
    const fixed = anchors(sides, { aFrom, aTo, bFrom, bTo });
    if (fixed.length === 0)
      for (const pair of tablePairs(sides, { aFrom, aTo, bFrom, bTo })) found.push(pair);
    else {
      for (const [a, b] of fixed) {
        collect(sides, { aFrom, aTo: a, bFrom, bTo: b }, found);
        found.push([a, b]);
        aFrom = a + 1;
        bFrom = b + 1;
      }
      collect(sides, { aFrom, aTo, bFrom, bTo }, found);
    }
  }
  for (let offset = 0; aTo + offset < whole.aTo; offset++) found.push([aTo + offset, bTo + offset]);
};

/** What is replaced by what: the gaps between matched lines. */
const changesOf = (sides: Sides): readonly Range[] => {
  const pairs: Pair[] = [];
  const { length: aTo } = sides.a;
  const { length: bTo } = sides.b;
  collect(sides, { aFrom: 0, aTo, bFrom: 0, bTo }, pairs);
  const changes: Range[] = [];
  let aFrom = 0;
  let bFrom = 0;
  for (const [a, b] of [...pairs, [aTo, bTo] as const]) {
    if (a > aFrom || b > bFrom) changes.push({ aFrom, aTo: a, bFrom, bTo: b });
    aFrom = a + 1;
    bFrom = b + 1;
  }
  return changes;
};

/** Changes whose context would touch become one hunk. */
const hunksOf = (changes: readonly Range[], context: number): readonly (readonly Range[])[] => {
  const hunks: Range[][] = [];
  for (const change of changes) {
    const open = hunks.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && change.aFrom - last.aTo <= 2 * context) open.push(change);
    else hunks.push([change]);
  }
  return hunks;
};

const marked = (sign: string, lines: readonly string[]): string =>
  lines
    .map((line) => sign + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`))
    .join('');

const span = (from: number, to: number): string => `${to > from ? from + 1 : from},${to - from}`;

const hunkText = ({ a, b }: Sides, hunk: readonly Range[], context: number): string => {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return '';
  const lead = Math.min(context, first.aFrom);
  const rest = Math.min(context, a.length - last.aTo);
  const header = `@@ -${span(first.aFrom - lead, last.aTo + rest)} +${span(first.bFrom - lead, last.bTo + rest)} @@\n`;
  let body = '';
  let at = first.aFrom - lead;
  for (const change of hunk) {
    body += marked(' ', a.slice(at, change.aFrom));
    body += marked('-', a.slice(change.aFrom, change.aTo));
    body += marked('+', b.slice(change.bFrom, change.bTo));
    at = change.aTo;
  }
  return header + body + marked(' ', a.slice(at, last.aTo + rest));
};

/** What of `before` is replaced by what of `after`, by lines from 0; all else is the same, in order. */
export const changedRanges = (before: readonly string[], after: readonly string[]): readonly ChangedRange[] =>
  changesOf({ a: before, b: after });

export type DiffRequest = {
  readonly before: string;
  readonly after: string;
  /** The names in the header lines. */
  readonly beforeLabel: string;
  readonly afterLabel: string;
  /** Unchanged lines around a change; 3 unless given. */
  readonly context?: number;
};

/** The diff that `patch` reads, ending with a newline; empty when the texts are the same. */
export const unifiedDiff = ({ before, after, beforeLabel, afterLabel, context = 3 }: DiffRequest): string => {
  if (before === after) return '';
  const sides = { a: linesOf(before), b: linesOf(after) };
  const hunks = hunksOf(changesOf(sides), context).map((hunk) => hunkText(sides, hunk, context));
  return `--- ${beforeLabel}\n+++ ${afterLabel}\n${hunks.join('')}`;
};
