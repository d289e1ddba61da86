import { describe, expect, test } from 'vitest';
import type { KeymapConfig } from '../../src/domain/config.ts';
import { isBindingName } from '../../src/picker/bindings/name.ts';
import { conflictsIn, effectiveKeys } from '../../src/picker/effective-keys.ts';
import { hintLine } from '../../src/picker/hint-view.ts';
import { keySets } from '../../src/picker/key-set.ts';
import { bindings, eventOf, firstPress, type KeyContext, type KeyPress } from '../../src/picker/keymap.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { listed, run } from '../support/picker-state.ts';

const keymap = (
  bound: Readonly<Record<string, readonly string[]>>,
  set: KeymapConfig['set'] = 'default',
): KeymapConfig => ({
  set,
  bindings: Object.entries(bound).map(([name, keys]) => ({ name, keys })),
});

const press = (name: string): KeyPress =>
  [...name].length === 1 ? { kind: 'text', text: name } : { kind: 'chord', name };

const context = (given: KeymapConfig | undefined, over: Partial<KeyContext> = {}): KeyContext => ({
  ...effectiveKeys(given).keys,
  screen: 'list',
  isQueryEmpty: true,
  hasRow: () => true,
  ...over,
});

const problems = (given: KeymapConfig) => effectiveKeys(given).problems;

describe('every binding', () => {
  test.each(bindings.map((binding) => [binding.name, binding] as const))(
    '%s has a name, a line of help and a place',
    (name, binding) => {
      expect(isBindingName(name)).toBe(true);
      expect(binding.help).toMatch(/^[A-Z]/);
      expect(binding.on.length).toBeGreaterThan(0);
    },
  );

  test('has a name of its own', () => {
    const names = bindings.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a set of keys', () => {
  const sets = Object.keys(keySets) as (keyof typeof keySets)[];

  test.each(sets)('%s has no key that means two things on one screen', (set) => {
    const { keys } = effectiveKeys(keymap({}, set));
    expect(
      conflictsIn(keys.bindings).map(({ key, first, second }) => `${key}: ${first.name}, ${second.name}`),
    ).toEqual([]);
    expect(problems(keymap({}, set))).toEqual([]);
  });

  test.each(sets)('%s names bindings that there are', (set) => {
    const names = bindings.map(({ name }) => name);
    const { keys, normalKeys } = keySets[set];
    for (const name of [...Object.keys(keys), ...Object.keys(normalKeys)]) expect(names).toContain(name);
  });

  test('vim: letters are text until Esc, then keys until i', () => {
    const typing = context(keymap({}, 'vim'));
    expect(eventOf(press('j'), typing)).toEqual({ kind: 'query-typed', text: 'j' });
    expect(eventOf(press('esc'), typing)).toEqual({ kind: 'mode-changed', mode: 'normal' });
    const normal = { ...typing, mode: 'normal' as const, isQueryEmpty: false };
    expect(eventOf(press('j'), normal)).toEqual({ kind: 'moved', by: 1, unit: 'row' });
    expect(eventOf(press('G'), normal)).toEqual({ kind: 'moved', by: 1, unit: 'all' });
    expect(eventOf(press('ctrl+d'), normal)).toEqual({ kind: 'moved', by: 1, unit: 'page' });
    expect(eventOf(press('ctrl+d'), typing)).toMatchObject({ kind: 'query-deleted' });
    expect(eventOf(press('i'), normal)).toEqual({ kind: 'mode-changed', mode: 'typing' });
    expect(eventOf(press('?'), normal)).toEqual({ kind: 'panel-toggled', panel: 'help' });
    expect(eventOf(press('esc'), normal)).toEqual({ kind: 'backed-out' });
    expect(eventOf(press('u'), normal)).toBeUndefined();
  });

  test('vim: the hint of Esc says what it does in either mode', () => {
    const { keys } = effectiveKeys(keymap({}, 'vim'));
    const hint = (state: PickerState): string =>
      hintLine(state)
        .map(({ text }) => text)
        .join('');
    const typing = { ...listed(), keys };
    expect(hint(typing)).toContain('Esc keys');
    expect(hint(run(typing, { kind: 'mode-changed', mode: 'normal' }).state)).toContain('Esc quit');
    expect(hint(run(typing, { kind: 'panel-toggled', panel: 'actions' }).state)).toContain('Esc close');
    expect(hint(listed())).toContain('Esc quit');
  });

  test('vim: a burst of letters is a key a letter, and text after the one that says so', () => {
    const typing = context(keymap({}, 'vim'));
    const normal = { ...typing, mode: 'normal' as const };
    expect(firstPress(press('a'), normal)).toEqual({ press: press('a'), rest: undefined });
    expect(firstPress({ kind: 'text', text: 'jj' }, normal)).toEqual({ press: press('j'), rest: press('j') });
    const burst = { kind: 'text', text: 'prod' } as const;
    expect(firstPress(burst, typing)).toEqual({ press: burst, rest: undefined });
  });

  test('vim: in the help letters search it', () => {
    const help = context(keymap({}, 'vim'), { screen: 'help', mode: 'normal' });
    expect(eventOf(press('j'), help)).toEqual({ kind: 'query-typed', text: 'j' });
  });

  test('emacs: Ctrl-N and Ctrl-P move, Ctrl-F and Ctrl-B are the cursor', () => {
    const emacs = context(keymap({}, 'emacs'));
    expect(eventOf(press('ctrl+n'), emacs)).toEqual({ kind: 'moved', by: 1, unit: 'row' });
    expect(eventOf(press('ctrl+p'), emacs)).toEqual({ kind: 'moved', by: -1, unit: 'row' });
    expect(eventOf(press('ctrl+f'), emacs)).toEqual({ kind: 'query-cursor-moved', move: 'right' });
    expect(eventOf(press('ctrl+k'), emacs)).toEqual({ kind: 'query-deleted', deletion: 'to-end' });
  });
});

describe('keys of one’s own', () => {
  test('take the place of the usual ones', () => {
    const own = context(keymap({ console: ['Ctrl-E'], 'cursor-end': [] }));
    expect(eventOf(press('ctrl+e'), own)).toEqual({ kind: 'action-asked', action: 'console' });
    expect(eventOf(press('ctrl+o'), own)).toBeUndefined();
  });

  test('a letter is a key only while nothing is typed', () => {
    const given = keymap({ console: ['o'] });
    expect(eventOf(press('o'), context(given))).toMatchObject({ kind: 'action-asked' });
    expect(eventOf(press('o'), context(given, { isQueryEmpty: false }))).toMatchObject({
      kind: 'query-typed',
    });
  });

  test('with vim, letters are keys of the normal mode, and others stay', () => {
    const given = keymap({ 'move-down': ['n'] }, 'vim');
    const normal = context(given, { mode: 'normal' });
    expect(eventOf(press('n'), normal)).toMatchObject({ kind: 'moved' });
    expect(eventOf(press('j'), normal)).toBeUndefined();
    expect(eventOf(press('down'), normal)).toMatchObject({ kind: 'moved' });
  });

  test('Ctrl-C always leaves', () => {
    expect(eventOf(press('ctrl+c'), context(keymap({ quit: [] })))).toEqual({ kind: 'quit-asked' });
  });

  test('a name that nobody knows is told, with the nearest one', () => {
    expect(problems(keymap({ cnsole: ['ctrl+e'] }))).toEqual([
      {
        path: ['keymap', 'bindings', 'cnsole'],
        message: 'is no key binding. Did you mean console?',
        isKey: true,
        nearest: 'console',
      },
    ]);
  });

  test('a key that there is not is told', () => {
    expect(problems(keymap({ console: ['hyper+o'] }))[0]?.message).toContain(
      'has "hyper+o", which is not a key',
    );
  });

  test('two bindings of one key are told, at the one that is one’s own, which wins', () => {
    const given = keymap({ console: ['ctrl+t'] });
    expect(problems(given)).toEqual([
      {
        path: ['keymap', 'bindings', 'console'],
        message: 'has Ctrl-T, which is the key of tags already. Give tags another one, or null.',
      },
    ]);
    expect(eventOf(press('ctrl+t'), context(given))).toMatchObject({ kind: 'action-asked' });
    const holders = effectiveKeys(given).keys.bindings.filter(({ keys }) => keys.includes('ctrl+t'));
    expect(holders.map(({ name }) => name)).toEqual(['console']);
  });

  test('a key that is taken on some screens only stays the key of the others', () => {
    const given = keymap({ 'delete-filter': ['ctrl+k'] });
    expect(eventOf(press('ctrl+k'), context(given, { screen: 'ask' }))).toEqual({
      kind: 'filter-delete-asked',
    });
    expect(eventOf(press('ctrl+k'), context(given))).toMatchObject({ kind: 'moved' });
  });

  test('Ctrl-C for another is a conflict', () => {
    expect(problems(keymap({ console: ['ctrl+c'] }))[0]?.message).toContain('the key of quit');
    const given = keymap({ console: ['ctrl+c', 'f5'] });
    expect(eventOf(press('ctrl+c'), context(given))).toEqual({ kind: 'quit-asked' });
    expect(eventOf(press('f5'), context(given))).toMatchObject({ kind: 'action-asked' });
  });
});
