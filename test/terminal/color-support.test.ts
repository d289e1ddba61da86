import { describe, expect, test } from 'vitest';
import { colorSupport } from '../../src/terminal/color-support.ts';

const terminal = { isTTY: true };

describe('colour support of the stream that is drawn on', () => {
  test.each([
    [{ TERM: 'xterm' }, 1, false],
    [{ TERM: 'xterm-256color' }, 2, false],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 3, false],
    [{ TERM: 'xterm-kitty' }, 3, false],
    [{ TERM: 'dumb' }, 0, true],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 1, true],
    [{ TERM: 'xterm-256color', NO_COLOR: '' }, 2, false],
    [{ TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '3' }, 1, true],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 1, true],
    [{ TERM: 'xterm', FORCE_COLOR: '3' }, 3, false],
    [{ TERM: 'xterm-256color', CLICOLOR: '0' }, 1, true],
    [{ TERM: 'xterm-256color', CLICOLOR: '0', CLICOLOR_FORCE: '1' }, 2, false],
    [{ CI: 'true', TERM: 'xterm-256color' }, 2, false],
  ] as const)('%j is level %i', (env, level, isMono) => {
    expect(colorSupport(terminal, env)).toEqual({ level, isMono });
  });

  test('a stream that is no terminal has none', () => {
    expect(colorSupport({ isTTY: false }, { TERM: 'xterm-256color' })).toEqual({ level: 0, isMono: true });
  });
});
