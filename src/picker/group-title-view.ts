// The title of a block or group as a row of the list's width: what it is, how many stand under it, and whether they are
// folded, in a sign and in a word.
import { counted } from './counted.ts';
import { grouped } from './header-view.ts';
import { type Line, muted, type Segment, strong } from './line.ts';
import type { PanelLine } from './panel-line.ts';
import type { Title } from './rows.ts';
import { shorten, textWidth } from './text-width.ts';

type Look = { readonly width: number; readonly isSelected: boolean; readonly isBehind: boolean };

const signOf = ({ kind, isFolded }: Title): string => {
  if (isFolded) return '▸';
  return kind === 'group' ? '▾' : ' ';
};

export const groupTitleView = (title: Title, { width, isSelected, isBehind }: Look): PanelLine => {
  const count = title.isFolded ? `  ${counted(title.count, 'role')}, folded` : `  ${grouped(title.count)}`;
  const text = shorten(title.text, Math.max(4, width - textWidth(count) - 4));
  const rest = Math.max(0, width - 2 - textWidth(text) - textWidth(count));
  const segments: readonly Segment[] = [
    { text: signOf(title), tone: 'faint' },
    { text: isSelected ? '▌' : ' ', tone: 'accent' },
    { text, tone: title.kind === 'group' ? 'strong' : 'muted' },
    { text: count + ' '.repeat(rest), tone: 'faint' },
  ];
  return { isSelected: isSelected && !isBehind, line: segments };
};

/** Beside the list, where the bar stands on a title that hides roles. */
export const groupDetailLines = (title: Title, width: number): readonly Line[] => [
  [strong(shorten(title.text, width))],
  [muted(counted(title.count, 'role'))],
  [],
  [muted(shorten('Enter unfolds it.', width))],
];
