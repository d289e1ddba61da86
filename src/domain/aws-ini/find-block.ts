// Our part of the file lies between two comment lines. A marker that is lost, doubled or out of order means that
// nobody can tell any more which lines are ours: then nothing is touched.
import { iniProblem } from './ini-problem.ts';
import { type Line, trimSpace } from './lines.ts';

export const beginMarker =
  '# BEGIN rolecall: written by "rolecall profiles write", do not edit between these lines';
export const credentialsBeginMarker =
  '# BEGIN rolecall: written by "rolecall credentials write", do not edit between these lines';
export const endMarker = '# END rolecall';

/** Indexes into the lines of the file: the first and the last line of the block, which are the markers. */
export type BlockRange = { readonly begin: number; readonly end: number };

type Marker = { readonly kind: 'BEGIN' | 'END'; readonly index: number; readonly line: number };

const markerPattern = /^#[ \t]*(BEGIN|END)[ \t]+rolecall(?![\w.-])/;

const markersOf = (lines: readonly Line[]): readonly Marker[] =>
  lines.flatMap((line, index) => {
    const kind = markerPattern.exec(trimSpace(line.text))?.[1];
    return kind === undefined ? [] : [{ kind: kind as Marker['kind'], index, line: line.number }];
  });

const describe = (kind: Marker['kind']): string => `"# ${kind} rolecall"`;

const mend = `Put both marker lines back around the profiles that rolecall wrote, or remove the markers and those profiles, and run it again.`;

/** The block, or undefined where there is none. Errors: UsageError with the line of the wrong marker. */
export const findBlock = (lines: readonly Line[], file: string): BlockRange | undefined => {
  const [first, second, third] = markersOf(lines);
  if (first === undefined) return undefined;
  if (first.kind === 'END')
    throw iniProblem({ file, line: first.line }, `${describe('END')} comes without its BEGIN line.`, mend);
  if (second === undefined)
    throw iniProblem({ file, line: first.line }, `${describe('BEGIN')} has lost its END line.`, mend);
  if (second.kind === 'BEGIN')
    throw iniProblem(
      { file, line: second.line },
      `a second ${describe('BEGIN')} before the END of the one at line ${first.line}.`,
      mend,
    );
  if (third !== undefined)
    throw iniProblem(
      { file, line: third.line },
      `a second ${describe(third.kind)}; the block at lines ${first.line} to ${second.line} is already one.`,
      mend,
    );
  return { begin: first.index, end: second.index };
};
