// The tables as data, for the shells whose scripts look things up in maps.
import type { CommandLine } from './command-line.ts';
import { takenRows } from './taken-by.ts';

type Pair = readonly [word: string, about: string];

export type Tables = {
  readonly commands: readonly Pair[];
  readonly flags: readonly (readonly [command: string, flags: readonly Pair[]])[];
  /** Places, and what is taken there: the kind, then words. */
  readonly taken: readonly (readonly [places: readonly string[], taken: readonly string[]])[];
};

export const tablesOf = (lines: readonly CommandLine[]): Tables => ({
  commands: lines.map(({ name, about }) => [name, about]),
  flags: lines.map(({ name, flags }) => [
    name,
    flags.map(({ names: [long = ''], about }) => [long, about] as const),
  ]),
  taken: takenRows(lines).map(({ patterns, taken }) => [patterns, taken.split(' ')]),
});
