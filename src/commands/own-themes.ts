// All themes that there are: those that ship, and the person's own, read from their files when one is needed.
import { themes as shipped, themeNamed } from '../../themes/registry.ts';
import { ConfigRefused, UsageError, UserError } from '../domain/errors.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import type { Theme } from '../domain/theme.ts';
import { isBuiltInTheme, themeDetails, themeNames } from '../domain/theme-name.ts';
import type { ThemeEntry } from '../picker/theme-entry.ts';
import type { Services } from '../ports/services.ts';
import type { OwnTheme } from '../ports/theme-files.ts';

export type ThemeBook = {
  /** Of those that ship or were read; `terminal` for any other name. */
  readonly named: (name: string) => Theme;
  /** Errors: UsageError, also ConfigRefused, for one that is not there or not right. */
  readonly read: (name: string) => Promise<Theme>;
  /** Every theme, own ones read anew. */
  readonly entries: () => Promise<readonly ThemeEntry[]>;
};

/** What is wrong with a theme, on one line. */
export const problemLine = (error: UserError): string =>
  error instanceof ConfigRefused ? error.message.split('\n').slice(1).join(' ') : error.message;

export const openThemeBook = ({ themeFiles }: Pick<Services, 'themeFiles'>): ThemeBook => {
  const own = new Map<string, OwnTheme>();
  const readOwn = async (name: string): Promise<OwnTheme> => {
    const theme = await (await themeFiles()).read(name, shipped);
    own.set(name, theme);
    return theme;
  };
  const entryOf = async (name: string): Promise<ThemeEntry> => {
    try {
      return { name, isOwn: true, about: (await readOwn(name)).about };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { name, isOwn: true, about: 'your own', problem: problemLine(error) };
    }
  };
  return {
    named: (name) => own.get(name) ?? themeNamed(name),
    read: async (name) => (isBuiltInTheme(name) ? themeNamed(name) : readOwn(name)),
    entries: async () => {
      const files = (await themeFiles()).list();
      const built = themeNames.map((name) => ({ name, isOwn: false, about: themeDetails[name] ?? '' }));
      return [...built, ...(await Promise.all(files.map(({ name }) => entryOf(name))))];
    },
  };
};

/** A name that was given on the command line. Errors: UsageError. */
export const checkedTheme = async (
  { themeFiles }: Pick<Services, 'themeFiles'>,
  name: string,
): Promise<string> => {
  if (isBuiltInTheme(name)) return name;
  const own = (await themeFiles()).list().map((file) => file.name);
  if (own.includes(name)) return name;
  const nearest = nearestWord(name, [...themeNames, ...own]);
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(`There is no theme ${JSON.stringify(name)}.${meant}`, 'See: rolecall themes');
};
