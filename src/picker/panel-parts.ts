// What panels are drawn with.
import { type Line, plain, type Segment } from './line.ts';
import { textWidth } from './text-width.ts';

export type PanelSize = { readonly width: number; readonly height: number };

export const fill = (segments: readonly Segment[], width: number): Line => {
  const used = segments.reduce((sum, { text }) => sum + textWidth(text), 0);
  return [...segments, plain(' '.repeat(Math.max(0, width - used)))];
};

/** The part of `lines` that holds line `at`, near the middle where it can be. */
export const windowAround = <T>(lines: readonly T[], at: number, height: number): readonly T[] => {
  const top = Math.max(0, Math.min(lines.length - height, at - Math.floor(height / 2)));
  return lines.slice(top, top + height);
};
