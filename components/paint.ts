// A theme made into functions from text to coloured text, once. A row is painted as one string and drawn as one Text:
// cheaper by far than an element for each piece.
import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Line, Segment, Tone } from '../src/picker/line.ts';
import type { Style, Theme } from '../themes/theme.ts';

export type Paint = (line: Line, isSelected?: boolean) => string;

type Painter = (text: string) => string;

const painterOf = (chalk: ChalkInstance, style: Style): Painter => {
  let painter = chalk;
  if (style.color !== undefined)
    painter = style.color.startsWith('#') ? painter.hex(style.color) : named(painter, style.color);
  if (style.background !== undefined) painter = painter.bgHex(style.background);
  if (style.bold) painter = painter.bold;
  if (style.dim) painter = painter.dim;
  if (style.underline) painter = painter.underline;
  if (style.inverse) painter = painter.inverse;
  return painter;
};

const named = (chalk: ChalkInstance, color: string): ChalkInstance => {
  switch (color) {
    case 'blue':
      return chalk.blue;
    case 'green':
      return chalk.green;
    case 'yellow':
      return chalk.yellow;
    case 'red':
      return chalk.red;
    case 'cyan':
      return chalk.cyan;
    case 'magenta':
      return chalk.magenta;
    default:
      return chalk;
  }
};

const selected = (theme: Theme, style: Style): Style => {
  if (theme.keepsColorsOnSelection) return { ...style, ...theme.selection };
  return style.underline ? { ...theme.selection, underline: true } : theme.selection;
};

const tones: readonly Tone[] = [
  'plain',
  'strong',
  'muted',
  'faint',
  'accent',
  'brand',
  'match',
  'key',
  'rule',
  'success',
  'warning',
  'critical',
  'code',
];

const isBlank = /^ *$/;

/** Neighbours that look the same in one piece, and nothing for spaces that end a line: every escape costs time in Ink
 *  and bytes on the wire. Spaces take any tone of their line's background, which all tones of a line share. */
const joined = (line: Line, isSelected: boolean): readonly Segment[] => {
  const pieces: Segment[] = [];
  for (const { text, tone } of line) {
    if (text === '') continue;
    const last = pieces.at(-1);
    const look = isBlank.test(text) ? 'plain' : tone;
    if (last?.tone === look) pieces[pieces.length - 1] = { text: last.text + text, tone: look };
    else pieces.push({ text, tone: look });
  }
  const end = pieces.at(-1);
  return !isSelected && end?.tone === 'plain' && isBlank.test(end.text) ? pieces.slice(0, -1) : pieces;
};

/** `level`: 0 no escapes at all, 1 = 16 colours, 2 = 256, 3 = true colour; hex colours are brought down to it. */
export const createPaint = (theme: Theme, level: ColorSupportLevel): Paint => {
  const chalk = new Chalk({ level });
  const usual = new Map(tones.map((tone) => [tone, painterOf(chalk, theme[tone])]));
  const onBar = new Map(tones.map((tone) => [tone, painterOf(chalk, selected(theme, theme[tone]))]));
  return (line, isSelected = false) => {
    const painters = isSelected ? onBar : usual;
    let painted = '';
    for (const { text, tone } of joined(line, isSelected)) painted += painters.get(tone)?.(text) ?? text;
    return painted;
  };
};
