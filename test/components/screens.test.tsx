// Every screen of the picker (screens/screen-table.ts) as whole frames: as text in three sizes, and its colours as
// letters that frames/styles/legend.txt tells the meaning of in three themes; of the wide sizes as runs of letters.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import {
  inRuns,
  legendOf,
  legendText,
  lettersOf,
  looksOf,
  toneTheme,
  withoutColor,
} from '../support/cell-styles.ts';
import { drawIn, drawText } from '../support/draw-frame.tsx';
import { listed, run, typed } from '../support/picker-state.ts';
import { expectInside, fileOf, sizes, small } from './screens/frame-files.ts';
import { guardRules } from './screens/list-screens.ts';
import { kindOf, pickerScreens } from './screens/screen-table.ts';

/** One of each kind. */
const oneOfEach = pickerScreens.filter(
  ({ kind }, index) => pickerScreens.findIndex((other) => other.kind === kind) === index,
);

/** What ends a line and looks like nothing is drawn in some themes and left out in others. */
const shownLooks = (looks: readonly string[]): string =>
  looks.slice(0, looks.findLastIndex((look) => look !== '') + 1).join('|');

describe('80x24', () => {
  test.each(pickerScreens)('$kind: $name', async (screen) => {
    const state = screen.make({ size: small });
    expect(kindOf(screenOf(state), state)).toBe(screen.kind);
    const drawn = drawIn(toneTheme, frameOf(state));
    const text = withoutColor(drawn);
    expectInside(text, small);
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/80x24/${fileOf(screen)}`);
    await expect(`${lettersOf(drawn)}\n`).toMatchFileSnapshot(`frames/styles/${fileOf(screen)}`);
  });
});

describe.each(['120x40', '200x60'] as const)('%s', (name) => {
  test.each(pickerScreens)('$kind: $name', async (screen) => {
    const drawn = drawIn(toneTheme, frameOf(screen.make({ size: sizes[name] })));
    const text = withoutColor(drawn);
    expectInside(text, sizes[name]);
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/${name}/${fileOf(screen)}`);
    const letters = inRuns(lettersOf(drawn));
    await expect(`${letters}\n`).toMatchFileSnapshot(`frames/styles-${name}/${fileOf(screen)}`);
  });
});

describe('the letters of frames/styles', () => {
  const shown = ['dark', 'light', 'mono'].map(themeNamed);

  test('mean what the themes say', async () => {
    await expect(`${legendText(shown)}\n`).toMatchFileSnapshot('frames/styles/legend.txt');
  });

  // All themes where a frame costs little to draw; of the wide sizes one theme a kind, in turn.
  const inEachSize = oneOfEach.flatMap((screen, nth) =>
    Object.entries(sizes).map(([at, size], place) => {
      const themes =
        size === small ? shown : shown.filter((_, index) => index === (nth + place) % shown.length);
      return { ...screen, at, size, themes };
    }),
  );

  test.each(inEachSize)('are what is drawn in each theme: $kind at $at', ({ make, size, themes }) => {
    const frame = frameOf(make({ size }));
    const drawn = drawIn(toneTheme, frame);
    const meant = lettersOf(drawn).split('\n');
    for (const theme of themes) {
      const legend = legendOf(theme);
      const themed = drawIn(theme, frame);
      expect(withoutColor(themed)).toBe(withoutColor(drawn));
      const expected = meant.map((line) => shownLooks([...line].map((letter) => legend.get(letter) ?? '?')));
      const looks = themed.split('\n').map((line) => shownLooks(looksOf(line)));
      expect(looks).toEqual(expected);
    }
  });
});

test('no frame is kept of a screen that is not in the table', () => {
  const known = new Set([...pickerScreens.map(fileOf), 'legend.txt']);
  const folders = [...Object.keys(sizes), '40x10', 'styles', 'styles-120x40', 'styles-200x60'];
  const kept = folders.flatMap((folder) => readdirSync(new URL(`frames/${folder}`, import.meta.url)));
  expect(kept.filter((file) => !known.has(file))).toEqual([]);
});

describe('40x10', () => {
  const size = { columns: 40, rows: 10 };

  test.each(pickerScreens)('has room for $kind: $name', ({ make }) => {
    expectInside(drawText(frameOf(make({ size }))), size);
  });

  test.each(
    pickerScreens.filter(({ name }) => /^(list|guard.*|order, grouped by account|first run.*)$/.test(name)),
  )('$name', async (screen) => {
    const text = drawText(frameOf(screen.make({ size })));
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/40x10/${fileOf(screen)}`);
  });
});

test.each([
  { columns: 39, rows: 24 },
  { columns: 80, rows: 9 },
])('$columns x $rows is too small, and says so', (size) => {
  expect(drawText(frameOf(listed({ size })))).toContain('needs 40x10');
});

test.each([...Object.values(sizes), { columns: 40, rows: 10 }])(
  '$columns x $rows: the cursor stands behind what is typed into the guard',
  (size) => {
    const asked = run(listed({ size, guardRules }), { kind: 'action-asked', action: 'exec' }, typed('North'));
    const frame = frameOf(asked.state);
    const line = drawText(frame).split('\n')[frame.cursor?.y ?? 0]?.trimEnd() ?? '';
    expect(line).toMatch(/> North$/);
    expect(frame.cursor?.x).toBe(line.length);
  },
);
