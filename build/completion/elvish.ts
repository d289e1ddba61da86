import type { CommandLine } from './command-line.ts';
import { tablesOf } from './rows.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (items: readonly string[]): string => `[${items.join(' ')}]`;
const words = (items: readonly string[]): string => list(items.map(quoted));

export const elvishTables = (lines: readonly CommandLine[]): string => {
  const { commands, flags, taken } = tablesOf(lines);
  return `var rolecall-commands = ${list(commands.map(words))}
var rolecall-flags = [
${flags.map(([name, pairs]) => `  &${name}=${list(pairs.map(words))}\n`).join('')}]
var rolecall-taken = [&]
for row [
${taken.map(([places, what]) => `  [${words(places)} ${words(what)}]\n`).join('')}] {
  for place $row[0] { set rolecall-taken[$place] = $row[1] }
}
`;
};
