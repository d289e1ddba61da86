// The same tests in two sizes: what CI can afford, and the long form of `npm run soak`, which prints what it measured.
// SOAK is the part of the long form that is run: 1 for all of it, 0.1 to see that it works.
const part = Number(process.env['SOAK'] ?? 0);

export const isSoak = part > 0;

export const sized = (usual: number, soak: number): number =>
  isSoak ? Math.max(usual, Math.round(part * soak)) : usual;

/** A line for docs/security.md; silent in CI. */
export const figure = (text: string): void => {
  if (isSoak) process.stdout.write(`soak: ${text}\n`);
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
