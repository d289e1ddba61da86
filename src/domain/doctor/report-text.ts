// The report of the doctor as a person reads it: a group a paragraph, the level as a word before each finding.
import { countsOf, type Finding, groups, groupTitles, type Level, type Placed } from './finding.ts';

export type ReportLook = {
  readonly isColoured: boolean;
  /** Columns of the terminal; undefined: nothing is wrapped. */
  readonly width: number | undefined;
};

const colours: Readonly<Record<Level, number>> = { ok: 32, note: 36, warning: 33, error: 31 };

const marginWidth = 11;
const margin = ' '.repeat(marginWidth);
const widest = 100;
const narrowest = 30;

const lengthOf = (text: string): number => [...text].length;

/** Words in lines of at most `width`; a word that is longer has a line of its own. */
const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || lengthOf(last) + 1 + lengthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

const paragraph = (text: string, { width }: ReportLook): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) =>
      width === undefined
        ? [line]
        : wrapped(line, Math.max(narrowest, Math.min(width, widest) - marginWidth)),
    );

const paint = (code: number, text: string, { isColoured }: ReportLook): string =>
  isColoured ? `\u001b[${code}m${text}\u001b[39m` : text;

const bold = (text: string, { isColoured }: ReportLook): string =>
  isColoured ? `\u001b[1m${text}\u001b[22m` : text;

const findingLines = (finding: Finding, look: ReportLook): readonly string[] => {
  const { level, what, why, mend = [] } = finding;
  const [first = '', ...rest] = paragraph(what, look);
  const label = paint(colours[level], level, look) + ' '.repeat(9 - level.length);
  // A command is never broken into lines: it is there to be copied.
  return [
    `  ${label}${first}`,
    ...rest.map((line) => `${margin}${line}`),
    ...(why === undefined ? [] : paragraph(why, look).map((line) => `${margin}${line}`)),
    ...mend.map((line) => `${margin}${paint(36, '->', look)} ${line}`),
  ];
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const summaryOf = (findings: readonly Placed[]): string => {
  const { errors, warnings, notes } = countsOf(findings);
  const said = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(notes > 0 ? [counted(notes, 'note')] : []),
  ];
  if (errors === 0 && warnings === 0)
    return notes === 0 ? 'All is well.' : `All is well, with ${counted(notes, 'note')}.`;
  return `${said.join(', ')}.`;
};

const fixableText = (findings: readonly Placed[]): string => {
  const count = findings.filter(({ fix, isMended }) => fix !== undefined && isMended !== true).length;
  return count === 0 ? '' : ` ${count === 1 ? 'One' : count} can be mended by: rolecall doctor --fix`;
};

export const summaryText = (findings: readonly Placed[]): string =>
  `${summaryOf(findings)}${fixableText(findings)}\n`;

/** Ends with a newline; the summary is its last line. */
export const reportText = (findings: readonly Placed[], look: ReportLook): string => {
  const parts = groups.flatMap((group) => {
    const own = findings.filter((finding) => finding.group === group);
    if (own.length === 0) return [];
    return [[bold(groupTitles[group], look), ...own.flatMap((finding) => findingLines(finding, look)), '']];
  });
  return `${parts.flat().join('\n')}\n${summaryText(findings)}`;
};
