// The parts of a question made to fit: where the screen is short the introduction gives way, then blank lines, then rows
// far from the bar, then what stands below.
import type { Line } from '../picker/line.ts';
import { type PanelLine, still } from '../picker/panel-line.ts';
import type { Below } from './below.ts';

export type Parts = {
  readonly title: Line;
  readonly intro: readonly Line[];
  readonly input: Line | undefined;
  readonly verdict: readonly Line[];
  readonly rows: readonly PanelLine[];
  /** The row under the bar. */
  readonly at: number;
  readonly below: Below | undefined;
};

export type Packed = { readonly lines: readonly PanelLine[]; readonly inputRow: number | undefined };

const blank: Line = [];

const fewestRows = 12;
const mostRows = 14;

type Head = { readonly lines: readonly Line[]; readonly inputRow: number | undefined };

const headOf = ({ title, intro, input, verdict }: Parts, level: number): Head => {
  const gap = level < 2 ? [blank] : [];
  const before = [title, ...(level < 1 ? intro : []), ...gap];
  const typed = input === undefined ? [] : [input];
  const after = verdict.length > 0 || input !== undefined ? gap : [];
  return {
    lines: [...before, ...typed, ...verdict, ...after],
    inputRow: input === undefined ? undefined : before.length,
  };
};

/** The part of the rows that holds the one under the bar, near the middle where it can be. */
const windowAround = (rows: readonly PanelLine[], at: number, height: number): readonly PanelLine[] => {
  const top = Math.max(0, Math.min(rows.length - height, at - Math.floor(height / 2)));
  return rows.slice(top, top + height);
};

export const pack = (parts: Parts, height: number): Packed => {
  const { rows, at, below } = parts;
  const belowWanted = below === undefined ? 0 : below.wanted + 1;
  const rowsWanted = Math.min(rows.length, mostRows);
  const fits = (level: number): boolean =>
    headOf(parts, level).lines.length + rowsWanted + belowWanted <= height;
  const level = [0, 1, 2].find(fits) ?? 2;
  const head = headOf(parts, level);
  const room = Math.max(0, height - head.lines.length);
  const rowsHeight = Math.min(rows.length, Math.max(fewestRows, room - belowWanted), room);
  const shown = windowAround(rows, at, rowsHeight);
  const left = room - shown.length;
  const gap = rows.length > 0 && left > 3 ? [blank] : [];
  const belowLines = below === undefined || left < 1 ? [] : [...gap, ...below.lines(left - gap.length)];
  const lines = [...head.lines.map(still), ...shown, ...belowLines.map(still)];
  return { lines: lines.slice(0, height), inputRow: head.inputRow };
};
