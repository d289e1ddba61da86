import { type Line, plain } from './line.ts';
import { textWidth } from './text-width.ts';

export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + textWidth(text), 0);

/** Two lines at the two ends of one; the right end gives way, segment by segment, to the left. */
export const spread = (left: Line, right: Line, width: number): Line => {
  const gap = width - lineWidth(left) - lineWidth(right);
  if (gap >= 2) return [...left, plain(' '.repeat(gap)), ...right];
  return right.length === 0 ? left : spread(left, right.slice(1), width);
};
