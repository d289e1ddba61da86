import { describe, expect, test } from 'vitest';
import { bindings, enterHint, eventOf, keyLabel, shortKeyLabel } from '../../src/picker/keymap.ts';
import type { ScreenKind } from '../../src/picker/screen-kind.ts';

const press = (name: string) =>
  name.length === 1 ? ({ kind: 'text', text: name } as const) : ({ kind: 'chord', name } as const);

const screens: readonly ScreenKind[] = [
  'too-small',
  'first-run',
  'loading',
  'signing-in',
  'failed',
  'signed-out',
  'discovering',
  'no-roles',
  'help',
  'tags',
  'actions',
  'ask',
  'profile-change',
  'task-report',
  'list',
];

const hasRow = () => true;

describe('keys', () => {
  test.each(
    bindings.flatMap((binding) =>
      binding.on.flatMap((screen) => binding.keys.map((key) => ({ key, screen, event: binding.event }))),
    ),
  )('$key on $screen is $event.kind', ({ key, screen, event }) => {
    expect(eventOf(press(key), { screen, isQueryEmpty: true, hasRow })).toEqual(event);
  });

  test('no key means two things on one screen', () => {
    for (const screen of screens) {
      const keys = bindings
        .filter((binding) => binding.on.includes(screen))
        .flatMap((binding) => binding.keys);
      expect(new Set(keys).size, screen).toBe(keys.length);
    }
  });

  test('printable keys are text as soon as the query has any', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      const text = String.fromCharCode(code);
      for (const screen of ['list', 'tags', 'ask'] as const) {
        expect(eventOf(press(text), { screen, isQueryEmpty: false, hasRow })).toEqual({
          kind: 'query-typed',
          text,
        });
      }
    }
  });

  test('on an empty query only the question mark and the colon are keys', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      const text = String.fromCharCode(code);
      const event = eventOf(press(text), { screen: 'list', isQueryEmpty: true, hasRow });
      const kinds: Readonly<Record<string, string>> = { '?': 'panel-toggled', ':': 'question-asked' };
      expect(event?.kind, text).toBe(kinds[text] ?? 'query-typed');
    }
  });

  test('Ctrl-C leaves and Esc goes back on every screen', () => {
    for (const screen of screens) {
      const context = { screen, isQueryEmpty: false, hasRow };
      expect(eventOf(press('ctrl+c'), context)).toEqual({ kind: 'quit-asked' });
      expect(eventOf(press('esc'), context)).toEqual({ kind: 'backed-out' });
    }
  });

  test('a paste is text for the query, and nothing elsewhere', () => {
    const paste = { kind: 'paste', text: 'prod' } as const;
    expect(eventOf(paste, { screen: 'list', isQueryEmpty: true, hasRow })).toEqual({
      kind: 'query-pasted',
      text: 'prod',
    });
    expect(eventOf(paste, { screen: 'signing-in', isQueryEmpty: true, hasRow })).toBeUndefined();
  });

  test('an unknown key means nothing', () => {
    expect(eventOf(press('ctrl+]'), { screen: 'list', isQueryEmpty: true, hasRow })).toBeUndefined();
    expect(eventOf(press('x'), { screen: 'first-run', isQueryEmpty: true, hasRow })).toBeUndefined();
  });

  test('keys are named as people say them', () => {
    expect(['ctrl+t', 'alt+enter', 'f1', 'pageup', '?'].map(keyLabel)).toEqual([
      'Ctrl-T',
      'Alt-Enter',
      'F1',
      'PgUp',
      '?',
    ]);
    expect(shortKeyLabel('ctrl+t')).toBe('^T');
  });

  test('Enter says what the invoking command does', () => {
    expect(enterHint('list', 'console')).toBe('console');
    expect(enterHint('discovering', 'console')).toBeUndefined();
  });
});
