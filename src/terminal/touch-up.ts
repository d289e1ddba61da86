// A screen that Ink draws, and on which the lines that change from then on are written in place, while it is the same
// screen. Ink knows nothing of that: before it draws again, the screen is made to be what Ink thinks it is.
import { stripVTControlCharacters } from 'node:util';
import type { Paint } from '../../components/paint.ts';
import { type Touch, touchesBetween } from '../picker/frame-touches.ts';
import type { Frame } from '../picker/view-model.ts';

export type TouchUp = {
  readonly draw: (frame: Frame) => void;
  /** Has Ink draw what is shown, even where it thinks that it has. */
  readonly drawWhole: () => void;
  readonly shown: () => Frame;
  /** True where the screen is not what Ink thinks it is; from now on Ink draws it all. */
  readonly forget: () => boolean;
};

type TouchUpParts = {
  readonly drawWhole: (frame: Frame) => void;
  readonly write: (text: string) => void;
  readonly paintFor: (theme: string | undefined) => Paint;
  /** False where Ink draws all: while something else has the terminal, or where nobody knows where the frame stands. */
  readonly canTouch: () => boolean;
  /** False while Ink has a frame that it was given and has not written: what is written now, it would write over. */
  readonly isInkDone: () => boolean;
};

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
/** What is written between these is shown at once, where the terminal knows how. */
const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';

const goTo = (x: number, y: number): string => `\u001b[${y + 1};${x + 1}H`;

const touchText = (paint: Paint, { x, y, width, line, isSelected }: Touch): string => {
  const painted = paint(line, isSelected);
  const blanks = Math.max(0, width - stripVTControlCharacters(painted).length);
  return `${goTo(x, y)}${painted}${' '.repeat(blanks)}`;
};

/** `first` is drawn already, from the top left of the terminal. */
export const touchUp = (
  first: Frame,
  { drawWhole, write, paintFor, canTouch, isInkDone }: TouchUpParts,
): TouchUp => {
  /** What Ink drew last, and what is on the screen. */
  let drawn = first;
  let shown = first;
  const textOf = (touches: readonly Touch[], frame: Frame): string => {
    const paint = paintFor(frame.theme);
    // Where Ink left it: in the query, else hidden in the line below the frame.
    const { x, y } = frame.cursor ?? { x: 0, y: frame.height };
    const text = touches.map((one) => touchText(paint, one)).join('') + goTo(x, y);
    return frame.cursor === undefined || touches.length < 2 ? text : hideCursor + text + showCursor;
  };
  const touch = (touches: readonly Touch[], frame: Frame): void => {
    const isMoved = frame.cursor?.x !== shown.cursor?.x || frame.cursor?.y !== shown.cursor?.y;
    if (touches.length > 0 || isMoved) write(textOf(touches, frame));
    shown = frame;
  };
  const byInk = (frame: Frame): void => {
    const undone = shown === drawn ? '' : textOf(touchesBetween(shown, drawn) ?? [], drawn);
    [drawn, shown] = [frame, frame];
    if (undone !== '') write(beginUpdate + undone);
    drawWhole(frame);
    if (undone !== '') write(endUpdate);
  };
  return {
    draw: (frame) => {
      const touches = canTouch() && isInkDone() ? touchesBetween(shown, frame) : undefined;
      if (touches === undefined) byInk(frame);
      else touch(touches, frame);
    },
    drawWhole: () => byInk(shown),
    shown: () => shown,
    forget: () => {
      const isTouched = shown !== drawn;
      drawn = shown;
      return isTouched;
    },
  };
};
