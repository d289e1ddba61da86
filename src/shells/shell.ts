// What a shell is to us: a way to write one variable so that the shell reads back exactly the same bytes. Account
// names are hostile (`$(curl x|sh)` is a legal one), so each shell quotes by its own grammar and nothing is shared
// but the checks below. The forms are those of the shells' manuals; those that run here are tested in the real shell.
import { UserError } from '../domain/errors.ts';

export type ShellId =
  | 'bash'
  | 'zsh'
  | 'sh'
  | 'fish'
  | 'powershell'
  | 'cmd'
  | 'nushell'
  | 'xonsh'
  | 'tcsh'
  | 'elvish';

export type Shell = {
  readonly id: ShellId;
  /** Other names of the program: `pwsh`, `nu`, `dash`. */
  readonly aliases: readonly string[];
  /** One statement that sets and exports a variable. Errors: UserError for what the shell cannot hold. */
  readonly set: (name: string, value: string) => string;
  /** One statement that removes a variable, quietly when there is none. */
  readonly unset: (name: string) => string;
  /** The whole text from its statements, with the last newline. */
  readonly join: (statements: readonly string[]) => string;
  /** The line that makes this shell obey what `command` prints. */
  readonly capture: (command: string) => string;
};

const namePattern = /^[A-Z_][A-Z0-9_]*$/;

const checkName = (name: string): string => {
  if (!namePattern.test(name)) throw new UserError(`${JSON.stringify(name)} is not a variable name.`);
  return name;
};

// A variable is a C string, and UTF-8: neither holds these.
const checkValue = (name: string, value: string): string => {
  if (value.includes('\0') || /\p{Surrogate}/u.test(value))
    throw new UserError(`The value of ${name} holds characters that no environment variable can hold.`);
  return value;
};

const lines = (statements: readonly string[]): string =>
  statements.map((statement) => `${statement}\n`).join('');

/** A shell whose names and values are checked before its own quoting sees them. */
export const defineShell = (
  shell: Omit<Shell, 'join' | 'aliases'> & Partial<Pick<Shell, 'join' | 'aliases'>>,
): Shell => ({
  aliases: [],
  join: lines,
  ...shell,
  set: (name, value) => shell.set(checkName(name), checkValue(name, value)),
  unset: (name) => shell.unset(checkName(name)),
});
