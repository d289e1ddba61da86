// One role as a line of exactly the list's width: cells cut in the middle, what the query matched marked, and the
// remaining life of its cached credentials.
import { lifeCell, lifeLevel } from '../domain/expiry.ts';
import type { Guard } from '../domain/guard.ts';
import type { Highlight, Range } from '../domain/highlight.ts';
import type { Role } from '../domain/role.ts';
import { type Column, type ColumnId, columnGap, roleText, rowIndent, tagText } from './columns.ts';
import type { Line, Segment, Tone } from './line.ts';
import type { PanelLine } from './panel-line.ts';
import { cutMiddle, ellipsis, textWidth } from './text-width.ts';

type Cell = {
  readonly text: string;
  readonly tone: Tone;
  readonly ranges: readonly Range[];
};

const marked = (cell: Cell, from: number, to: number): readonly Segment[] => {
  const segments: Segment[] = [];
  let at = from;
  for (const [start, end] of cell.ranges) {
    const first = Math.max(start, at);
    const last = Math.min(end, to);
    if (first >= last) continue;
    if (first > at) segments.push({ text: cell.text.slice(at, first), tone: cell.tone });
    segments.push({ text: cell.text.slice(first, last), tone: 'match' });
    at = last;
  }
  if (at < to) segments.push({ text: cell.text.slice(at, to), tone: cell.tone });
  return segments;
};

/** The cell's text, cut to `width`, with what matched as segments of their own. */
const fitted = (cell: Cell, width: number): readonly Segment[] => {
  const cut = cutMiddle(cell.text, width);
  if (cut === undefined) return marked(cell, 0, cell.text.length);
  const hidesMatch = cell.ranges.some(([start, end]) => start < cut.tail && end > cut.head);
  return [
    ...marked(cell, 0, cut.head),
    { text: ellipsis, tone: hidesMatch ? 'match' : 'faint' },
    ...marked(cell, cut.tail, cell.text.length),
  ];
};

const spaces = (count: number): Segment => ({ text: ' '.repeat(Math.max(0, count)), tone: 'plain' });

const widthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + textWidth(segment.text), 0);

export const lifeTone = (expiresAt: number, now: number): Tone =>
  (({ fresh: 'success', warning: 'warning', critical: 'critical', expired: 'critical' }) as const)[
    lifeLevel(expiresAt, now)
  ];

export type RowInput = {
  readonly role: Role;
  readonly columns: readonly Column[];
  readonly width: number;
  readonly isSelected: boolean;
  readonly isMarked: boolean;
  /** Its number among the pins, from 1. */
  readonly pin: number | undefined;
  /** A panel has the keys: the bar stays, the band does not. */
  readonly isBehind: boolean;
  readonly highlights: Highlight;
  readonly guard: Guard | undefined;
  readonly expiresAt: number | undefined;
  readonly now: number;
};

/** Ranges of the tag values, moved to where they stand in `tagText`. */
const tagRanges = (role: Role, { tags }: Highlight): readonly Range[] => {
  if (tags.size === 0) return [];
  const ranges: Range[] = [];
  let offset = 0;
  for (const [key, value] of Object.entries(role.tags)) {
    for (const [start, end] of tags.get(key) ?? []) ranges.push([start + offset, end + offset]);
    offset += value.length + 1;
  }
  return ranges;
};

/** Nothing that it was called would find it any more; the account's own column may have given way. */
const goneText = ({ accountName }: Role): string => `(gone) ${accountName}`;

const cellOf = (input: RowInput, id: ColumnId): Cell => {
  const { role, highlights, expiresAt, now } = input;
  switch (id) {
    case 'profile':
      return { text: role.gone ? goneText(role) : role.profile, tone: 'plain', ranges: highlights.profile };
    case 'account':
      return { text: role.accountName, tone: 'muted', ranges: highlights.accountName };
    case 'role':
      return { text: roleText(role), tone: 'plain', ranges: highlights.roleName };
    case 'guard':
      return { text: input.guard?.word ?? '', tone: input.guard?.tone ?? 'plain', ranges: [] };
    case 'id':
      return { text: role.accountId, tone: 'faint', ranges: highlights.accountId };
    case 'instance':
      return { text: role.instance, tone: 'muted', ranges: highlights.instance };
    case 'tags':
      return { text: tagText(role), tone: 'muted', ranges: tagRanges(role, highlights) };
    case 'life':
      return expiresAt === undefined
        ? { text: '', tone: 'muted', ranges: [] }
        : { text: lifeCell(expiresAt, now), tone: lifeTone(expiresAt, now), ranges: [] };
  }
};

/** One cell: the digit that goes there, where there is one. */
const pinText = (pin: number | undefined): string => {
  if (pin === undefined) return ' ';
  return pin > 9 ? '·' : String(pin);
};

export const rowView = (input: RowInput): PanelLine => {
  const segments: Segment[] = [
    { text: pinText(input.pin), tone: 'key' },
    { text: `${input.isSelected ? '▌' : ' '}${input.isMarked ? '✓' : ' '}`, tone: 'accent' },
  ];
  input.columns.forEach((column, index) => {
    if (index > 0) segments.push(spaces(columnGap));
    const whole = cellOf(input, column.id);
    const cell = fitted(input.role.gone ? { ...whole, tone: 'faint' } : whole, column.width);
    const padding = spaces(column.width - widthOf(cell));
    segments.push(...(column.id === 'life' ? [padding, ...cell] : [...cell, padding]));
  });
  segments.push(spaces(input.width - widthOf(segments)));
  return { isSelected: input.isSelected && !input.isBehind, line: segments };
};

export const titleLine = (columns: readonly Column[]): Line => [
  spaces(rowIndent),
  ...columns.flatMap((column, index): readonly Segment[] => {
    const padding = ' '.repeat(Math.max(0, column.width - column.title.length));
    const text = column.id === 'life' ? padding + column.title : column.title + padding;
    return [...(index > 0 ? [spaces(columnGap)] : []), { text, tone: 'faint' }];
  }),
];
