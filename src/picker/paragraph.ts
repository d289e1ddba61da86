import type { Line, Segment } from './line.ts';
import { wrapWords } from './text-width.ts';

/** What a message may take, in cells and lines. */
export type Room = { readonly width: number; readonly height: number };

export const paragraph = (text: string, width: number, tone: Segment['tone'] = 'plain'): readonly Line[] =>
  wrapWords(text, width).map((line): Line => [{ text: line, tone }]);
