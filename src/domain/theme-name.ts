/** The themes that ship, with a few words for lists; `themes/registry.ts` holds one for each. */
export const builtInThemes = {
  terminal: 'the 16 colours of your terminal',
  dark: 'calm, with one warm accent',
  light: 'calm, on white',
  'high-contrast-dark': 'nothing fainter than it must be, on black',
  'high-contrast-light': 'nothing fainter than it must be, on white',
  'color-blind-dark': 'blue, yellow and vermilion, for eyes that mix red and green',
  'color-blind-light': 'blue, ochre and vermilion, for eyes that mix red and green',
  midnight: 'blue hours: indigo, violet and ice',
  forest: 'moss, bark and a little sun',
  dusk: 'plum and rose after sunset',
  amber: 'one phosphor, three strengths, as terminals once were',
  paper: 'ink on old paper',
  frost: 'cold light: slate, teal and snow',
  mono: 'no colours: weight, underline and inverse only',
} as const;

/** What can be chosen without a file of one's own, with a few words for lists. */
export const themeDetails: Readonly<Record<string, string>> = {
  auto: 'dark or light, as your terminal is',
  ...builtInThemes,
};

export const themeNames: readonly string[] = Object.keys(themeDetails);

/** One of `themeNames`, or of a file in the folder `themes` beside config.yaml. */
export type ThemeName = string;

const shape = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Whether a theme can be called so: it is the name of a file, too. */
export const isThemeName = (name: string): boolean => shape.test(name);

export const isBuiltInTheme = (name: string): boolean => themeNames.includes(name);
