// Where the profiles of the AWS config stand, and what they have. Values are looked at here and never told: only names of
// profiles and keys are.
import type { IniSection } from '../aws-ini/parse-aws-ini.ts';
import { type AwsProfile, awsProfiles } from '../aws-profiles.ts';
import { profileNameOf } from '../profile-users.ts';

export type ProfileLine = {
  /** As programs know it; `default` for `[default]`. */
  readonly name: string;
  readonly line: number;
  readonly keys: ReadonlySet<string>;
  readonly region: string | undefined;
  /** Undefined without a `credential_process`; `words` undefined when nobody can say what it runs. */
  readonly process: { readonly line: number; readonly words: readonly string[] | undefined } | undefined;
  /** The role that it stands for, where its settings name one. */
  readonly role: AwsProfile['role'];
};

const lineOf = (section: IniSection, name: string): ProfileLine => {
  const [profile] = awsProfiles([section], []);
  const process = section.entries.find(({ key }) => key === 'credential_process');
  return {
    name,
    line: section.line,
    keys: new Set(section.entries.map(({ key }) => key)),
    region: section.entries.find(({ key }) => key === 'region')?.value,
    process: process === undefined ? undefined : { line: process.line, words: profile?.words },
    role: profile?.role,
  };
};

/** The profiles of the AWS config, in its order. */
export const profileLines = (sections: readonly IniSection[]): readonly ProfileLine[] =>
  sections.flatMap((section) => {
    const name = profileNameOf(section.header);
    return name === undefined ? [] : [lineOf(section, name)];
  });
