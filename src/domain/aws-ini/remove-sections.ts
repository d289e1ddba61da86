// Takes sections, settings or single lines out of a file that belongs to the user. Comments stay, also those inside a
// section that goes: nothing is lost that somebody wrote to be read. What is left is read back by the strict parser, and
// must be what was there without exactly that.
import { UserError } from '../errors.ts';
import { isSignificant, joinLines, type Line, splitLines, trimSpace } from './lines.ts';
import { type IniSection, parseAwsIni } from './parse-aws-ini.ts';

export type Removal = {
  /** Lines of the headers of whole sections. */
  readonly sections: ReadonlySet<number>;
  /** Lines of settings, each with its continuation. */
  readonly settings?: ReadonlySet<number>;
  /** Other single lines, such as another tool's markers. */
  readonly lines?: ReadonlySet<number>;
};

const isBlank = ({ text }: Line): boolean => trimSpace(text) === '';

/** From which line on another part of the file begins. */
const endOf = (starts: readonly number[], start: number): number =>
  starts.find((line) => line > start) ?? Number.POSITIVE_INFINITY;

/** A comment that stands right above something that goes keeps the blank line below it, and so stands alone. */
const isCommented = (lines: readonly Line[], start: number): boolean => {
  const above = lines[start - 2];
  return above !== undefined && !isSignificant(above) && !isBlank(above);
};

/**
 * Lines that go: all that counts between a start and the next one, the blank lines within, and the one that parts it from
 * what follows. Further blank lines are somebody's own.
 */
const spanned = (
  lines: readonly Line[],
  starts: readonly number[],
  chosen: ReadonlySet<number>,
): ReadonlySet<number> => {
  const gone = new Set<number>();
  for (const start of chosen) {
    const end = endOf(starts, start);
    const span = lines.slice(start - 1, end === Number.POSITIVE_INFINITY ? undefined : end - 1);
    const last = span.findLastIndex(isSignificant);
    let isAfterGone = false;
    for (const [index, line] of span.entries()) {
      const isKeptGap = index > last && (index > last + 1 || isCommented(lines, start));
      const goes: boolean = isSignificant(line) || (isAfterGone && isBlank(line) && !isKeptGap);
      if (goes) gone.add(line.number);
      isAfterGone = goes;
    }
  }
  return gone;
};

/** Where the end of the file goes, so does the blank line before it. */
const withoutTail = (lines: readonly Line[], gone: ReadonlySet<number>): readonly Line[] => {
  const kept = lines.filter(({ number }) => !gone.has(number));
  if (!gone.has(lines.at(-1)?.number ?? 0)) return kept;
  const last = kept.at(-1);
  return last !== undefined && isBlank(last) ? kept.slice(0, -1) : kept;
};

const meaning = (sections: readonly IniSection[]): string =>
  JSON.stringify(
    sections.map(({ header, entries }) => [header, entries.map(({ key, value }) => [key, value])]),
  );

const remaining = (
  sections: readonly IniSection[],
  { sections: gone, settings = new Set() }: Removal,
): readonly IniSection[] =>
  sections
    .filter(({ line }) => !gone.has(line))
    .map((section) => ({ ...section, entries: section.entries.filter(({ line }) => !settings.has(line)) }));

/** Errors: UsageError for a file that not every SDK reads, UserError when it would not read back as intended. */
export const removeSections = (text: string, removal: Removal, file: string): string => {
  const { lines, sections } = parseAwsIni(text, file);
  const headers = sections.map(({ line }) => line);
  const entries = sections.flatMap((section) => section.entries.map(({ line }) => line));
  const starts = [...headers, ...entries].sort((a, b) => a - b);
  const gone = new Set([
    ...spanned(lines, headers, removal.sections),
    ...[...spanned(lines, starts, removal.settings ?? new Set())].filter(
      (line) => !isBlank(lines[line - 1] ?? { number: 0, text: '', eol: '' }),
    ),
    ...(removal.lines ?? []),
  ]);
  const result = joinLines(withoutTail(lines, gone));
  const left = parseAwsIni(result, file);
  if (meaning(left.sections) === meaning(remaining(sections, removal))) return result;
  throw new UserError(`${file} would not read back as intended.`, {
    hint: 'The file was not changed. Please report this with the shape of the file, without its secrets.',
  });
};

/** A setting as the first of a section, whose header is at `line`. Errors: as above. */
export const insertSetting = (
  text: string,
  { line, key, value }: { readonly line: number; readonly key: string; readonly value: string },
  file: string,
): string => {
  const lines = splitLines(text);
  const header = lines[line - 1];
  const eol = header === undefined || header.eol === '' ? '\n' : header.eol;
  const put = lines.flatMap((at): readonly Line[] =>
    at.number === line
      ? [
          { ...at, eol },
          { number: 0, text: `${key} = ${value}`, eol: at.eol === '' ? '' : eol },
        ]
      : [at],
  );
  const result = joinLines(put);
  const wanted = parseAwsIni(text, file).sections.map((section) =>
    section.line === line ? { ...section, entries: [{ key, value, line: 0 }, ...section.entries] } : section,
  );
  if (meaning(parseAwsIni(result, file).sections) === meaning(wanted)) return result;
  throw new UserError(`${file} would not read back as intended.`, { hint: 'The file was not changed.' });
};
