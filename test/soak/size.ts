// The same tests in two sizes: what CI can afford, and the long form of `npm run soak`, which prints what it measured.
export const isSoak = process.env['SOAK'] === '1';

export const sized = (usual: number, soak: number): number => (isSoak ? soak : usual);

/** A line for docs/security.md; silent in CI. */
export const figure = (text: string): void => {
  if (isSoak) process.stdout.write(`soak: ${text}\n`);
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
