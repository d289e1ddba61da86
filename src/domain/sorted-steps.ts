// Sorting in steps: short runs first, which are then merged, twice as long each time.

/** How many are sorted, or put in their place, in a step. */
export const sortedPerStep = 1024;

export type SortOrder<T> = {
  /** Comes first: texts are compared sooner than things are. */
  readonly text: (item: T) => string;
  /** Where the texts are the same. */
  readonly rest: (a: T, b: T) => number;
};

type Run<T> = { readonly items: T[]; readonly texts: string[] };

type Merging<T> = {
  readonly from: Run<T>;
  readonly to: Run<T>;
  readonly rest: SortOrder<T>['rest'];
  left: number;
  right: number;
  readonly middle: number;
  readonly end: number;
};

/** Fills in some of what is merged. What is equal stays in its order. */
const mergePart = <T>(merging: Merging<T>, at: number, until: number): void => {
  const { from, to, rest, middle, end } = merging;
  const { items, texts } = from;
  let { left, right } = merging;
  for (let place = at; place < until; place += 1) {
    let isLeft = right >= end;
    if (!isLeft && left < middle) {
      const a = texts[left] as string;
      const b = texts[right] as string;
      isLeft = a < b || (a === b && rest(items[left] as T, items[right] as T) <= 0);
    }
    const taken = isLeft ? left++ : right++;
    to.items[place] = items[taken] as T;
    to.texts[place] = texts[taken] as string;
  }
  merging.left = left;
  merging.right = right;
};

/** Answers what `sort` does. */
export function* sortedSteps<T>(
  all: readonly T[],
  { text, rest }: SortOrder<T>,
): Generator<void, readonly T[]> {
  const compare = (a: T, b: T): number => {
    const x = text(a);
    const y = text(b);
    return x === y ? rest(a, b) : x < y ? -1 : 1;
  };
  const { length } = all;
  let from: Run<T> = { items: [], texts: [] };
  let isSorted = true;
  for (let start = 0; start < length; start += sortedPerStep) {
    const run = all.slice(start, start + sortedPerStep).sort(compare);
    const before = from.items.at(-1);
    isSorted &&= before === undefined || compare(before, run[0] as T) <= 0;
    from.items.push(...run);
    from.texts.push(...run.map(text));
    yield;
  }
  if (isSorted) return from.items;
  let to: Run<T> = { items: [...from.items], texts: [...from.texts] };
  for (let width = sortedPerStep; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(middle + width, length);
      const merging = { from, to, rest, left: start, right: middle, middle, end };
      for (let at = start; at < end; at += sortedPerStep) {
        mergePart(merging, at, Math.min(at + sortedPerStep, end));
        yield;
      }
    }
    [from, to] = [to, from];
  }
  return from.items;
}
