// Every screen of the wizard (screens/setup-screens.ts) as whole frames, as screens.test.tsx has those of the picker.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { setupFrame } from '../../src/setup/view-model.ts';
import { inRuns, lettersOf, toneTheme, withoutColor } from '../support/cell-styles.ts';
import { drawIn, drawText } from '../support/draw-frame.tsx';
import { back, down, enter, opened, roadTo, run, type } from '../support/setup-state.ts';
import { expectInside, fileOf, sizes, small } from './screens/frame-files.ts';
import { setupScreens } from './screens/setup-screens.ts';

describe('80x24', () => {
  test.each(setupScreens)('$step: $name', async (screen) => {
    const state = screen.make({ size: small });
    expect(state.step).toBe(screen.step);
    const drawn = drawIn(toneTheme, setupFrame(state));
    const text = withoutColor(drawn);
    expectInside(text, small);
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/setup-80x24/${fileOf(screen)}`);
    await expect(`${lettersOf(drawn)}\n`).toMatchFileSnapshot(`frames/setup-styles/${fileOf(screen)}`);
  });
});

describe.each(['120x40', '200x60'] as const)('%s', (name) => {
  test.each(setupScreens)('$step: $name', async (screen) => {
    const drawn = drawIn(toneTheme, setupFrame(screen.make({ size: sizes[name] })));
    const text = withoutColor(drawn);
    expectInside(text, sizes[name]);
    await expect(`${text}\n`).toMatchFileSnapshot(`frames/setup-${name}/${fileOf(screen)}`);
    const letters = inRuns(lettersOf(drawn));
    await expect(`${letters}\n`).toMatchFileSnapshot(`frames/setup-styles-${name}/${fileOf(screen)}`);
  });
});

test.each(setupScreens)('40x10 has room for $step: $name', ({ make }) => {
  const size = { columns: 40, rows: 10 };
  expectInside(drawText(setupFrame(make({ size }))), size);
});

test('no frame is kept of a screen that is not in the table', () => {
  const known = new Set(setupScreens.map(fileOf));
  const kept = [...Object.keys(sizes), 'styles', 'styles-120x40', 'styles-200x60'].flatMap((folder) =>
    readdirSync(new URL(`frames/setup-${folder}`, import.meta.url)),
  );
  expect(kept.filter((file) => !known.has(file))).toEqual([]);
});

test('what is smaller says so', () => {
  expect(drawText(setupFrame(opened({ size: { columns: 39, rows: 24 } })))).toContain('needs 40x10');
});

test('a theme is drawn in while the bar stands on it, and an answered one from then on', () => {
  const state = run(roadTo.theme(), down).state;
  expect(setupFrame(state).theme).toBe('dark');
  expect(setupFrame(run(state, back).state).theme).toBe('terminal');
  expect(setupFrame(run(state, enter).state).theme).toBe('dark');
});

test('no value of a key in a startup file is shown', () => {
  const drawn = drawText(setupFrame(roadTo.shell()));
  expect(drawn).toContain('GITHUB_TOKEN=****');
  expect(drawn).not.toContain('ghp_');
});

test('the cursor stands where the next letter goes', () => {
  const state = run(roadTo.name({ size: sizes['120x40'] }), type('mine')).state;
  const { cursor } = setupFrame(state);
  const line = drawText(setupFrame(state)).split('\n')[cursor?.y ?? 0] ?? '';
  expect(line.slice(0, cursor?.x)).toMatch(/> mine$/);
});
