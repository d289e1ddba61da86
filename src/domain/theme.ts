// What a theme is made of: a look for each meaning that a piece of text can have. Views name meanings, never colours.

/** What a piece of text means. */
export const tones = [
  'plain',
  /** Names that a pane is about. */
  'strong',
  'muted',
  /** Titles and what is there only for orientation. */
  'faint',
  'accent',
  'brand',
  /** What the query matched; underlined in every theme, so that it shows without colour. */
  'match',
  'key',
  'rule',
  'success',
  'warning',
  'critical',
  /** Commands and URLs. */
  'code',
] as const;

export type Tone = (typeof tones)[number];

/** The 16 that every terminal has, in the order of their numbers. */
export const colorNames = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
] as const;

/** How a piece of text looks. Colours are one of `colorNames`, or `#rrggbb`. */
export type Style = {
  readonly color?: string;
  readonly background?: string;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
};

export type Background = 'dark' | 'light';

type Looks = { readonly [Token in Tone | 'selection']: Style };

export type Theme = Looks & {
  readonly name: string;
  /** The backgrounds that it is readable on. */
  readonly on: Background | 'any';
  /** `#rrggbb`: the background that its colours were chosen on; undefined where it takes what there is. */
  readonly canvas: string | undefined;
  /** Whether pieces of the selected row keep their colours; not where the row is inverse. */
  readonly keepsColorsOnSelection: boolean;
  /** What is different where the terminal's background is known to be so. */
  readonly where?: { readonly [On in Background]?: Partial<Looks> };
};
