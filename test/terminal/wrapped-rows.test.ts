import { describe, expect, it } from 'vitest';
import { movesCursorByWrapping, rowsMovedDown } from '../../src/terminal/wrapped-rows.tsx';

describe('how far down xterm.js moves the cursor when it wraps lines', () => {
  it.each([
    ['not at all where nothing is wrapped', [40, 40, 40], 0, 40, 0],
    ['by the rows that lines below it take more', [10, 20, 80, 20, 80], 0, 50, 2],
    ['by those of its own line too, when it takes it for another', [80, 80, 80], 0, 50, 2],
    ['by one less where it comes upon the line that it is in by then', [10, 80, 80, 20], 0, 50, 1],
    ['not by its own line alone', [80, 20, 20], 0, 50, 0],
    ['not by lines above it', [80, 80, 10, 80], 2, 50, 1],
    ['by two rows for a line that takes three', [10, 20, 120], 0, 40, 2],
  ])('%s', (_name, widths, cursorLine, columns, rows) =>
    expect(rowsMovedDown(widths, cursorLine, columns)).toBe(rows),
  );

  it('is that of VS Code, but on Windows', () => {
    expect(movesCursorByWrapping({ TERM_PROGRAM: 'vscode' }, 'linux')).toBe(true);
    expect(movesCursorByWrapping({ TERM_PROGRAM: 'vscode' }, 'win32')).toBe(false);
    expect(movesCursorByWrapping({ TERM_PROGRAM: 'tmux' }, 'linux')).toBe(false);
    expect(movesCursorByWrapping({}, 'linux')).toBe(false);
  });
});
