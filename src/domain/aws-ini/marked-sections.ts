// Our sections without a block: each stands alone, wherever it is, and says in its first line that it is ours. A
// section whose comment is gone, or names another section, is the user's.
import { UserError } from '../errors.ts';
import { defaultFile, iniProblem, quoted } from './ini-problem.ts';
import { eolOf, isSignificant, joinLines, type Line, splitLines, trimSpace } from './lines.ts';
import { type IniSection, parseLines, refuseUnreadable } from './parse-aws-ini.ts';
import { asParsed, meaningOf, refuseTaken, sectionText } from './section-text.ts';
import { requireWritable, type WritableSection } from './writable-section.ts';

const commentOf = (name: string): string =>
  `rolecall wrote [${name}]: "rolecall profiles write" replaces it, "rolecall profiles prune" may remove it`;

const markPattern = /^#[ \t]*rolecall wrote \[(.+)\]/;

/** Indexes into the lines of the file, header and last setting included. */
type Extent = { readonly from: number; readonly to: number };

/** The section with its mark. Errors: UsageError for a section that not every SDK would read back. */
export const markedText = (section: WritableSection, eol = '\n'): string => {
  requireWritable(section);
  return sectionText({ ...section, comment: commentOf(section.name) }, eol);
};

const isMarked = ({ header, line }: IniSection, lines: readonly Line[]): boolean =>
  // Lines count from 1, so this is the one below the header.
  markPattern.exec(trimSpace(lines[line]?.text ?? ''))?.[1] === header;

/** Those of a file's sections that carry our mark. */
export const markedAmong = (sections: readonly IniSection[], lines: readonly Line[]): readonly IniSection[] =>
  sections.filter((section) => isMarked(section, lines));

/** Our sections, in the order of the file. Errors: UsageError for a file that not every SDK reads. */
export const markedSections = (
  text: string | undefined,
  file: string = defaultFile,
): readonly IniSection[] => {
  const lines = splitLines(text ?? '');
  if (!lines.some((line) => markPattern.test(trimSpace(line.text)))) return [];
  return markedAmong(parseLines(lines, file), lines);
};

const extentOf = (section: IniSection, end: number, lines: readonly Line[]): Extent => {
  let to = end;
  while (to > section.line - 1 && !isSignificant(lines[to] ?? { number: 0, text: '', eol: '' })) to -= 1;
  return { from: section.line - 1, to };
};

// What is indented below a setting belongs to it for some readers; it is not ours, and must not go with the section.
const refuseForeignLines = (section: IniSection, file: string): void => {
  const entry = section.entries.find(({ value }) => value.includes('\n'));
  if (entry === undefined) return;
  throw iniProblem(
    { file, line: entry.line + 1 },
    `an indented line in [${quoted(section.header)}], which rolecall wrote.`,
    `Move it out of the section, or remove the comment below its header to make the section your own.`,
  );
};

const extentsOf = (
  sections: readonly IniSection[],
  lines: readonly Line[],
  file: string,
): ReadonlyMap<string, Extent> => {
  const extents = new Map<string, Extent>();
  sections.forEach((section, index) => {
    if (!isMarked(section, lines)) return;
    refuseForeignLines(section, file);
    const next = sections[index + 1];
    extents.set(section.header, extentOf(section, (next?.line ?? lines.length + 1) - 2, lines));
  });
  return extents;
};

const isBlank = (line: Line | undefined): boolean => line !== undefined && line.text === '';

/** The blank line that was written above a section goes with it, unless it still parts its neighbours. */
const withBlankAbove = ({ from, to }: Extent, lines: readonly Line[]): Extent => {
  const isLast = to === lines.length - 1;
  return isBlank(lines[from - 1]) && (isLast || isBlank(lines[to + 1]))
    ? { from: from - 1, to }
    : { from, to };
};

type Edit = { readonly extent: Extent; readonly text: string };

const edited = (lines: readonly Line[], edits: readonly Edit[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const { extent, text } of [...edits].sort((a, b) => a.extent.from - b.extent.from)) {
    parts.push(joinLines(lines.slice(at, extent.from)), text);
    at = extent.to + 1;
  }
  return parts.join('') + joinLines(lines.slice(at));
};

const appended = (text: string, sections: readonly WritableSection[], eol: string): string => {
  if (sections.length === 0) return text;
  const isEnded = text === '' || /[\r\n]$/.test(text);
  const start = isEnded ? text : text + eol;
  const added = sections.map((section) => markedText(section, eol)).join(eol);
  return start === '' ? added : `${start}${eol}${added}`;
};

/**
 * The config's text with our marked sections being exactly `sections`: those that are there are replaced in their
 * place, new ones go to the end, others of ours are removed. All else stays byte for byte. Errors: UsageError with
 * `file:line` for a file that not every SDK reads, and for sections that exist without our mark.
 */
export const replaceMarkedSections = (
  text: string | undefined,
  sections: readonly WritableSection[],
  file: string = defaultFile,
): string => {
  const before = text ?? '';
  refuseUnreadable(before, file);
  const lines = splitLines(before);
  const eol = eolOf(before);
  const found = parseLines(lines, file);
  const extents = extentsOf(found, lines, file);
  const wanted = new Map(sections.map((section) => [section.name, section]));
  const others = found.filter(({ header }) => !extents.has(header));
  refuseTaken({
    outside: others,
    sections,
    file,
    placeOf: () => 'not marked as a section that rolecall wrote',
  });
  const edits = [...extents].map(([name, extent]): Edit => {
    const section = wanted.get(name);
    return section === undefined
      ? { extent: withBlankAbove(extent, lines), text: '' }
      : { extent, text: markedText(section, lines[extent.from]?.eol === '\r\n' ? '\r\n' : '\n') };
  });
  const added = sections.filter(({ name }) => !extents.has(name));
  const after = appended(edited(lines, edits), added, eol);
  const expected = [
    ...found.flatMap((section) => {
      if (!extents.has(section.header)) return [section];
      const ours = wanted.get(section.header);
      return ours === undefined ? [] : [asParsed(ours)];
    }),
    ...added.map(asParsed),
  ];
  if (meaningOf(parseLines(splitLines(after), file)) === meaningOf(expected)) return after;
  throw new UserError(`${file} would not read back as intended.`, {
    hint: 'The file was not changed. Please report this with the shape of the file, without its secrets.',
  });
};
