import { describe, expect, test } from 'vitest';
import { keyNameOf } from '../../src/domain/key-name.ts';

describe('the name of a key', () => {
  test.each([
    ['ctrl+o', 'ctrl+o'],
    ['Ctrl-O', 'ctrl+o'],
    ['C-o', 'ctrl+o'],
    ['^O', 'ctrl+o'],
    ['ctrl+space', 'ctrl+space'],
    ['alt-enter', 'alt+enter'],
    ['M-x', 'alt+x'],
    ['Alt-<', 'alt+<'],
    ['alt+-', 'alt+-'],
    ['shift+tab', 'shift+tab'],
    ['Shift-A', 'A'],
    ['F5', 'f5'],
    ['PgUp', 'pageup'],
    ['Space', ' '],
    ['?', '?'],
    ['-', '-'],
    ['+', '+'],
    ['g', 'g'],
    ['G', 'G'],
    ['é', 'é'],
    ['ctrl+alt+x', 'alt+ctrl+x'],
    ['ctrl+left', 'ctrl+left'],
  ])('%s is %s', (text, name) => {
    expect(keyNameOf(text)).toEqual({ name });
  });

  test.each([
    ['', 'is not a key'],
    ['gg', 'is not a key'],
    ['hyper+x', 'is not a key'],
    ['f13', 'is not a key'],
    ['\u001b', 'is not a key'],
    ['ctrl+i', 'is the same key as tab'],
    ['ctrl-m', 'is the same key as enter'],
    ['ctrl+1', 'is a key that terminals do not send'],
  ])('%j is refused', (text, reason) => {
    expect(keyNameOf(text)).toEqual({ problem: expect.stringContaining(reason) });
  });
});
