// The table that scripts look up by `COMMAND:FLAG`, and by `COMMAND:argN` or else `COMMAND:more`: patterns with what is
// taken, one row a distinct answer. A flag that takes the same in all commands that have it is one pattern, `*:--region`.
import type { CommandLine } from './command-line.ts';
import type { Takes } from './takes.ts';

export type TakenRow = {
  readonly patterns: readonly string[];
  /** The kind, and the words: `words pkce device auto`, `profiles`. */
  readonly taken: string;
};

const textOf = ({ kind, words }: Takes): string => [kind, ...words].join(' ');

type Place = { readonly command: string; readonly flag: string; readonly taken: string | undefined };

const flagPlaces = (lines: readonly CommandLine[]): readonly Place[] =>
  lines.flatMap(({ name: command, flags }) =>
    flags.flatMap(({ names, takes }) =>
      names.map((flag) => ({ command, flag, taken: takes && textOf(takes) })),
    ),
  );

const flagPatterns = (lines: readonly CommandLine[]): readonly (readonly [string, string])[] => {
  const places = flagPlaces(lines);
  return [...new Set(places.map(({ flag }) => flag))].flatMap((flag) => {
    const having = places.filter((place) => place.flag === flag);
    const [first] = new Set(having.map(({ taken }) => taken));
    if (first !== undefined && having.every(({ taken }) => taken === first))
      return [[`*:${flag}`, first] as const];
    return having.flatMap(({ command, taken }) =>
      taken === undefined ? [] : [[`${command}:${flag}`, taken] as const],
    );
  });
};

const wordPatterns = (lines: readonly CommandLine[]): readonly (readonly [string, string])[] =>
  lines.flatMap(({ name, words, isOpen }) =>
    words.map((word, at) => {
      const isOpenEnd = isOpen && at === words.length - 1;
      return [`${name}:${isOpenEnd ? 'more' : `arg${at + 1}`}`, textOf(word)] as const;
    }),
  );

export const takenRows = (lines: readonly CommandLine[]): readonly TakenRow[] => {
  const rows = new Map<string, string[]>();
  for (const [pattern, taken] of [...flagPatterns(lines), ...wordPatterns(lines)]) {
    const patterns = rows.get(taken);
    if (patterns === undefined) rows.set(taken, [pattern]);
    else patterns.push(pattern);
  }
  return [...rows].map(([taken, patterns]) => ({ taken, patterns }));
};
