// A line to type on: the prompt, the text around the cursor, and what stands at the right end.
import { accent, faint, type Line, strong } from './line.ts';
import type { QueryInput } from './query-input.ts';
import { lineWidth, spread } from './spread.ts';
import { cutEnd, cutStart, textWidth } from './text-width.ts';

export type InputView = { readonly line: Line; readonly cursor: number };

type InputParts = {
  readonly prompt: string;
  readonly placeholder: string;
  readonly input: QueryInput;
  readonly right: Line;
  readonly columns: number;
};

/** What of it is on the screen, and the cursor's column. */
export const inputView = ({ prompt, placeholder, input, right, columns }: InputParts): InputView => {
  const { text, cursor } = input;
  const room = columns - textWidth(prompt) - lineWidth(right) - 3;
  if (text === '') {
    return {
      line: spread([accent(prompt), faint(cutEnd(placeholder, room))], right, columns),
      cursor: textWidth(prompt),
    };
  }
  const shownBefore = cutStart(text.slice(0, cursor), Math.max(1, room - 1));
  const shown = cutEnd(shownBefore + text.slice(cursor), room);
  return {
    line: spread([accent(prompt), strong(shown)], right, columns),
    cursor: textWidth(prompt) + textWidth(shownBefore),
  };
};
