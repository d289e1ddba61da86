// The person's own themes: files in the folder `themes` beside config.yaml.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isBuiltInTheme, isThemeName } from '../domain/theme-name.ts';

export const themeFolder = (config: string): string => join(config, 'themes');

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const fileName = /^(.+)\.(?:yaml|yml|json)$/;

export type ThemeFile = { readonly name: string; readonly path: string };

/** Those that have the name of a theme, in the order of their names; none that would hide a theme that ships. */
export const ownThemeFiles = (config: string): readonly ThemeFile[] => {
  const folder = themeFolder(config);
  const found = new Map<string, ThemeFile>();
  for (const file of [...filesIn(folder)].sort()) {
    const name = fileName.exec(file)?.[1];
    if (name === undefined || !isThemeName(name) || isBuiltInTheme(name) || found.has(name)) continue;
    found.set(name, { name, path: join(folder, file) });
  }
  return [...found.values()];
};

export const ownThemeNames = (config: string): readonly string[] =>
  ownThemeFiles(config).map(({ name }) => name);
