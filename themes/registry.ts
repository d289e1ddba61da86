// The themes by name. A bundle cannot list a folder, so each is named here; a test compares this with the folder.
import { theme as dark } from './dark.ts';
import { theme as light } from './light.ts';
import { theme as mono } from './mono.ts';
import { theme as terminal } from './terminal.ts';
import type { Theme } from './theme.ts';

export const themes: readonly Theme[] = [terminal, dark, light, mono];

/** The theme of that name; the terminal's own colours where there is none. */
export const themeNamed = (name: string): Theme => themes.find((theme) => theme.name === name) ?? terminal;
