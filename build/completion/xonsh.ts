// JSON without true, false and null is Python.
import type { CommandLine } from './command-line.ts';
import { tablesOf } from './rows.ts';

export const xonshTables = (lines: readonly CommandLine[]): string => {
  const { commands, flags, taken } = tablesOf(lines);
  const ofFlags = Object.fromEntries(flags.map(([name, pairs]) => [name, Object.fromEntries(pairs)]));
  return `_rolecall_commands = ${JSON.stringify(Object.fromEntries(commands))}
_rolecall_flags = ${JSON.stringify(ofFlags)}
_rolecall_taken = {place: taken for places, taken in [
${taken.map((row) => `    ${JSON.stringify(row)},\n`).join('')}] for place in places}
`;
};
