// Xterm.js, the terminal of VS Code, wraps old lines when it becomes narrower and moves the cursor down by each row that
// this adds, also by those below the cursor. Others leave it in its line.
import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import type { Paint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { textWidth } from '../picker/text-width.ts';
import type { Frame } from '../picker/view-model.ts';

/** Not on Windows, where it wraps nothing. */
export const movesCursorByWrapping = (
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean => env['TERM_PROGRAM'] === 'vscode' && platform !== 'win32';

/**
 * Rows that the cursor is moved down by, of lines that take `widths` cells. It goes from the last line up, and leaves the
 * one unwrapped where it thinks that the cursor is.
 */
export const rowsMovedDown = (widths: readonly number[], cursorLine: number, columns: number): number => {
  let moved = cursorLine;
  for (let line = widths.length - 1; line >= cursorLine; line -= 1)
    if (line !== moved) moved += Math.max(0, Math.ceil((widths[line] ?? 0) / columns) - 1);
  return moved - cursorLine;
};

/** The same of a frame that is drawn. */
export const rowsMoved = (frame: Frame, paint: Paint, columns: number): number => {
  const lines = renderToString(<Screen frame={frame} paint={paint} />, { columns: frame.width }).split('\n');
  const widths = lines.map((line) => textWidth(stripVTControlCharacters(line)));
  return rowsMovedDown(widths, frame.cursor?.y ?? 0, columns);
};
