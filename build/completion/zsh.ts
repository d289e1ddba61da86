import type { CommandLine, Flag } from './command-line.ts';
import { flagsFunction, quoted, takesFunction } from './posix-tables.ts';

/** Words and their descriptions by turns. */
const described = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([word, about]) => `${word} ${quoted(about)}`).join(' ');

const ofFlags = (flags: readonly Flag[]): string =>
  `reply=(${described(flags.map(({ names: [long = ''], about }) => [long, about]))})`;

export const zshTables = (lines: readonly CommandLine[]): string => `typeset -ga _rolecall_commands=(
${lines.map(({ name, about }) => `  ${described([[name, about]])}\n`).join('')})

${flagsFunction(lines, ofFlags)}
${takesFunction(lines)}`;
