// The sizes that frames are kept in, the names of their files, and what holds for every frame.
import { expect } from 'vitest';
import type { Size } from '../../../src/picker/state.ts';
import { textWidth } from '../../../src/picker/text-width.ts';

export const sizes = {
  '80x24': { columns: 80, rows: 24 },
  '120x40': { columns: 120, rows: 40 },
  '200x60': { columns: 200, rows: 60 },
} as const;

export const small = sizes['80x24'];

export const fileOf = ({ name }: { readonly name: string }): string =>
  `${name.replaceAll(/[ ,]+/g, '-')}.txt`;

/** The text of a frame leaves the last row of its terminal free, and has no byte in it that a terminal would obey. */
export const expectInside = (text: string, size: Size): void => {
  const lines = text.split('\n');
  expect(lines.length).toBeLessThanOrEqual(size.rows - 1);
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(size.columns);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
};
