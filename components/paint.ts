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

/** `level`: 0 no escapes at all, 1 = 16 colours, 2 = 256, 3 = true colour; hex colours are brought down to it. */
export const createPaint = (theme: Theme, level: ColorSupportLevel): Paint => {
  const chalk = new Chalk({ level });
  const usual = new Map(tones.map((tone) => [tone, painterOf(chalk, theme[tone])]));
  const onBar = new Map(tones.map((tone) => [tone, painterOf(chalk, selected(theme, theme[tone]))]));
  const paintOne = ({ text, tone }: Segment, painters: ReadonlyMap<Tone, Painter>): string =>
    text === '' ? '' : (painters.get(tone)?.(text) ?? text);
  return (line, isSelected = false) => {
    const painters = isSelected ? onBar : usual;
    let painted = '';
    for (const segment of line) painted += paintOne(segment, painters);
    return painted;
  };
};
