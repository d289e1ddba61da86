import { type Line, muted } from './line.ts';

/** The part of the lines that is on the screen, and how many are below it. */
export const scrolled = (lines: readonly Line[], scroll: number, height: number): readonly Line[] => {
  if (scroll + height >= lines.length) return lines.slice(scroll);
  return [
    ...lines.slice(scroll, scroll + height - 1),
    [muted(` ${lines.length - scroll - height + 1} more lines below`)],
  ];
};
