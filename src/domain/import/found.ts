// What a tool's files say, in words that all tools share. Nothing here is a secret: keys are named, never held.
import type { YamlValue } from '../config-reader.ts';

export const importTools = [
  'aws-cli',
  'aws-sso-cli',
  'granted',
  'aws-vault',
  'leapp',
  'aws-sso-util',
  'credentials',
] as const;

export type ImportTool = (typeof importTools)[number];

/** A text file that was read; `path` is as the person knows it. */
export type TextFile = { readonly path: string; readonly text: string };

export type YamlFile = {
  readonly path: string;
  readonly value: YamlValue;
  /** Of the nearest part of the path that is there. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
};

export type Origin = { readonly file: string; readonly line: number | undefined };

export const originText = ({ file, line }: Origin): string => (line === undefined ? file : `${file}:${line}`);

/** Keys as config.yaml has them. */
export type Settings = ReadonlyMap<string, YamlValue>;

export type FoundInstance = {
  readonly tool: ImportTool;
  /** How the roles of this tool name it. */
  readonly key: string;
  /** The name that it would like to have. */
  readonly name: string;
  readonly startUrl: string;
  readonly region: string;
  /** `default_region`, `login`. */
  readonly settings: Settings;
  readonly origin: Origin;
};

export type FoundAccount = {
  readonly tool: ImportTool;
  readonly instance: string;
  readonly accountId: string;
  /** `name`, `region`, `tags`. */
  readonly settings: Settings;
  readonly origin: Origin;
};

/** A section of the AWS config that stands for a role. */
export type FoundSection = {
  readonly header: string;
  readonly line: number;
  /** What it says beside the role: `region`, `output`, ... */
  readonly settings: readonly (readonly [key: string, value: string])[];
  /** The tool wrote it between its own markers. */
  readonly isManaged: boolean;
};

export type FoundRole = {
  readonly tool: ImportTool;
  readonly instance: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly profile: string | undefined;
  /** All but `profile`: `region`, `tags`, `via`, `external_id`, ... */
  readonly settings: Settings;
  readonly origin: Origin;
  readonly section: FoundSection | undefined;
  /** What the tool knows of the account, to see which name a template makes. */
  readonly known?: { readonly accountName: string; readonly email: string } | undefined;
};

/** Lasting keys in clear text. */
export type FoundKeys = {
  readonly tool: ImportTool;
  /** How roles name the instance that they become: `keys:SECTION`. */
  readonly key: string;
  readonly name: string;
  /** The section of the file with the keys. */
  readonly header: string;
  readonly profile: string;
  readonly file: string;
  readonly line: number;
  readonly region: string | undefined;
  readonly mfaSerial: string | undefined;
  /** The profile with the keys assumes a role with them: its name is the role's. */
  readonly isRole: boolean;
};

export type FoundSetting = {
  readonly tool: ImportTool;
  readonly key:
    | 'profile_template'
    | 'profile_settings'
    | 'default_instance'
    | 'browser'
    | 'catalog_max_age'
    | 'tag_variables'
    | 'compat';
  readonly value: YamlValue;
  readonly origin: Origin;
};

/** A role that a tool's own history names. */
export type FoundUse = {
  readonly tool: ImportTool;
  readonly instance: string;
  readonly accountId: string;
  readonly roleName: string;
  /** ms */
  readonly lastUsedAt: number;
  readonly origin: Origin;
};

/** Something that could not be carried over, or should be known. */
export type ImportNote = {
  readonly tool: ImportTool;
  readonly origin: Origin | undefined;
  readonly text: string;
};

export type Found = {
  readonly instances: readonly FoundInstance[];
  readonly accounts: readonly FoundAccount[];
  readonly roles: readonly FoundRole[];
  readonly keys: readonly FoundKeys[];
  readonly settings: readonly FoundSetting[];
  readonly uses: readonly FoundUse[];
  readonly notes: readonly ImportNote[];
  /** Keys that another program must hand over, by how roles name them; told while there are none of that name here. */
  readonly handOvers: ReadonlyMap<string, ImportNote>;
};

export const nothingFound: Found = {
  instances: [],
  accounts: [],
  roles: [],
  keys: [],
  settings: [],
  uses: [],
  notes: [],
  handOvers: new Map(),
};

export const mergedFound = (all: readonly Found[]): Found => ({
  instances: all.flatMap(({ instances }) => instances),
  accounts: all.flatMap(({ accounts }) => accounts),
  roles: all.flatMap(({ roles }) => roles),
  keys: all.flatMap(({ keys }) => keys),
  settings: all.flatMap(({ settings }) => settings),
  uses: all.flatMap(({ uses }) => uses),
  notes: all.flatMap(({ notes }) => notes),
  handOvers: new Map(all.flatMap(({ handOvers }) => [...handOvers])),
});

/** Everything that the tools keep where we may read it. */
export type ImportSources = {
  readonly awsConfig: TextFile | undefined;
  readonly credentials: TextFile | undefined;
  readonly awsSsoCli: YamlFile | undefined;
  readonly awsSsoCliCache: TextFile | undefined;
  readonly granted: TextFile | undefined;
  readonly leapp: TextFile | undefined;
  /** Users whose keys an instance of config.yaml has: `instance/account/user`. */
  readonly ownUsers: ReadonlySet<string>;
};

/** Settings without those that are not there. */
export const settingsOf = (
  entries: Readonly<Record<string, YamlValue | undefined>>,
): ReadonlyMap<string, YamlValue> =>
  new Map(
    Object.entries(entries).flatMap(([key, value]) =>
      value === undefined || value === null || value === '' ? [] : [[key, value] as const],
    ),
  );
