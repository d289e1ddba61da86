// The person's own themes: files in the folder `themes` beside config.yaml.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../domain/errors.ts';
import { parseTheme } from '../domain/parse-theme.ts';
import { isBuiltInTheme, isThemeName } from '../domain/theme-name.ts';
import type { ThemeFiles } from '../ports/theme-files.ts';

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

/** More than a theme ever has (bytes). */
const largest = 64 * 1024;

const textOf = (path: string): string => {
  try {
    const stats = statSync(path);
    // A FIFO would block the reader.
    if (!stats.isFile()) throw new UsageError(`${path} is not a file.`);
    if (stats.size > largest) throw new UsageError(`${path} is too large for a theme.`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path} cannot be read (${code}).`);
  }
};

const hint = 'The words and colours that a theme can have are in docs/themes.md.';

export const themeFilesIn = (config: string): ThemeFiles => ({
  folder: themeFolder(config),
  list: () => ownThemeFiles(config),
  read: async (name, shipped) => {
    const path = ownThemeFiles(config).find((file) => file.name === name)?.path;
    if (path === undefined) throw new UsageError(`There is no theme ${name} in ${themeFolder(config)}.`);
    const text = textOf(path);
    const { readYamlText } = await import('./config-text/read-config-text.ts');
    return readYamlText({ file: path, text, hint }, (value) => parseTheme(value, { name, shipped }));
  },
});
