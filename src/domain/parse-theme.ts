// A person's own theme: a file of colours over a theme that ships. Every problem is kept with its path, so that the
// adapter can say the line.

import type { ConfigProblem, YamlValue } from './config-reader.ts';
import {
  at,
  isAbsent,
  mapping,
  notKnown,
  oneOf,
  type Place,
  problem,
  type Reader,
  text,
} from './config-reader.ts';
import { colorNames, type Style, type Theme, type Tone, tones } from './theme.ts';

type Token = Tone | 'selection';

const tokens: readonly Token[] = [...tones, 'selection'];

const words = ['extends', 'about', 'on', 'canvas'] as const;

const weights = ['bold', 'dim', 'italic', 'underline', 'inverse'] as const;

/** What shows a meaning to those who see no colours, and so cannot be taken away. */
const needed: Partial<Record<Token, (typeof weights)[number]>> = {
  strong: 'bold',
  match: 'underline',
  selection: 'bold',
};

const shortHex = /^#([\da-f])([\da-f])([\da-f])$/i;

/** `#rrggbb` in small letters, or one of the 16; undefined for what is no colour. */
const colorOf = (value: string): string | undefined => {
  if (/^#[\da-f]{6}$/i.test(value)) return value.toLowerCase();
  const short = shortHex.exec(value);
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  return colorNames.find((name) => name === value);
};

const noColor = 'none';

/** `none` takes away what the theme below has. */
const readColor = (reader: Reader, place: Place): string | undefined => {
  const found = text(reader, place);
  if (found === undefined || found === noColor) return found;
  const color = colorOf(found);
  if (color !== undefined) return color;
  const known = [...colorNames, noColor];
  const message = 'is no colour.';
  const more = found.startsWith('#')
    ? 'Expected six digits, such as "#8fb6d9".'
    : `Expected "#rrggbb" (in quotes), ${noColor}, or one of the 16: ${colorNames.slice(0, 8).join(', ')}, bright-red and so on.`;
  return notKnown(reader, { path: place.path }, { word: found, known, message, more });
};

type Draft = { -readonly [Key in keyof Style]?: Style[Key] };

const withColor = (style: Draft, key: 'color' | 'background', color: string | undefined): void => {
  if (color === noColor) delete style[key];
  else if (color !== undefined) style[key] = color;
};

const readWeights = (reader: Reader, place: Place, style: Draft): void => {
  for (const weight of weights) {
    const wanted = oneOf(reader, at(place, weight), ['true', 'false']);
    if (wanted === 'true') style[weight] = true;
    if (wanted === 'false') delete style[weight];
  }
};

const readStyle = (reader: Reader, place: Place, { token, below }: { token: Token; below: Style }): Style => {
  if (isAbsent(place)) return below;
  const style: Draft = { ...below };
  if (place.value instanceof Map) {
    mapping(reader, place, ['color', 'background', ...weights]);
    withColor(style, 'color', readColor(reader, at(place, 'color')));
    withColor(style, 'background', readColor(reader, at(place, 'background')));
    readWeights(reader, place, style);
  } else {
    const color = readColor(reader, place);
    withColor(style, token === 'selection' ? 'background' : 'color', color);
    // A band that is inverse shows no background of its own.
    if (token === 'selection' && color !== noColor) delete style.inverse;
  }
  const weight = needed[token];
  if (weight !== undefined && style[weight] !== true)
    problem(reader, [...place.path, weight], 'cannot be false: it is what shows this without colours.');
  if (token === 'selection' && style.inverse !== true && style.background === undefined)
    problem(reader, place.path, 'needs a background, or inverse: true.');
  return style;
};

const baseOf = (reader: Reader, top: Place, shipped: readonly Theme[]): Theme | undefined => {
  const names = shipped.map(({ name }) => name);
  const name = oneOf(reader, at(top, 'extends'), names) ?? 'terminal';
  return shipped.find((theme) => theme.name === name) ?? shipped[0];
};

const readCanvas = (reader: Reader, place: Place): string | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const color = colorOf(found);
  if (color?.startsWith('#') === true) return color;
  return problem(reader, place.path, 'must be a colour such as "#101010".');
};

export type ParsedTheme = {
  readonly value: Theme & { readonly about: string };
  readonly problems: readonly ConfigProblem[];
};

export type ThemeSource = { readonly name: string; readonly shipped: readonly Theme[] };

/** With any problem the theme is not to be used. `shipped` holds at least one theme, `terminal`. */
export const parseTheme = (value: YamlValue, { name, shipped }: ThemeSource): ParsedTheme => {
  const reader: Reader = { problems: [] };
  const top: Place = { value, path: [] };
  mapping(reader, top, [...words, ...tokens]);
  const base = baseOf(reader, top, shipped);
  if (base === undefined) throw new Error('No theme ships.');
  const looks = tokens.map((token) => {
    const style = readStyle(reader, at(top, token), { token, below: base[token] });
    return [token, style] as const;
  });
  const own = Object.fromEntries(looks) as Record<Token, Style>;
  const theme = {
    ...base,
    ...own,
    name,
    about: text(reader, at(top, 'about')) ?? `your own, over ${base.name}`,
    on: oneOf(reader, at(top, 'on'), ['dark', 'light', 'any']) ?? base.on,
    canvas: readCanvas(reader, at(top, 'canvas')) ?? base.canvas,
    keepsColorsOnSelection: own.selection.inverse !== true,
  };
  const touched = tokens.filter((token) => !isAbsent(at(top, token)));
  return { value: { ...theme, ...whereOf(base, touched) }, problems: reader.problems };
};

/** What the file sets holds on every background. */
const whereOf = ({ where }: Theme, touched: readonly Token[]): Pick<Theme, 'where'> => {
  if (where === undefined) return {};
  const kept = (looks: Partial<Record<Token, Style>> | undefined) =>
    Object.fromEntries(
      Object.entries(looks ?? {}).filter(([token]) => !touched.some((own) => own === token)),
    );
  return { where: { dark: kept(where.dark), light: kept(where.light) } };
};
