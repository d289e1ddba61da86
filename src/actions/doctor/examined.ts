// What every check may look at, gathered once. A part that cannot be had is a fact like any other: the doctor is for the
// days when the config is broken, the store is locked and the network is away.
import { type IniSection, inspectAwsIni } from '../../domain/aws-ini/parse-aws-ini.ts';
import type { Config } from '../../domain/config.ts';
import type { Finding, Group } from '../../domain/doctor/finding.ts';
import { UserError } from '../../domain/errors.ts';
import type { RoleList } from '../../domain/role-list.ts';
import { loadRoles } from '../../engine/load-roles.ts';
import type { InstanceSummary } from '../../ports/catalog-store.ts';
import type { Inspection } from '../../ports/inspection.ts';
import type { Services } from '../../ports/services.ts';
import type { Shell } from '../../shells/shell.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigState =
  | { readonly kind: 'valid'; readonly path: string; readonly isThere: boolean; readonly config: Config }
  | { readonly kind: 'broken'; readonly path: string; readonly error: UserError };

export type CatalogState = {
  readonly roles: RoleList;
  readonly instances: readonly InstanceSummary[];
};

/** One of the two AWS files. */
export type AwsFileState = {
  readonly path: string;
  /** Undefined where there is none, and where it cannot be read. */
  readonly text: string | undefined;
  /** What can be read, however much is wrong. */
  readonly sections: readonly IniSection[];
  readonly problems: readonly UserError[];
};

export type ProgramFacts = {
  /** The words that start this program again, as profiles hold them. */
  readonly words: readonly string[];
  readonly scriptPath: string;
  readonly version: string;
  readonly nodeVersion: string;
  readonly platform: string;
  /** Of the process that started this one. */
  readonly parentId: number;
};

export type TerminalFacts = {
  readonly isStdinTerminal: boolean;
  readonly isStdoutTerminal: boolean;
  readonly isStderrTerminal: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** 0 none, 1 the 16 colours, 2 = 256, 3 true colour */
  readonly colorLevel: number;
};

export type Outside = {
  /** With nobody to ask for a passphrase. */
  readonly services: Services;
  readonly env: Environment;
  readonly isOffline: boolean;
  readonly program: ProgramFacts;
  readonly terminal: TerminalFacts;
  readonly shell: Shell;
};

export type Examined = Outside & {
  /** ms since the epoch */
  readonly now: number;
  readonly inspection: Inspection;
  readonly config: ConfigState;
  readonly catalog: CatalogState | undefined;
  readonly awsConfig: AwsFileState;
  readonly awsCredentials: AwsFileState;
};

/** One file of this folder. */
export type Check = {
  /** What is looked at, for the line that is shown while it takes long. */
  readonly subject: string;
  readonly group: Group;
  /** Errors: whatever it meets; the one who runs it makes a finding of it. */
  readonly run: (examined: Examined) => Promise<readonly Finding[]> | readonly Finding[];
};

const asUserError = (error: unknown): UserError => {
  if (error instanceof UserError) return error;
  return new UserError(`Something that should not have gone wrong did (${(error as Error)?.name}).`);
};

const configState = async (services: Services): Promise<ConfigState> => {
  const store = await services.configStore();
  const { path } = store;
  try {
    const text = await store.readText();
    return { kind: 'valid', path, isThere: text !== undefined, config: await store.load() };
  } catch (error) {
    return { kind: 'broken', path, error: asUserError(error) };
  }
};

const awsFileState = async (path: string, read: () => Promise<string | undefined>): Promise<AwsFileState> => {
  try {
    const text = await read();
    return { path, text, ...inspectAwsIni(text ?? '', path) };
  } catch (error) {
    return { path, text: undefined, sections: [], problems: [asUserError(error)] };
  }
};

const catalogState = async (services: Services): Promise<CatalogState | undefined> => {
  try {
    const { roles, instances } = await loadRoles(services);
    return { roles, instances };
  } catch {
    return undefined;
  }
};

export const examine = async (outside: Outside): Promise<Examined> => {
  const { services } = outside;
  const config = await configState(services);
  const files = await services.awsFiles();
  const keysFile = files.keysFile();
  return {
    ...outside,
    now: services.clock.now(),
    inspection: await services.inspection(),
    config,
    catalog: config.kind === 'valid' ? await catalogState(services) : undefined,
    awsConfig: await awsFileState(files.configPath, files.readConfig),
    awsCredentials: await awsFileState(keysFile.path, keysFile.read),
  };
};
