// What our sections look like in the file, and what may not be there beside them.
import { iniProblem, quoted } from './ini-problem.ts';
import type { IniSection } from './parse-aws-ini.ts';
import { identitiesOf } from './section-identity.ts';
import type { WritableSection } from './writable-section.ts';

export const sectionText = ({ name, comment, entries }: WritableSection, eol: string): string => {
  const remark = comment === undefined ? '' : `# ${comment}${eol}`;
  const settings = entries.map(([key, value]) => `${key} = ${value}`.trimEnd() + eol);
  return `[${name}]${eol}${remark}${settings.join('')}`;
};

/** What the parser makes of a section that is written. */
export const asParsed = ({ name, entries }: WritableSection): IniSection => ({
  header: name,
  line: 0,
  entries: entries.map(([key, value]) => ({ key, value, line: 0 })),
});

/** A text that is the same for sections that say the same, wherever they stand. */
export const meaningOf = (sections: readonly IniSection[]): string =>
  JSON.stringify(
    sections.map(({ header, entries }) => [header, entries.map(({ key, value }) => [key, value])]),
  );

type Taken = {
  /** What is in the file and not ours. */
  readonly outside: readonly IniSection[];
  readonly sections: readonly WritableSection[];
  readonly file: string;
  /** Where ours would stand: what follows "[x] is ...". */
  readonly placeOf: (section: WritableSection, index: number) => string;
};

const hintFor = (name: string, line: number): string =>
  name === 'default'
    ? `Remove the section at line ${line}, or do without a default profile of rolecall's (profiles: {default: ...} in config.yaml, or --default).`
    : `Rename or remove the section at line ${line}, or give the role another profile name.`;

/** Errors: UsageError when one of the sections, by any reader's understanding, is there already and not ours. */
export const refuseTaken = ({ outside, sections, file, placeOf }: Taken): void => {
  const taken = new Map(
    outside.flatMap((section) => [...identitiesOf(section.header)].map((name) => [name, section] as const)),
  );
  sections.forEach((section, index) => {
    const other = [...identitiesOf(section.name)].map((name) => taken.get(name)).find(Boolean);
    if (other === undefined) return;
    throw iniProblem(
      { file, line: other.line },
      `[${quoted(other.header)}] is ${placeOf(section, index)}.`,
      hintFor(section.name, other.line),
    );
  });
};
