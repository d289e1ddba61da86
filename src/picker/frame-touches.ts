// What is another on the screen from one frame to the next, where that is little: a countdown's digits, a spinner. So a
// tick costs the bytes that it changes, and no layout of the whole screen.
import type { Line } from './line.ts';
import { type PanelLine, still } from './panel-line.ts';
import { isOneCellEach } from './text-width.ts';
import type { Frame, ListBody, Pane } from './view-model.ts';

/** A piece of a line, at its cell from the top left; where it is shorter than `width`, blanks follow. */
export type Touch = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly line: Line;
  readonly isSelected: boolean;
};

/** More than this is drawn whole. */
const mostTouches = 8;

/** What is drawn between two panes, blanks included. */
const ruleWidth = 3;

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly drawn: PanelLine };

const paneAt = (pane: Pane | undefined, x: number, y: number): readonly Place[] =>
  (pane?.lines ?? []).map((drawn, row) => ({ x, y: y + row, width: pane?.width ?? 0, drawn }));

const listPlaces = ({ left, list, right }: ListBody, y: number): readonly Place[] => {
  const listX = left === undefined ? 0 : left.width + ruleWidth;
  return [
    ...paneAt(left, 0, y),
    ...paneAt(list, listX, y),
    ...paneAt(right, listX + list.width + ruleWidth, y),
  ];
};

/** Every line where components/screen.tsx draws it. */
const placesOf = (frame: Frame): readonly Place[] => {
  const { width, height, body } = frame;
  const hasEdges = frame.hints.length > 0;
  const at = (line: Line, y: number, x = 0): Place => ({ x, y, width: width - x, drawn: still(line) });
  const above = [
    ...(hasEdges ? [frame.header] : []),
    ...(frame.query === undefined ? [] : [frame.query]),
    ...(frame.hasGap ? [[]] : []),
    ...(frame.banner ?? []),
  ];
  const top = above.length;
  return [
    ...above.map((line, y) => at(line, y)),
    ...(body.kind === 'list'
      ? listPlaces(body, top)
      : body.lines.map((line, row) => at(line, top + row, body.indent))),
    ...(hasEdges ? [at(frame.status, height - 2), at(frame.hints, height - 1)] : []),
  ];
};

/** All that is not a line's own text: another of these is another screen. */
const shapeOf = (frame: Frame): string => {
  const { body } = frame;
  const inBody = body.kind === 'list' ? [body.left?.width, body.rule, body.right?.width] : [body.indent];
  return JSON.stringify([
    [frame.width, frame.height, frame.bodyHeight, frame.hasGap, frame.hints.length > 0, frame.theme],
    [frame.query === undefined, frame.banner?.length, frame.cursor, body.kind, ...inBody],
  ]);
};

const cellsOf = (line: Line): number => line.reduce((sum, { text }) => sum + text.length, 0);

const isPlain = (line: Line): boolean => line.every(({ text }) => isOneCellEach(text));

/** How many segments are the same, from the start or from the end. */
const sameSegments = (before: Line, after: Line, end: 0 | 1): number => {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most) {
    const [a, b] = [before, after].map((line) => line[end === 0 ? count : line.length - 1 - count]);
    if (a?.text !== b?.text || a?.tone !== b?.tone) break;
    count += 1;
  }
  return count;
};

const isSameLine = ({ line, isSelected }: PanelLine, after: PanelLine): boolean =>
  line === after.line ||
  (isSelected === after.isSelected &&
    line.length === after.line.length &&
    sameSegments(line, after.line, 0) === line.length);

/** Undefined where a cell may not be a character, or where the line is cut. */
const touchAt = (before: Place, { x, y, width, drawn }: Place): Touch | undefined => {
  const [old, next] = [before.drawn.line, drawn.line];
  const [oldCells, cells] = [cellsOf(old), cellsOf(next)];
  if (!isPlain(old) || !isPlain(next) || Math.max(oldCells, cells) > width) return undefined;
  const { isSelected } = drawn;
  if (isSelected !== before.drawn.isSelected) return { x, y, width, line: next, isSelected };
  const first = sameSegments(old, next, 0);
  const shared = Math.min(old.length, next.length) - first;
  const last = oldCells === cells ? Math.min(shared, sameSegments(old, next, 1)) : 0;
  const line = next.slice(first, next.length - last);
  const oldPiece = old.slice(first, old.length - last);
  const from = cellsOf(next.slice(0, first));
  return { x: x + from, y, width: Math.max(cellsOf(oldPiece), cellsOf(line)), line, isSelected };
};

/** Undefined where so much is another that it had better be drawn whole; none where nothing is. */
export const touchesBetween = (
  before: Frame,
  after: Frame,
  most = mostTouches,
): readonly Touch[] | undefined => {
  if (shapeOf(before) !== shapeOf(after)) return undefined;
  const [olds, places] = [placesOf(before), placesOf(after)];
  if (olds.length !== places.length) return undefined;
  const touches: Touch[] = [];
  for (const [index, place] of places.entries()) {
    const old = olds[index];
    if (old === undefined || old.y !== place.y || old.x !== place.x) return undefined;
    if (isSameLine(old.drawn, place.drawn)) continue;
    const touch = touchAt(old, place);
    if (touch === undefined || touches.length === most) return undefined;
    touches.push(touch);
  }
  return touches;
};
