// The strictest reading of an AWS file: what this accepts, botocore, the JavaScript SDK and Go accept too. botocore
// gives up on the whole file for one bad line, so such a file is refused rather than added to.
import type { UsageError } from '../errors.ts';
import { defaultFile, iniProblem, quoted } from './ini-problem.ts';
import { indentOf, isSignificant, type Line, splitLines, trimSpace } from './lines.ts';

export type IniEntry = {
  /** Lower case: AWS's readers do not tell cases apart. */
  readonly key: string;
  /** Continuation lines and nested settings follow after `\n`, trimmed. */
  readonly value: string;
  readonly line: number;
};

export type IniSection = {
  /** The text between the brackets, as it is. */
  readonly header: string;
  readonly line: number;
  readonly entries: readonly IniEntry[];
};

export type AwsIni = { readonly lines: readonly Line[]; readonly sections: readonly IniSection[] };

type OpenEntry = { readonly key: string; readonly parts: string[]; readonly line: number };

type OpenSection = {
  readonly header: string;
  readonly line: number;
  readonly entries: Map<string, OpenEntry>;
};

type Reader = {
  readonly file: string;
  /** Told of each line that is not right. What it does not throw, the reader goes on from. */
  readonly onProblem: (problem: UsageError) => void;
  readonly sections: Map<string, OpenSection>;
  section: OpenSection | undefined;
  entry: OpenEntry | undefined;
  /** Of the line that began the entry: what is indented more continues it. */
  indent: number;
};

const openSection = (reader: Reader, header: string, line: number): void => {
  const first = reader.sections.get(header);
  if (first !== undefined)
    reader.onProblem(
      iniProblem(
        { file: reader.file, line },
        `section [${quoted(header)}] is already at line ${first.line}; the AWS CLI rejects the whole file.`,
        `Rename or remove one of the two (lines ${first.line} and ${line}).`,
      ),
    );
  reader.section = { header, line, entries: new Map() };
  reader.entry = undefined;
  if (first === undefined) reader.sections.set(header, reader.section);
};

type Fault = { readonly what: string; readonly mend: string };

const plainMend = 'Write it as key = value, remove it, or begin it with #.';

/** Why a line is no setting of its section. */
const lineFault = (section: OpenSection | undefined, content: string): Fault | undefined => {
  if (section === undefined)
    return {
      what: 'text before the first section; the AWS CLI rejects the whole file.',
      mend: 'Move the line into a section, remove it, or begin it with #.',
    };
  const at = content.search(/[=:]/);
  if (at < 0)
    return {
      what: `a line without = in section [${quoted(section.header)}]; the AWS CLI rejects the whole file.`,
      mend: plainMend,
    };
  return trimSpace(content.slice(0, at)) === ''
    ? { what: 'a value without a key.', mend: plainMend }
    : undefined;
};

const openEntry = (reader: Reader, content: string, line: number): void => {
  const place = { file: reader.file, line };
  const { section } = reader;
  const fault = lineFault(section, content);
  if (fault !== undefined) reader.onProblem(iniProblem(place, fault.what, fault.mend));
  if (fault !== undefined || section === undefined) return;
  const at = content.search(/[=:]/);
  const key = trimSpace(content.slice(0, at)).toLowerCase();
  const first = section.entries.get(key);
  if (first !== undefined)
    reader.onProblem(
      iniProblem(
        place,
        `key ${quoted(key)} of section [${quoted(section.header)}] is already at line ${first.line} (upper and lower case count as the same); the AWS CLI rejects the whole file.`,
        `Remove one of the two (lines ${first.line} and ${line}).`,
      ),
    );
  reader.entry = { key, parts: [trimSpace(content.slice(at + 1))], line };
  if (first === undefined) section.entries.set(key, reader.entry);
};

// Below a key with an empty value, indented lines are settings of their own and need their `=`.
const continueEntry = (reader: Reader, entry: OpenEntry, line: Line): void => {
  const content = trimSpace(line.text);
  if (entry.parts[0] === '' && !content.includes('='))
    reader.onProblem(
      iniProblem(
        { file: reader.file, line: line.number },
        `an indented line without = below ${quoted(entry.key)}; the AWS CLI rejects the whole file.`,
        'Write it as key = value, remove it, or begin it with #.',
      ),
    );
  entry.parts.push(content);
};

const readLine = (reader: Reader, line: Line): void => {
  if (!isSignificant(line)) return;
  const indent = indentOf(line.text);
  if (reader.entry !== undefined && indent > reader.indent) {
    continueEntry(reader, reader.entry, line);
    return;
  }
  reader.indent = indent;
  const content = trimSpace(line.text);
  if (!content.startsWith('[')) {
    openEntry(reader, content, line.number);
    return;
  }
  const header = /^\[(.+)\]/s.exec(content)?.[1];
  if (header !== undefined) {
    openSection(reader, header, line.number);
    return;
  }
  reader.onProblem(
    iniProblem(
      { file: reader.file, line: line.number },
      'a section header without a name or its closing bracket.',
      'Write it as [profile NAME], or begin the line with #.',
    ),
  );
  // What follows belongs to a section whose name nobody knows.
  reader.section = { header: '', line: line.number, entries: new Map() };
  reader.entry = undefined;
};

/** Refuses what no reader agrees on: a byte order mark and NUL characters. */
export const refuseUnreadable = (text: string, file: string): void => {
  if (text.startsWith('\ufeff'))
    throw iniProblem(
      { file, line: 1 },
      'the file begins with a byte order mark; the AWS CLI rejects the whole file.',
      'Save it as UTF-8 without BOM.',
    );
  const at = text.indexOf('\0');
  if (at >= 0)
    throw iniProblem(
      { file, line: splitLines(text.slice(0, at + 1)).length },
      'a NUL character.',
      'Remove it; an editor may show it as ^@. A file full of them was damaged: restore a backup.',
    );
};

type Reading = { readonly file: string; readonly onProblem: Reader['onProblem'] };

const readLines = (lines: readonly Line[], reading: Reading): readonly IniSection[] => {
  const reader: Reader = {
    ...reading,
    sections: new Map(),
    section: undefined,
    entry: undefined,
    indent: 0,
  };
  for (const line of lines) readLine(reader, line);
  return [...reader.sections.values()].map(({ header, line, entries }) => ({
    header,
    line,
    entries: [...entries.values()].map((entry) => ({
      key: entry.key,
      value: entry.parts.join('\n'),
      line: entry.line,
    })),
  }));
};

/** The sections of some lines of a file; messages use the lines' own numbers. Errors: UsageError. */
export const parseLines = (lines: readonly Line[], file: string): readonly IniSection[] =>
  readLines(lines, {
    file,
    onProblem: (problem) => {
      throw problem;
    },
  });

/**
 * Reads a whole file. Errors: UsageError with `file:line` for duplicate sections, duplicate keys, lines without `=`,
 * text before the first section, a byte order mark and NUL.
 */
export const parseAwsIni = (text: string, file: string = defaultFile): AwsIni => {
  refuseUnreadable(text, file);
  const lines = splitLines(text);
  return { lines, sections: parseLines(lines, file) };
};

export type IniReport = {
  /** What can be read all the same; of two sections or keys of one name, the first. */
  readonly sections: readonly IniSection[];
  /** Everything that `parseAwsIni` would refuse, in the order of the lines. */
  readonly problems: readonly UsageError[];
};

/** As `parseAwsIni`, for who wants to know all that is wrong. */
export const inspectAwsIni = (text: string, file: string): IniReport => {
  const problems: UsageError[] = [];
  try {
    refuseUnreadable(text, file);
  } catch (error) {
    problems.push(error as UsageError);
  }
  const plain = text.replace(/^\ufeff/, '');
  const sections = readLines(splitLines(plain), {
    file,
    onProblem: (problem) => void problems.push(problem),
  });
  return { sections, problems };
};
