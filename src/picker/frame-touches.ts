// What is another on the screen from one frame to the next, while its panes stay where they are. So a tick costs the bytes
// that it changes, a key those of its lines, and neither a layout of the whole screen.
import { emptyLine, type Line } from './line.ts';
import { type PanelLine, still } from './panel-line.ts';
import { isOneCellEach } from './text-width.ts';
import type { Frame, ListBody, MessageBody, Pane, Rule } from './view-model.ts';

/** A piece of a line, at its cell from the top left; where it is shorter than `width`, blanks follow. */
export type Touch = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly line: Line;
  readonly isSelected: boolean;
};

/** What is drawn between two panes, blanks included. */
const ruleWidth = 3;

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly drawn: PanelLine };

type Top = { readonly y: number; readonly height: number };

const emptyRow = still(emptyLine);

/** All of its height, so that what a shorter list leaves is blank. */
const paneAt = ({ width, lines }: Pane, x: number, { y, height }: Top): readonly Place[] =>
  Array.from({ length: height }, (_, row) => ({ x, y: y + row, width, drawn: lines[row] ?? emptyRow }));

const mark: PanelLine = still([{ text: '│', tone: 'rule' }]);
const thumbMark: PanelLine = still([{ text: '┃', tone: 'muted' }]);

const ruleAt = ({ height, thumb: [start, end] = [0, 0] }: Rule, x: number, y: number): readonly Place[] =>
  Array.from({ length: height }, (_, row) => ({
    x: x + 1,
    y: y + row,
    width: 1,
    drawn: row >= start && row < end ? thumbMark : mark,
  }));

const listPlaces = ({ left, list, rule, right }: ListBody, top: Top): readonly Place[] => {
  const listX = left === undefined ? 0 : left.width + ruleWidth;
  const ruleX = listX + list.width;
  return [
    ...(left === undefined ? [] : paneAt(left, 0, top)),
    ...paneAt(list, listX, top),
    ...(right === undefined ? [] : [...ruleAt(rule, ruleX, top.y), ...paneAt(right, ruleX + ruleWidth, top)]),
  ];
};

const messagePlaces = ({ indent, lines }: MessageBody, top: Top, width: number): readonly Place[] =>
  paneAt({ width: width - indent, lines: lines.map(still) }, indent, top);

/** Every line where components/screen.tsx draws it. */
const placesOf = (frame: Frame): readonly Place[] => {
  const { width, height, body, bodyHeight } = frame;
  const hasEdges = frame.hints.length > 0;
  const at = (line: Line, y: number): Place => ({ x: 0, y, width, drawn: still(line) });
  const above = [
    ...(hasEdges ? [frame.header] : []),
    ...(frame.query === undefined ? [] : [frame.query]),
    ...(frame.hasGap ? [emptyLine] : []),
    ...(frame.banner ?? []),
  ];
  const top = { y: above.length, height: bodyHeight };
  return [
    ...above.map(at),
    ...(body.kind === 'list' ? listPlaces(body, top) : messagePlaces(body, top, width)),
    ...(hasEdges ? [at(frame.status, height - 2), at(frame.hints, height - 1)] : []),
  ];
};

/** Where the lines stand: another of these is another screen. */
const shapeOf = (frame: Frame): string => {
  const { body } = frame;
  const inBody =
    body.kind === 'list'
      ? [body.left?.width, body.rule.height, body.list.width, body.right?.width]
      : [body.indent, body.lines.length > frame.bodyHeight];
  return JSON.stringify([
    [frame.width, frame.height, frame.bodyHeight, frame.hasGap, frame.hints.length > 0, frame.theme],
    [frame.query === undefined, frame.banner?.length, frame.cursor === undefined, body.kind, ...inBody],
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

/** Undefined where it had better be drawn whole: another screen, or lines whose cells nobody can count. */
export const touchesBetween = (before: Frame, after: Frame): readonly Touch[] | undefined => {
  if (shapeOf(before) !== shapeOf(after)) return undefined;
  const olds = placesOf(before);
  const touches: Touch[] = [];
  for (const [index, place] of placesOf(after).entries()) {
    const old = olds[index];
    if (old !== undefined && isSameLine(old.drawn, place.drawn)) continue;
    const touch = old && touchAt(old, place);
    if (touch === undefined) return undefined;
    touches.push(touch);
  }
  return touches;
};
