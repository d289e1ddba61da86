import { describe, expect, test } from 'vitest';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { ThemeEntry } from '../../src/picker/theme-entry.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { listed, run } from '../support/picker-state.ts';

const entry = (name: string, over: Partial<ThemeEntry> = {}): ThemeEntry => ({
  name,
  about: `about ${name}`,
  isOwn: false,
  ...over,
});

const entries = [
  entry('auto'),
  entry('dark'),
  entry('mine', { isOwn: true }),
  entry('bad', { isOwn: true, problem: 'mine.yaml:3:6: key is no colour.' }),
];

const toggle: PickerEvent = { kind: 'panel-toggled', panel: 'themes' };
const loaded: PickerEvent = { kind: 'themes-loaded', themes: entries };
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const up: PickerEvent = { kind: 'moved', by: -1, unit: 'row' };
const enter: PickerEvent = { kind: 'accepted' };
const back: PickerEvent = { kind: 'backed-out' };

const opened = (theme = 'auto') => run(listed({ theme }), toggle, loaded).state;

const themeOn = (...events: readonly PickerEvent[]) => frameOf(run(opened(), ...events).state).theme;

describe('the theme panel', () => {
  test('asks for the themes when it opens', () => {
    expect(run(listed(), toggle).effects).toContainEqual({ kind: 'load-themes' });
  });

  test('draws the screen in the theme under the bar, as it moves', () => {
    expect([themeOn(), themeOn(down), themeOn(down, down), themeOn(down, up)]).toEqual([
      'auto',
      'dark',
      'mine',
      'auto',
    ]);
  });

  test('starts at the theme in use', () => {
    expect(frameOf(opened('mine')).theme).toBe('mine');
  });

  test('Enter keeps the theme, and has it written', () => {
    const { state, effects } = run(opened(), down, enter);
    expect(state).toMatchObject({ theme: 'dark', panel: undefined });
    expect(effects).toContainEqual({ kind: 'save-theme', theme: 'dark' });
    expect(frameOf(state).theme).toBe('dark');
  });

  test.each([
    ['Esc', back],
    ['the key again', toggle],
  ])('%s puts the old one back', (_name, event) => {
    const { state, effects } = run(opened(), down, event);
    expect(frameOf(state).theme).toBe('auto');
    expect(state.panel).toBeUndefined();
    expect(effects.some(({ kind }) => kind === 'save-theme')).toBe(false);
  });

  test('a theme that is not right is not kept, and says why', () => {
    const { state, effects } = run(opened(), down, down, down, enter);
    expect(state).toMatchObject({ theme: 'auto', panel: { kind: 'themes' } });
    expect(state.notice?.text).toContain('mine.yaml:3:6');
    expect(effects.some(({ kind }) => kind === 'save-theme')).toBe(false);
  });

  test('what could not be written is told, and the theme stays until the end', () => {
    const failed: PickerEvent = { kind: 'theme-failed', failure: { message: 'Disk full.', hint: undefined } };
    const { state } = run(opened(), down, enter, failed);
    expect(state).toMatchObject({ theme: 'dark', notice: { level: 'warning', text: 'Disk full.' } });
  });
});
