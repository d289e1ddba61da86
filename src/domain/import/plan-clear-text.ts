// What replaces keys in clear text: the profile of their name gets rolecall as its credential_process, so that whoever
// uses the profile goes on.

import { eolOf } from '../aws-ini/lines.ts';
import { parseAwsIni } from '../aws-ini/parse-aws-ini.ts';
import { insertSetting } from '../aws-ini/remove-sections.ts';
import { layoutIn, ownSections, withOwnSections } from '../own-sections.ts';
import type { FoundKeys, TextFile } from './found.ts';

export type KeysProfile = {
  readonly found: FoundKeys;
  /** Its credential_process. */
  readonly command: string;
};

const headersOf = (profile: string): readonly string[] =>
  profile === 'default' ? ['default', 'profile default'] : [`profile ${profile}`, `profile "${profile}"`];

const sectionOf = ({ text, path }: TextFile, profile: string) =>
  parseAwsIni(text, path).sections.find(({ header }) => headersOf(profile).includes(header));

/** Keys win over the program of a profile: without them another program, perhaps another identity, would answer. */
export const hasOtherProgram = (file: TextFile, { found, command }: KeysProfile): boolean => {
  const entries = sectionOf(file, found.profile)?.entries ?? [];
  return entries.some(({ key, value }) => key === 'credential_process' && value.trim() !== command);
};

const withProfile = (text: string, path: string, { found, command }: KeysProfile): string => {
  const section = sectionOf({ text, path }, found.profile);
  if (section !== undefined) {
    if (section.entries.some(({ key }) => key === 'credential_process')) return text;
    return insertSetting(text, { line: section.line, key: 'credential_process', value: command }, path);
  }
  if (found.profile === 'default') {
    // It is nobody's but the person's: outside our block.
    const eol = eolOf(text);
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
    return `${text}${gap}[default]${eol}credential_process = ${command}${eol}`;
  }
  const others = ownSections(text, path).map(({ header, entries }) => ({
    name: header,
    entries: entries.map(({ key, value }) => [key, value] as const),
  }));
  const region = found.region === undefined ? [] : [['region', found.region] as const];
  const own = {
    name: `profile ${found.profile}`,
    entries: [['credential_process', command] as const, ...region],
  };
  const all = [...others, own].sort((a, b) => (a.name < b.name ? -1 : 1));
  return withOwnSections(text, { sections: all, layout: layoutIn(text, path) ?? 'block', file: path });
};

/** Errors: UsageError for a file that cannot be edited safely. */
export const withKeysProfiles = (file: TextFile, profiles: readonly KeysProfile[]): string =>
  profiles.reduce((text, profile) => withProfile(text, file.path, profile), file.text);
