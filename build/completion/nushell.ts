// JSON is nuon.
import type { CommandLine } from './command-line.ts';
import { tablesOf } from './rows.ts';

const described = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([value, description]) => ({ value, description }));

export const nushellTables = (lines: readonly CommandLine[]): string => {
  const { commands, flags, taken } = tablesOf(lines);
  return `const rolecall_commands = ${JSON.stringify(described(commands))}
const rolecall_flags = [
${flags.map(([command, pairs]) => `  ${JSON.stringify({ command, flags: described(pairs) })}\n`).join('')}]
const rolecall_taken = [
${taken.map(([places, [kind, ...words]]) => `  ${JSON.stringify({ places, kind, words })}\n`).join('')}]
`;
};
