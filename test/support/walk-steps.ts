// Goes through work that is done in steps, looking between them.

export const walkSteps = <T>(steps: Generator<void, T>, afterStep: () => void): T => {
  for (;;) {
    const { done, value } = steps.next();
    afterStep();
    if (done === true) return value;
  }
};
