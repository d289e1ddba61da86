// The profiles of `~/.aws/config` and the sections of `~/.aws/credentials`, each with the tool that it belongs to.

import { parseAwsIni } from '../aws-ini/parse-aws-ini.ts';
import { ownSections } from '../own-sections.ts';
import { isLastingKeyId } from '../read-access-keys.ts';
import { type AwsSsoBlock, findAwsSsoBlocks, isInBlock } from './aws-sso-cli-block.ts';
import { commandWords, programOf } from './command-words.ts';
import type { ImportSources, ImportTool, Origin, TextFile } from './found.ts';
import { defaultAwsSso, ownRole, type ProgramRole } from './program-roles.ts';

export type AwsProfile = {
  readonly name: string;
  readonly header: string;
  readonly file: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  /** Of `credential_process`. */
  readonly words: readonly string[];
  /** Between the markers of aws-sso-cli. */
  readonly isManaged: boolean;
  /** Its section holds keys, which `values` leaves out. */
  readonly hasKeys: boolean;
};

export type SsoSession = Omit<AwsProfile, 'words' | 'isManaged' | 'hasKeys'>;

/** A section of either file that holds lasting keys. */
export type KeysSection = {
  readonly name: string;
  readonly header: string;
  readonly file: string;
  readonly line: number;
  readonly kind: 'config' | 'credentials';
};

export type AwsWorld = {
  readonly profiles: readonly AwsProfile[];
  readonly byName: ReadonlyMap<string, AwsProfile>;
  readonly sessions: ReadonlyMap<string, SsoSession>;
  readonly keys: ReadonlyMap<string, KeysSection>;
  /** Sections whose keys end by themselves. */
  readonly temporary: readonly Origin[];
  readonly blocks: readonly AwsSsoBlock[];
  /** Profiles of our block. */
  readonly own: ReadonlyMap<string, ProgramRole>;
  /** The instance of aws-sso-cli that is meant where none is named. */
  readonly awsSsoInstance: string;
  /** Users whose keys an instance of ours has: `instance/account/user`. */
  readonly ownUsers: ReadonlySet<string>;
};

/** Without a comment behind it, and without the quotes that Go's writer puts around what holds a `#`. */
const cleaned = (value: string): string =>
  value
    .replace(/\s[#;][^\n]*/, '')
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim();

const nameIn = (header: string, kind: string): string | undefined => {
  const typed = new RegExp(`^${kind}[ \\t]+(.+)$`, 's').exec(header)?.[1];
  return typed?.trim().replace(/^(["'])(.*)\1$/s, '$2');
};

type Kept = { readonly header: string; readonly line: number; readonly values: ReadonlyMap<string, string> };

type ReadConfig = Pick<AwsWorld, 'profiles' | 'sessions' | 'blocks' | 'own'> & {
  readonly kept: readonly Kept[];
};

const keptSections = (text: string, file: string): readonly Kept[] =>
  parseAwsIni(text, file).sections.map(({ header, line, entries }) => ({
    header,
    line,
    values: new Map(entries.map(({ key, value }) => [key, value.includes('\n') ? value : cleaned(value)])),
  }));

const secretKey = /^aws_(?:access_key_id|secret_access_key|session_token|security_token)$/;

const holdsLastingKeys = ({ values }: Kept): boolean =>
  isLastingKeyId(values.get('aws_access_key_id') ?? '') &&
  (values.get('aws_secret_access_key') ?? '') !== '' &&
  (values.get('aws_session_token') ?? '') === '';

const readConfig = ({ path: file, text }: TextFile): ReadConfig => {
  const blocks = findAwsSsoBlocks(text, file);
  const managed = new Set(ownSections(text, file).map(({ line }) => line));
  const all = keptSections(text, file);
  const kept = all.filter(({ line }) => !managed.has(line));
  const own = all
    .filter(({ line }) => managed.has(line))
    .flatMap(({ header, values }) => {
      const role = ownRole({ words: commandWords(values.get('credential_process') ?? '') });
      const name = nameIn(header, 'profile');
      return role === undefined || name === undefined ? [] : [[name, role] as const];
    });
  const profiles = kept.flatMap(({ header, line, values }): readonly AwsProfile[] => {
    const name = header === 'default' ? header : nameIn(header, 'profile');
    if (name === undefined) return [];
    const words = commandWords(values.get('credential_process') ?? '');
    const isManaged = blocks.some((block) => isInBlock(block, line));
    const open = new Map([...values].filter(([key]) => !secretKey.test(key)));
    return [{ name, header, file, line, values: open, words, isManaged, hasKeys: open.size < values.size }];
  });
  const sessions = kept.flatMap(({ header, line, values }) => {
    const name = nameIn(header, 'sso-session');
    return name === undefined ? [] : [[name, { name, header, file, line, values }] as const];
  });
  return { profiles, sessions: new Map(sessions), blocks, kept, own: new Map(own) };
};

const keysIn = (kept: readonly Kept[], file: string, kind: KeysSection['kind']): readonly KeysSection[] =>
  kept.filter(holdsLastingKeys).flatMap(({ header, line }) => {
    const name = kind === 'credentials' || header === 'default' ? header : nameIn(header, 'profile');
    return name === undefined ? [] : [{ name, header, file, line, kind }];
  });

const noConfig: ReadConfig = {
  profiles: [],
  sessions: new Map(),
  blocks: [],
  kept: [],
  own: new Map(),
};

/** Errors: UsageError with file and line for a file that not every SDK reads, or a block that has lost a marker. */
export const readAwsWorld = (sources: ImportSources): AwsWorld => {
  const { awsConfig, credentials } = sources;
  const { kept, ...config } = awsConfig === undefined ? noConfig : readConfig(awsConfig);
  const others = credentials === undefined ? [] : keptSections(credentials.text, credentials.path);
  const file = credentials?.path ?? '';
  const keys = [...keysIn(kept, awsConfig?.path ?? '', 'config'), ...keysIn(others, file, 'credentials')];
  return {
    ...config,
    awsSsoInstance: defaultAwsSso(sources.awsSsoCli) ?? 'Default',
    ownUsers: sources.ownUsers,
    // The first of two that mean the same profile, as [default] and [profile default].
    byName: new Map([...config.profiles].reverse().map((profile) => [profile.name, profile])),
    keys: new Map(keys.map((section) => [section.name, section])),
    temporary: others
      .filter(({ values }) => values.has('aws_session_token'))
      .map(({ line }) => ({ file, line })),
  };
};

const byProgram: ReadonlyMap<string, ImportTool> = new Map([
  ['granted', 'granted'],
  ['dgranted', 'granted'],
  ['aws-sso-util', 'aws-sso-util'],
  ['aws-sso-credential-process', 'aws-sso-util'],
  ['leapp', 'leapp'],
  ['aws-vault', 'aws-vault'],
  ['aws-sso', 'aws-sso-cli'],
]);

const isSso = ({ values }: AwsProfile): boolean => values.has('sso_session') || values.has('sso_start_url');

/** Whose profile it is; undefined for one that only AWS's own tools care about, such as a plain `region`. */
export const toolOf = (profile: AwsProfile): ImportTool | undefined => {
  const { values, words } = profile;
  const program = byProgram.get(programOf(words));
  if (program === 'aws-sso-cli' || program === 'leapp') return program;
  if (program === 'granted' || values.has('granted_sso_start_url')) return 'granted';
  if (program === 'aws-sso-util' || values.get('sso_auto_populated') === 'true') return 'aws-sso-util';
  if (isSso(profile)) return 'aws-cli';
  return program;
};
