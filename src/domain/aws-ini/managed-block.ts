// Writes our sections into a file that belongs to the user. Everything outside the block stays byte for byte; what
// was written is read back by the strict parser, and must be what was there before plus exactly our sections.
import { UserError } from '../errors.ts';
import { type BlockRange, beginMarker, credentialsBeginMarker, endMarker, findBlock } from './find-block.ts';
import { defaultFile, iniProblem } from './ini-problem.ts';
import { eolOf, isSignificant, joinLines, type Line, splitLines } from './lines.ts';
import { type IniSection, parseLines, refuseUnreadable } from './parse-aws-ini.ts';
import { asParsed, meaningOf, refuseTaken, sectionText } from './section-text.ts';
import { type AwsFileKind, requireWritable, type WritableSection } from './writable-section.ts';

/** The file as it is, cut at the block. */
type Cut = {
  readonly file: string;
  readonly head: readonly Line[];
  readonly tail: readonly Line[];
  readonly hasBlock: boolean;
  readonly eol: '\n' | '\r\n';
};

type BlockForm = { readonly eol?: '\n' | '\r\n'; readonly kind?: AwsFileKind };

/** The block with its markers. Errors: UsageError for a section that not every SDK would read back. */
export const blockText = (
  sections: readonly WritableSection[],
  { eol = '\n', kind = 'config' }: BlockForm = {},
): string => {
  for (const section of sections) requireWritable(section, kind);
  const body = sections.map((section) => sectionText(section, eol)).join(eol);
  return `${kind === 'config' ? beginMarker : credentialsBeginMarker}${eol}${body}${endMarker}${eol}`;
};

const cutAt = (text: string, file: string): Cut => {
  refuseUnreadable(text, file);
  const lines = splitLines(text);
  const range: BlockRange | undefined = findBlock(lines, file);
  if (range === undefined) return { file, head: lines, tail: [], hasBlock: false, eol: eolOf(text) };
  return {
    file,
    head: lines.slice(0, range.begin),
    tail: lines.slice(range.end + 1),
    hasBlock: true,
    eol: lines[range.begin]?.eol === '\r\n' ? '\r\n' : '\n',
  };
};

// A setting right after the block belongs to our last section now, and would go to another one with every write.
const refuseStray = ({ tail, file }: Cut): void => {
  const first = tail.find(isSignificant);
  if (first === undefined || first.text.startsWith('[')) return;
  throw iniProblem(
    { file, line: first.number },
    'the first setting after "# END rolecall" is in no section of its own.',
    'Move it into its section, or put an unindented [section] line above it.',
  );
};

const refuseOutside = (
  cut: Cut,
  outside: readonly IniSection[],
  sections: readonly WritableSection[],
): void => {
  const begin = cut.head.length + (cut.hasBlock || cut.head.length === 0 ? 1 : 2);
  const lines = [begin + 1];
  for (const { entries, comment } of sections)
    lines.push((lines.at(-1) ?? 0) + entries.length + (comment === undefined ? 2 : 3));
  refuseTaken({
    outside,
    sections,
    file: cut.file,
    placeOf: ({ name }, index) =>
      `outside rolecall's block, which would hold [${name}] at line ${lines[index]}`,
  });
};

// One line ending is added before a new block: a blank line, or the end of a last line that had none. Removing the
// block takes exactly that one away.
const withBlock = ({ head, tail, hasBlock, eol }: Cut, block: string): string => {
  const separator = hasBlock || head.length === 0 ? '' : eol;
  return joinLines(head) + separator + block + joinLines(tail);
};

const withoutBlock = ({ head, tail, hasBlock }: Cut): string => {
  const last = head.at(-1);
  if (!hasBlock || last === undefined) return joinLines([...head, ...tail]);
  if (last.text === '') return joinLines([...head.slice(0, -1), ...tail]);
  return tail.length > 0
    ? joinLines([...head, ...tail])
    : joinLines([...head.slice(0, -1), { ...last, eol: '' }]);
};

const requireExactDelta = (cut: Cut, result: string, sections: readonly WritableSection[]): void => {
  const expected = [
    ...parseLines(cut.head, cut.file),
    ...sections.map(asParsed),
    ...parseLines(cut.tail, cut.file),
  ];
  if (meaningOf(parseLines(splitLines(result), cut.file)) === meaningOf(expected)) return;
  throw new UserError(`${cut.file} would not read back as intended.`, {
    hint: 'The file was not changed. Please report this with the shape of the file, without its secrets.',
  });
};

type Replacement = {
  readonly text: string | undefined;
  readonly sections: readonly WritableSection[];
  readonly file: string;
  readonly kind: AwsFileKind;
};

const replaceBlock = ({ text, sections, file, kind }: Replacement): string => {
  const cut = cutAt(text ?? '', file);
  refuseStray(cut);
  const outside = parseLines([...cut.head, ...cut.tail], file);
  refuseOutside(cut, outside, sections);
  const result =
    sections.length === 0 ? withoutBlock(cut) : withBlock(cut, blockText(sections, { eol: cut.eol, kind }));
  requireExactDelta(cut, result, sections);
  return result;
};

/**
 * The config's text with our block holding exactly `sections`, in their order; none removes the block. A missing block
 * goes to the end of the file. Errors: UsageError with `file:line` for a file that not every SDK reads, markers that
 * do not pair, and sections that exist outside the block.
 */
export const replaceManagedBlock = (
  text: string | undefined,
  sections: readonly WritableSection[],
  file: string = defaultFile,
): string => replaceBlock({ text, sections, file, kind: 'config' });

/** The same for a file in the form of the shared credentials file. */
export const replaceCredentialsBlock = (
  text: string | undefined,
  sections: readonly WritableSection[],
  file: string,
): string => replaceBlock({ text, sections, file, kind: 'credentials' });

/** The sections that our block holds now. Errors: UsageError for markers that do not pair and lines that are not right. */
export const managedSections = (
  text: string | undefined,
  file: string = defaultFile,
): readonly IniSection[] => {
  const lines = splitLines(text ?? '');
  const range = findBlock(lines, file);
  return range === undefined ? [] : parseLines(lines.slice(range.begin + 1, range.end), file);
};
