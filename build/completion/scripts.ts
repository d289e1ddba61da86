// The completion scripts: what each does is written in `completions/`, what there is to complete is filled in here, by
// the build. So a new command or flag is in all of them without a word.
import type { ShellId } from '../../src/shells/shell.ts';
import { bashTables } from './bash.ts';
import type { CommandLine } from './command-line.ts';
import { elvishTables } from './elvish.ts';
import { fishTables } from './fish.ts';
import { nushellTables } from './nushell.ts';
import { powershellTables } from './powershell.ts';
import { tcshTables } from './tcsh.ts';
import { xonshTables } from './xonsh.ts';
import { zshTables } from './zsh.ts';

const tables: Readonly<Partial<Record<ShellId, (lines: readonly CommandLine[]) => string>>> = {
  bash: bashTables,
  zsh: zshTables,
  fish: fishTables,
  powershell: powershellTables,
  nushell: nushellTables,
  xonsh: xonshTables,
  tcsh: tcshTables,
  elvish: elvishTables,
};

/** The line of a script that gives way to the tables. */
const place = /^#@ tables\n/m;

/**
 * Answers the script's text. `read` gives the text of the file in `completions/`.
 * Errors: those of `read`; Error where the script has no place for the tables.
 */
export const fillIn = (shell: ShellId, text: string, lines: readonly CommandLine[]): string => {
  const filled = tables[shell]?.(lines);
  if (filled === undefined || !place.test(text))
    throw new Error(`The script of ${shell} has no place for tables.`);
  return text.replace(place, () => filled);
};

export { completionFiles } from '../../src/shells/completion-files.ts';
export { readCommandLines } from './command-line.ts';
