// Work that can be left between two steps: the steps are those of a generator.

/** A whole number of things that one step goes through: a millisecond or so of what a search does with a text. */
const atOnce = 16_384;

/** Goes through a row of things a stretch after the other, with a step between two. The loops stay in `visit`: it is a
 *  plain function, which V8 makes quick. */
export function* stretches(
  length: number,
  visit: (from: number, to: number) => void,
  most = atOnce,
): Generator<void, void> {
  for (let from = 0; from < length; from += most) {
    if (from > 0) yield;
    visit(from, Math.min(length, from + most));
  }
}

/** All steps at once. */
export const finished = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

/** Takes steps until they are over or the time is; undefined where there are more. */
export const takenWhile = <T>(
  steps: Generator<void, T>,
  hasTime: () => boolean,
): { readonly value: T } | undefined => {
  do {
    const { done, value } = steps.next();
    if (done === true) return { value };
  } while (hasTime());
  return undefined;
};
