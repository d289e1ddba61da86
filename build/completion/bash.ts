import type { CommandLine } from './command-line.ts';
import { flagsFunction, longNames, takesFunction } from './posix-tables.ts';

/** `_rolecall_commands` is also where `init` reads the commands. */
export const bashTables = (lines: readonly CommandLine[]): string => `_rolecall_commands='${lines
  .map(({ name }) => name)
  .join(' ')}'

${flagsFunction(lines, (flags) => `REPLY='${longNames(flags).join(' ')}'`)}
${takesFunction(lines)}`;
