// The frame below a prompt: what is typed stands first. A terminal that becomes narrower wraps the lines that it has;
// from a cursor in the first line, all of them can be found again and erased.
import type { Frame } from './view-model.ts';

export const inlineFrame = (frame: Frame): Frame =>
  frame.query === undefined
    ? frame
    : {
        ...frame,
        header: frame.query,
        query: frame.header,
        cursor: frame.cursor && { ...frame.cursor, y: frame.cursor.y === 1 ? 0 : frame.cursor.y },
      };
