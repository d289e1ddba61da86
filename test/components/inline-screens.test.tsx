// The picker below a prompt, as `--height 40%` draws it: the query first, in three sizes of the terminal.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rowsOfHeight } from '../../src/domain/screen-height.ts';
import { inlineFrame } from '../../src/picker/inline-frame.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { drawText } from '../support/draw-frame.tsx';
import { expectInside, fileOf, sizes } from './screens/frame-files.ts';
import { pickerScreens } from './screens/screen-table.ts';

/** One of each look: a list, a long one with groups, panels beside and over it, a text, a question, a message. */
const shown = [
  'list',
  'list with a query',
  'order, grouped by account',
  'no match at all',
  'tags',
  'actions',
  'details',
  'help',
  'guard, type the name',
  'signing in above the list, the browser open',
];
const screens = pickerScreens.filter(({ name }) => shown.includes(name));

const heights = Object.values(sizes).map(({ columns, rows }) => ({
  columns,
  rows: rowsOfHeight({ kind: 'percent', percent: 40 }, rows),
}));

const nameOf = ({ columns, rows }: (typeof heights)[number]): string => `inline-${columns}x${rows}`;

describe.each(heights)('$columns x $rows', (size) => {
  test.each(screens)('$name', async (screen) => {
    const frame = inlineFrame(frameOf(screen.make({ size })));
    const text = drawText(frame);
    expectInside(text, size);
    const line = text.split('\n')[frame.cursor?.y ?? -1];
    if (line !== undefined) expect(line.slice(0, frame.cursor?.x)).toContain('>');
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/${nameOf(size)}/${fileOf(screen)}`);
  });
});

test('every frame that is kept is of a screen that is shown here', () => {
  expect(screens).toHaveLength(shown.length);
  const known = screens.map(fileOf).sort();
  for (const size of heights)
    expect(readdirSync(new URL(`frames/${nameOf(size)}`, import.meta.url)).sort()).toEqual(known);
});
