import type { CommandLine } from './command-line.ts';
import { tablesOf } from './rows.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('’', '’’')}'`;
const list = (items: readonly string[]): string => `@(${items.map(quoted).join(', ')})`;

/** Places differ by case (`-r`, `-R`), which a hashtable of PowerShell does not see. */
export const powershellTables = (lines: readonly CommandLine[]): string => {
  const { commands, flags, taken } = tablesOf(lines);
  return `$RolecallCommands = ${list(commands.map((pair) => pair.join('\t')))}
$RolecallFlags = @{
${flags.map(([name, pairs]) => `    ${quoted(name)} = ${list(pairs.map((pair) => pair.join('\t')))}\n`).join('')}}
$RolecallTaken = [System.Collections.Generic.Dictionary[string, string[]]]::new()
${taken
  .map(([places, what]) => `foreach ($place in ${list(places)}) { $RolecallTaken[$place] = ${list(what)} }\n`)
  .join('')}`;
};
