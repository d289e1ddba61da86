// Work that can be left between two steps: the steps are those of a generator.

/** All steps at once. */
export const finished = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};
