// A theme made into functions from text to coloured text, once. A row is painted as one string and drawn as one Text:
// cheaper by far than an element for each piece.
import { Chalk, type ChalkInstance, type ColorName, type ColorSupportLevel } from 'chalk';
import { nearest256 } from '../src/domain/color-256.ts';
import { colorNames, type Style, type Theme, tones } from '../src/domain/theme.ts';
import type { Line, Segment } from '../src/picker/line.ts';

export type Paint = (line: Line, isSelected?: boolean) => string;

type Painter = (text: string) => string;

/** `bright-red` -> chalk's `redBright`, and `bgRedBright`. */
const chalkNames = colorNames.map((name) => {
  const [bright, hue] = name.startsWith('bright-') ? ['Bright', name.slice(7)] : ['', name];
  const background = `bg${hue.charAt(0).toUpperCase()}${hue.slice(1)}${bright}`;
  return { name, foreground: `${hue}${bright}` as ColorName, background: background as ColorName };
});

const foregrounds = new Map(chalkNames.map(({ name, foreground }) => [name as string, foreground]));
const backgrounds = new Map(chalkNames.map(({ name, background }) => [name as string, background]));

const colored = (chalk: ChalkInstance, color: string): ChalkInstance => {
  if (!color.startsWith('#')) return chalk[foregrounds.get(color) ?? 'visible'];
  return chalk.level === 2 ? chalk.ansi256(nearest256(color)) : chalk.hex(color);
};

const onColor = (chalk: ChalkInstance, color: string): ChalkInstance => {
  if (!color.startsWith('#')) return chalk[backgrounds.get(color) ?? 'visible'];
  return chalk.level === 2 ? chalk.bgAnsi256(nearest256(color)) : chalk.bgHex(color);
};

const painterOf = (chalk: ChalkInstance, style: Style): Painter => {
  let painter = chalk;
  if (style.color !== undefined) painter = colored(painter, style.color);
  if (style.background !== undefined) painter = onColor(painter, style.background);
  if (style.bold) painter = painter.bold;
  if (style.dim) painter = painter.dim;
  if (style.italic) painter = painter.italic;
  if (style.underline) painter = painter.underline;
  if (style.inverse) painter = painter.inverse;
  return painter;
};

const selected = (theme: Theme, style: Style): Style => {
  if (theme.keepsColorsOnSelection) return { ...style, ...theme.selection };
  return style.underline ? { ...theme.selection, underline: true } : theme.selection;
};

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
