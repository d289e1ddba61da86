// fish has the same tables as functions that print.
import type { CommandLine } from './command-line.ts';
import { takenRows } from './taken-by.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A word and its description by turns, behind `printf '%s\t%s\n'`. */
const described = (pairs: readonly (readonly [string, string])[]): string =>
  `printf '%s\\t%s\\n' ${pairs.map(([word, about]) => `${word} ${quoted(about)}`).join(' ')}`;

export const fishTables = (lines: readonly CommandLine[]): string => `function __rolecall_commands
    ${described(lines.map(({ name, about }) => [name, about]))}
end

function __rolecall_flags --argument-names command
    switch $command
${lines
  .map(
    ({ name, flags }) => `        case ${name}
            ${described(flags.map(({ names: [long = ''], about }) => [long, about]))}
`,
  )
  .join('')}    end
end

function __rolecall_takes --argument-names place
    switch $place
${takenRows(lines)
  .map(
    ({ patterns, taken }) => `        case ${patterns.map(quoted).join(' ')}
            printf '%s\\n' ${taken}
`,
  )
  .join('')}        case '*'
            return 1
    end
end
`;
