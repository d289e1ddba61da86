// The wizard's keys follow those of the picker, in every set and by the person's own; clicks and the wheel choose.
import { describe, expect, test } from 'vitest';
import type { KeymapConfig } from '../../src/domain/config.ts';
import { effectiveKeys } from '../../src/picker/effective-keys.ts';
import type { KeyPress } from '../../src/picker/keymap.ts';
import { hintLine } from '../../src/setup/frame-lines.ts';
import { firstSetupPress, setupBindings, setupEventOf } from '../../src/setup/keymap.ts';
import { setupMouseEvent } from '../../src/setup/mouse.ts';
import { chosenId, optionsOf } from '../../src/setup/options.ts';
import type { SetupState } from '../../src/setup/state.ts';
import { setupFrame } from '../../src/setup/view-model.ts';
import { drawText } from '../support/draw-frame.tsx';
import { opened, roadTo, run } from '../support/setup-state.ts';

type Own = Readonly<Record<string, readonly string[]>>;

const keysOf = (set: KeymapConfig['set'], own: Own = {}) => {
  const bindings = Object.entries(own).map(([name, keys]) => ({ name, keys }));
  return effectiveKeys({ set, bindings }).keys;
};

const pressed = (name: string): Exclude<KeyPress, { kind: 'mouse' }> =>
  [...name].length === 1 ? { kind: 'text', text: name } : { kind: 'chord', name };

const up = { kind: 'moved', by: -1, unit: 'row' };
const down = { kind: 'moved', by: 1, unit: 'row' };

test('every key that the wizard shares is one of the picker', () => {
  const names = keysOf('default').bindings.map(({ name }) => name);
  for (const { of, keys } of setupBindings)
    expect(of === undefined ? keys?.length : names.includes(of)).toBeTruthy();
});

describe('where nothing is typed', () => {
  test.each([
    ['default', 'up', up],
    ['default', 'ctrl+p', up],
    ['default', 'ctrl+n', down],
    ['default', 'j', undefined],
    ['vim', 'j', down],
    ['vim', 'k', up],
    ['vim', 'G', { kind: 'moved', by: 1, unit: 'all' }],
    ['vim', 'ctrl+d', { kind: 'moved', by: 1, unit: 'page' }],
    ['vim', 'q', { kind: 'quit-asked' }],
    ['vim', 'esc', { kind: 'backed-out' }],
    ['emacs', 'ctrl+n', down],
    ['emacs', 'ctrl+v', { kind: 'moved', by: 1, unit: 'page' }],
  ] as const)('in the %s set, %s', (set, key, event) => {
    expect(setupEventOf(pressed(key), roadTo.login({ keys: keysOf(set) }))).toEqual(event);
  });

  test("keys of one's own hold, and are what the hints name", () => {
    const state = roadTo.login({ keys: keysOf('default', { 'move-down': ['f6'], back: ['f7'] }) });
    expect(setupEventOf(pressed('f6'), state)).toEqual(down);
    expect(setupEventOf(pressed('down'), state)).toBeUndefined();
    const hints = hintLine(state)
      .map(({ text }) => text)
      .join('');
    expect(hints).toContain('Up/F6 move');
    expect(hints).toContain('F7 back');
  });

  test('a burst of letters is one key after another', () => {
    const state = roadTo.login({ keys: keysOf('vim') });
    expect(firstSetupPress({ kind: 'text', text: 'jj' }, state)).toEqual({
      press: { kind: 'text', text: 'j' },
      rest: { kind: 'text', text: 'j' },
    });
  });
});

describe('where a line is typed', () => {
  test.each([
    ['vim', 'j', { kind: 'typed', text: 'j' }],
    ['vim', 'ctrl+u', { kind: 'deleted', deletion: 'to-start' }],
    ['emacs', 'ctrl+b', { kind: 'cursor-moved', move: 'left' }],
    ['emacs', 'ctrl+k', { kind: 'deleted', deletion: 'to-end' }],
    ['default', 'ctrl+k', up],
    ['default', 'ctrl+w', { kind: 'deleted', deletion: 'word' }],
  ] as const)('in the %s set, %s', (set, key, event) => {
    expect(setupEventOf(pressed(key), roadTo.url({ keys: keysOf(set) }))).toEqual(event);
  });
});

const placeOf = (state: SetupState, text: string) => {
  const lines = drawText(setupFrame(state)).split('\n');
  const y = lines.findIndex((line) => line.includes(text));
  return { x: lines[y]?.indexOf(text) ?? 0, y };
};

const click = (state: SetupState, text: string, clicks: 1 | 2 = 1) =>
  run(state, setupMouseEvent({ kind: 'mouse', button: 'left', clicks, ...placeOf(state, text) }, state));

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('the mouse at $columns x $rows', (size) => {
  test('a click moves the bar to any option, and a second one takes it', () => {
    const state = roadTo.login({ size });
    for (const { id, label } of optionsOf(state)) {
      const { state: clicked } = click(state, label);
      expect([clicked.step, chosenId(clicked)]).toEqual(['login', id]);
      expect(click(clicked, label, 2).state.answers.login).toBe(id);
      expect(click(clicked, label, 2).state.step).not.toBe('login');
    }
  });

  test('a second click elsewhere takes nothing, nor does one beside the options', () => {
    const state = roadTo.login({ size });
    const last = optionsOf(state).at(-1);
    expect(click(state, last?.label ?? '', 2).state.step).toBe('login');
    expect(click(state, 'rolecall', 2).state).toEqual({ ...state, notice: undefined });
  });

  test('the wheel moves', () => {
    const state = opened({ size });
    const wheel = setupMouseEvent({ kind: 'mouse', button: 'wheel-down', clicks: 1, x: 9, y: 9 }, state);
    expect(wheel).toEqual(down);
  });
});
