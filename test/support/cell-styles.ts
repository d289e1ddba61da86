// What colours look like in a snapshot: each cell of a screen as a letter that says what it means, and for each theme a
// legend of what the letters look like. Both are read from the escapes that were drawn.
import stringWidth from 'string-width';
import { createPaint } from '../../components/paint.ts';
import { type Style, type Theme, type Tone, tones } from '../../src/domain/theme.ts';

const named = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const flags: Readonly<Record<number, string>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
};
const flagsEnded: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
};

type Look = { color: string; background: string; flags: Set<string> };

const colorOf = (base: number): string =>
  base < 60 ? (named[base] ?? '?') : `bright-${named[base - 60] ?? '?'}`;

/** One escape's numbers, taken into the look; an unknown one is an error, since nobody else writes escapes. */
const obey = (look: Look, numbers: readonly number[]): void => {
  const [code = 0, , red = 0, green = 0, blue = 0] = numbers;
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  if (code === 0) Object.assign(look, { color: '', background: '', flags: new Set() });
  else if (code === 38) look.color = hex;
  else if (code === 48) look.background = `on ${hex}`;
  else if (code === 39) look.color = '';
  else if (code === 49) look.background = '';
  else if (flags[code] !== undefined) look.flags.add(flags[code]);
  else if (flagsEnded[code] !== undefined) for (const flag of flagsEnded[code]) look.flags.delete(flag);
  else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) look.color = colorOf(code - 30);
  else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107))
    look.background = `on ${colorOf(code - 40)}`;
  else throw new Error(`What is escape ${code}?`);
};

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** For each cell of a drawn line how it looks: `bold #7aa2f7 on #16161e`, or nothing. */
export const looksOf = (line: string): readonly string[] => {
  const look: Look = { color: '', background: '', flags: new Set() };
  return line.split(/(\u001b\[[\d;]*m)/).flatMap((part) => {
    if (part.startsWith('\u001b[')) {
      obey(look, part.slice(2, -1).split(';').map(Number));
      return [];
    }
    const words = [...[...look.flags].sort(), look.color, look.background].filter((word) => word !== '');
    const shown = words.join(' ');
    if (/^[ -~]*$/.test(part)) return Array.from(part, () => shown);
    return [...graphemes.segment(part)].flatMap(({ segment }) =>
      Array.from({ length: stringWidth(segment) }, () => shown),
    );
  });
};

/** Without its escapes of colour, and without the blanks that end a line. */
export const withoutColor = (drawn: string): string =>
  drawn.replaceAll(/\u001b\[[\d;]*m/g, '').replaceAll(/ +$/gm, '');

const letters: Readonly<Record<Tone, readonly [usual: string, onBar: string]>> = {
  plain: ['.', '='],
  strong: ['s', 'S'],
  muted: ['m', 'M'],
  faint: ['f', 'F'],
  accent: ['a', 'A'],
  brand: ['b', 'B'],
  match: ['h', 'H'],
  key: ['k', 'K'],
  rule: ['r', 'R'],
  success: ['g', 'G'],
  warning: ['w', 'W'],
  critical: ['c', 'C'],
  code: ['d', 'D'],
};

const toneStyles = Object.fromEntries(
  tones.map((tone, index): [Tone, Style] => [tone, { color: `#0000${(index + 16).toString(16)}` }]),
) as Readonly<Record<Tone, Style>>;

/** A theme in which each tone is a colour of its own, on the bar and off it. */
export const toneTheme: Theme = {
  ...toneStyles,
  name: 'tones',
  on: 'any',
  canvas: undefined,
  keepsColorsOnSelection: true,
  selection: { background: '#010101' },
};

/** How a theme draws each letter. */
export const legendOf = (theme: Theme): ReadonlyMap<string, string> => {
  const paint = createPaint(theme, 3);
  const legend = tones.flatMap((tone) =>
    [false, true].map((isOnBar): [string, string] => [
      letters[tone][isOnBar ? 1 : 0],
      looksOf(paint([{ text: 'x', tone }], isOnBar))[0] ?? '',
    ]),
  );
  return new Map([[' ', ''], ...legend]);
};

const letterOfLook = new Map([...legendOf(toneTheme)].map(([letter, look]) => [look, letter]));

/** What was drawn in `toneTheme`, as letters. */
export const lettersOf = (drawn: string): string =>
  drawn
    .split('\n')
    .map((line) =>
      looksOf(line)
        .map((look) => letterOfLook.get(look) ?? '?')
        .join('')
        .trimEnd(),
    )
    .join('\n');

/** Letters in a row as one with its number: `m14.3`, since most of a wide frame is blank. */
export const inRuns = (letters: string): string =>
  letters.replaceAll(/([^\n])\1{2,}/g, (run, letter: string) => `${letter}${run.length}`);

/** The legends of some themes, as a table. */
export const legendText = (themes: readonly Theme[]): string => {
  const legends = themes.map(legendOf);
  const rows = tones.flatMap((tone) =>
    letters[tone].map((letter, index) => [
      letter,
      index === 0 ? tone : `${tone}, selected`,
      ...legends.map((legend) => legend.get(letter) || '-'),
    ]),
  );
  return [['', '', ...themes.map(({ name }) => name)], ...rows]
    .map((cells) =>
      cells
        .map((cell, index) => cell.padEnd([3, 20][index] ?? 36))
        .join('')
        .trimEnd(),
    )
    .join('\n');
};
