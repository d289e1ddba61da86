// The themes by name. A bundle cannot list a folder, so each is named here; a test compares this with the folder.
import type { Theme } from '../src/domain/theme.ts';
import { theme as amber } from './amber.ts';
import { theme as colorBlindDark } from './color-blind-dark.ts';
import { theme as colorBlindLight } from './color-blind-light.ts';
import { theme as dark } from './dark.ts';
import { theme as dusk } from './dusk.ts';
import { theme as forest } from './forest.ts';
import { theme as frost } from './frost.ts';
import { theme as highContrastDark } from './high-contrast-dark.ts';
import { theme as highContrastLight } from './high-contrast-light.ts';
import { theme as light } from './light.ts';
import { theme as midnight } from './midnight.ts';
import { theme as mono } from './mono.ts';
import { theme as paper } from './paper.ts';
import { theme as terminal } from './terminal.ts';

export const themes: readonly Theme[] = [
  terminal,
  dark,
  light,
  highContrastDark,
  highContrastLight,
  colorBlindDark,
  colorBlindLight,
  midnight,
  forest,
  dusk,
  amber,
  paper,
  frost,
  mono,
];

/** The theme of that name; the terminal's own colours where there is none. */
export const themeNamed = (name: string): Theme => themes.find((theme) => theme.name === name) ?? terminal;
