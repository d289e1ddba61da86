// What of the AWS config is ours: one block between markers, or sections marked one by one. A file may hold either; a
// write leaves it with one of them.
import { findBlock } from './aws-ini/find-block.ts';
import { splitLines } from './aws-ini/lines.ts';
import { managedSections, replaceManagedBlock } from './aws-ini/managed-block.ts';
import { markedSections, replaceMarkedSections } from './aws-ini/marked-sections.ts';
import { type IniSection, parseAwsIni } from './aws-ini/parse-aws-ini.ts';
import type { WritableSection } from './aws-ini/writable-section.ts';

export type ProfileLayout = 'block' | 'marked';

/** Errors: UsageError for a file or markers that are not right. */
export const ownSections = (text: string | undefined, file: string): readonly IniSection[] => [
  ...managedSections(text, file),
  ...markedSections(text, file),
];

/** How our sections lie there; undefined where there are none of ours. Errors: UsageError, as `ownSections`. */
export const layoutIn = (text: string | undefined, file: string): ProfileLayout | undefined => {
  if (findBlock(splitLines(text ?? ''), file) !== undefined) return 'block';
  return markedSections(text, file).length > 0 ? 'marked' : undefined;
};

export type OwnSections = {
  readonly sections: readonly WritableSection[];
  readonly layout: ProfileLayout;
  readonly file: string;
};

/** The text with our sections being exactly these. Errors: UsageError for a file that cannot be edited safely. */
export const withOwnSections = (
  text: string | undefined,
  { sections, layout, file }: OwnSections,
): string => {
  if (layout === 'marked') return replaceMarkedSections(replaceManagedBlock(text, [], file), sections, file);
  const hasMarked = markedSections(text, file).length > 0;
  return replaceManagedBlock(hasMarked ? replaceMarkedSections(text, [], file) : text, sections, file);
};

/** The sections that are not ours; their line numbers are those of the file without ours. Errors: UsageError. */
export const foreignSections = (text: string | undefined, file: string): readonly IniSection[] =>
  parseAwsIni(withOwnSections(text, { sections: [], layout: 'marked', file }), file).sections;

/** What of a file is ours and what is not. */
export type FileParts = { readonly own: readonly IniSection[]; readonly foreign: readonly IniSection[] };

/** Errors: UsageError, as `ownSections`. */
export const partsOf = (text: string | undefined, file: string): FileParts => ({
  own: ownSections(text, file),
  foreign: foreignSections(text, file),
});
