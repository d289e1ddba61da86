// The tables of bash and zsh: functions over `case`, which answer in REPLY and start no process.
import type { CommandLine, Flag } from './command-line.ts';
import { takenRows } from './taken-by.ts';

/** What these tables hold is ours; a quote is all that may need care. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export const longNames = (flags: readonly Flag[]): readonly string[] =>
  flags.map(({ names: [long = ''] }) => long);

/** `_rolecall_takes KEY` says in REPLY what is taken there, and fails where nothing is. */
export const takesFunction = (lines: readonly CommandLine[]): string => `_rolecall_takes() {
  case $1 in
${takenRows(lines)
  .map(({ patterns, taken }) => `    ${patterns.join('|')}) REPLY=${quoted(taken)} ;;\n`)
  .join('')}    *) return 1 ;;
  esac
}
`;

/** `_rolecall_flags COMMAND` sets what `assign` says, and is no flag table for an unknown command. */
export const flagsFunction = (
  lines: readonly CommandLine[],
  assign: (flags: readonly Flag[]) => string,
): string => `_rolecall_flags() {
  case $1 in
${lines.map(({ name, flags }) => `    ${name}) ${assign(flags)} ;;\n`).join('')}  esac
}
`;
