// What each shell's function is made from.
import type { ShellId } from '../shell.ts';

/** cmd has no functions, and a batch file could not take what a program prints without reading it as code. */
export type FunctionShell = Exclude<ShellId, 'cmd'>;

export type RoleFunction = {
  readonly shell: FunctionShell;
  /** What the person types. */
  readonly name: string;
  /** Commands of rolecall, which are passed on. */
  readonly commands: readonly string[];
};

/** Says that the function is there, in which shell (its process id), and under which name: `zsh:4711:role`. */
export const markName = 'ROLECALL_INIT';

/** Flags of the program itself, which are passed on like commands. */
export const ownFlags = ['-h', '--help', '-V', '--version'] as const;

export const nothingBefore = (name: string): string =>
  `${name}: there is no role to go back to in this shell.`;
