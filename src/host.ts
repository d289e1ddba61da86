// What the outside gives us, and the services made from it. Each service is loaded when it is first asked for.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Folders, foldersOf } from './adapters/folders.ts';
import { homeFolder } from './adapters/home-folder.ts';
import { observedServices } from './adapters/observed-services.ts';
import type { PrivateFolder } from './adapters/private-folder.ts';
import type { SecretStoreOptions } from './adapters/secret-store/open-secret-store.ts';
import { beginWatching, type Watching, withoutDebug } from './adapters/watching.ts';
import type { Config } from './domain/config.ts';
import type { ConfigProblem } from './domain/config-reader.ts';
import { once } from './domain/once.ts';
import type { Audit } from './ports/audit.ts';
import type { HistoryStore } from './ports/history.ts';
import type { Inspection } from './ports/inspection.ts';
import type { Services } from './ports/services.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs something with the terminal to itself. */
export type Around = <T>(work: () => Promise<T>) => Promise<T>;

export type Host = {
  /** Arguments after the program's name, without `--debug`. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Node's path and the program's, for lines that call it again (credential_process). */
  readonly execPath: string;
  readonly scriptPath: string;
  /** `v20.20.0` */
  readonly nodeVersion: string;
  readonly services: Services;
  /** The person's home folder. */
  readonly home: string;
  /** The program that started this one, usually the shell; undefined where it cannot be told. */
  readonly parentName: () => Promise<string | undefined>;
  readonly parentId: number;
  /** When the program began, ms since the epoch. */
  readonly startedAt: number;
  /** Keys can be read and questions shown: stdin and stderr are terminals. */
  readonly isInteractive: boolean;
  /** Asks yes or no on the terminal; no is the default. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Asks for a line on the terminal; empty answers give `fallback`. */
  readonly ask: (question: string, fallback?: string) => Promise<string>;
  /** Asks for a line that is not shown while it is typed; undefined when there is no terminal. Errors: Cancelled. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
  /** All of stdin, at most 64 KiB. Errors: UsageError when it is longer. */
  readonly readInput: () => Promise<string>;
  /** Checks and normalises a start URL (vanity domains need one HEAD). Errors: UsageError, UpstreamFailed. */
  readonly resolveStartUrl: (url: string) => Promise<string>;
  /** Resolves at the first SIGINT, SIGTERM or SIGHUP; from the call on, these no longer end the program. */
  readonly untilSignal: () => Promise<NodeJS.Signals>;
  /** A text file that ships with the program, such as `completions/rolecall.bash`. */
  readonly readPackageFile: (relativePath: string) => Promise<string>;
  /** A folder of its own under the system's temporary one, to be removed at the end. */
  readonly privateFolder: (prefix: string) => Promise<PrivateFolder>;
  /** The same host, with nobody to ask for a passphrase: a locked secret store is an error. */
  readonly unattended: () => Host;
  /** While the picker holds the terminal, a passphrase is asked for inside `around`, which gives the terminal up. */
  readonly aroundPrompts: (around: Around | undefined) => void;
  /** From the call on, nobody is asked for a passphrase any more: what a program in the background needs. */
  readonly endPrompts: () => void;
  /** A text for people, without any secret that this process has met. */
  readonly redact: (text: string) => string;
  /** The same host with other variables: the demo's private home. */
  readonly withEnv: (env: Environment) => Host;
};

/** The build puts it beside this file. */
const agentScript = fileURLToPath(new URL('./agent.js', import.meta.url));

type Prompting = { isAttended: boolean; around: Around | undefined };

type Given = Pick<NodeJS.Process, 'env' | 'platform' | 'stderr' | 'pid' | 'ppid'> & {
  readonly prompting: Prompting;
  readonly watching: Watching;
};

const promptOf = async ({ isAttended, around }: Prompting) => {
  if (!isAttended) return undefined;
  const { promptPassphrase } = await import('./adapters/secret-store/prompt-passphrase.ts');
  const ask: typeof promptPassphrase = (question, options) => {
    const asking = () => promptPassphrase(question, options);
    return around === undefined ? asking() : around(asking);
  };
  return ask;
};

const auditOf = async (given: Given, directory: string, isOn: () => Promise<boolean>): Promise<Audit> => {
  const { openAuditLog } = await import('./adapters/audit-log.ts');
  const { parentProcessName } = await import('./adapters/parent-process.ts');
  const { env, pid, ppid } = given;
  const { activity } = given.watching;
  return openAuditLog({
    activity,
    directory,
    env,
    now: Date.now,
    isOn,
    pid,
    parentName: () => parentProcessName(ppid),
  });
};

const historyOf = async (given: Given, directory: string): Promise<HistoryStore> => {
  const { openHistory } = await import('./adapters/history.ts');
  const lock = async () => (await import('./adapters/lock.ts')).openLock(directory);
  const warn = (text: string): void => void given.stderr.write(`rolecall: ${text}\n`);
  return openHistory({ directory, lock, now: Date.now, warn });
};

/** Made once: a code that was given with the command is good for one call. */
const mfaCodesOf = ({ env, prompting }: Given): Services['mfaCode'] => {
  const codes = once(async () => {
    const { mfaCodes } = await import('./adapters/mfa-code.ts');
    const prompt = async (question: string) =>
      (await promptOf(prompting))?.(question, { confirm: false, empty: 'A code has six digits.' });
    return mfaCodes({ env, prompt });
  });
  return async (question) => (await codes())(question);
};

type AwsServices = Pick<
  Services,
  'identityCenter' | 'federation' | 'sts' | 'iam' | 'mfaCode' | 'baseCredentials'
>;

const awsServicesOf = (given: Given): AwsServices => {
  const { env } = given;
  const mfaCode = mfaCodesOf(given);
  return {
    identityCenter: async (instance) => {
      const { connectIdentityCenter } = await import('./adapters/identity-center/connect-identity-center.ts');
      return connectIdentityCenter({ instance, env });
    },
    federation: async (role) => (await import('./adapters/federation.ts')).connectFederation({ role, env }),
    sts: async (region, credentials) =>
      (await import('./adapters/sts.ts')).connectSts({ region, credentials, env }),
    iam: async (region, credentials) =>
      (await import('./adapters/iam.ts')).connectIam({ region, credentials, env }),
    mfaCode,
    baseCredentials: async (instance) =>
      (await import('./adapters/base-credentials.ts')).baseCredentials({ instance, env, mfaCode }),
  };
};

type StoreConfig = Pick<Config, 'secretStore'>;

const storeOptionsOf = (given: Given, directory: string, config: StoreConfig): SecretStoreOptions => ({
  directory,
  config: config.secretStore,
  env: given.env,
  platform: given.platform,
  promptPassphrase: async (...question) => (await promptOf(given.prompting))?.(...question),
});

/** What a config that is not right counts as: the doctor looks at the store all the same. */
const noConfig: StoreConfig = { secretStore: { backend: 'auto', passphraseCommand: undefined } };

const inspectionOf = async (
  given: Given,
  folders: Folders,
  config: () => Promise<StoreConfig>,
): Promise<Inspection> => {
  const { openInspection } = await import('./adapters/inspection.ts');
  const storeLock = async () => {
    const { openKeyAgent } = await import('./adapters/key-agent/open-key-agent.ts');
    const options = storeOptionsOf(given, folders.secrets, await config().catch(() => noConfig));
    return openKeyAgent({ ...options, script: agentScript }).look();
  };
  return openInspection({ env: given.env, platform: given.platform, folders, now: Date.now, storeLock });
};

/** Names and conflicts of keys are the picker's to judge. It is loaded where there is something to judge. */
const keymapProblems = async ({ keymap }: Config): Promise<readonly ConfigProblem[]> =>
  keymap === undefined ? [] : (await import('./picker/effective-keys.ts')).effectiveKeys(keymap).problems;

type FileServices = Pick<Services, 'awsFiles' | 'importFiles' | 'startupFiles' | 'themeFiles'>;

/** Files that belong to the person, or to other programs. */
const fileServicesOf = ({ env }: Given, folders: Folders): FileServices => ({
  awsFiles: once(async () =>
    (await import('./adapters/aws-files.ts')).openAwsFiles({ env, home: folders.home }),
  ),
  importFiles: once(async () => {
    const { openImportFiles } = await import('./adapters/import-files.ts');
    return openImportFiles({ env, home: folders.home, state: folders.state });
  }),
  startupFiles: once(async () => (await import('./adapters/startup-files.ts')).startupFiles),
  themeFiles: once(async () => (await import('./adapters/theme-folder.ts')).themeFilesIn(folders.config)),
});

const servicesOf = (given: Given): Services => {
  const { env, platform } = given;
  const folders = foldersOf({ env, platform, home: homeFolder(env) });
  const configStore = once(async () =>
    (await import('./adapters/config-store.ts')).openConfigStore(folders, keymapProblems),
  );
  const config = async (): Promise<Config> => (await configStore()).load();
  const storeOptions = async () => storeOptionsOf(given, folders.secrets, await config());
  return {
    clock: {
      now: Date.now,
      sleep: async (ms, signal) => (await import('./adapters/sleep.ts')).sleep(ms, signal),
    },
    configStore,
    catalogStore: once(async () =>
      (await import('./adapters/catalog-store.ts')).openCatalogStore(folders.cache),
    ),
    secretStore: once(async () => {
      const { openSecretStore } = await import('./adapters/secret-store/open-secret-store.ts');
      return openSecretStore(await storeOptions());
    }),
    keyAgent: once(async () => {
      const { openKeyAgent } = await import('./adapters/key-agent/open-key-agent.ts');
      return openKeyAgent({ ...(await storeOptions()), script: agentScript });
    }),
    ...awsServicesOf(given),
    loopback: once(async () => (await import('./adapters/loopback.ts')).loopback),
    browser: once(async () => {
      const { createBrowser } = await import('./adapters/browser.ts');
      return createBrowser({ env, platform, profiles: join(folders.state, 'browsers') });
    }),
    clipboard: once(async () => {
      const { openClipboard } = await import('./adapters/clipboard.ts');
      const command = (await config()).clipboardCommand;
      return openClipboard({ terminal: given.stderr, env, platform, command });
    }),
    ...fileServicesOf(given, folders),
    child: async () => (await import('./adapters/child.ts')).child,
    backgroundChildren: async () => (await import('./adapters/background-children.ts')).backgroundChildren,
    lock: once(async () => (await import('./adapters/lock.ts')).openLock(folders.state)),
    audit: once(async () => auditOf(given, folders.state, async () => (await config()).isAudited)),
    history: once(async () => historyOf(given, folders.state)),
    notifier: once(async () => (await import('./adapters/notifier.ts')).createNotifier({ platform, env })),
    notes: once(async () => (await import('./adapters/notes.ts')).openNotes(join(folders.state, 'notes'))),
    credentialServers: once(async () =>
      (await import('./adapters/credential-server/running-servers.ts')).credentialServers(folders.state),
    ),
    inspection: once(() => inspectionOf(given, folders, config)),
    startUrlSearch: once(async () =>
      (await import('./adapters/start-url-search.ts')).startUrlSearch({ env, home: folders.home }),
    ),
  };
};

type More = { readonly isAttended?: boolean; readonly watching?: Watching };

/** The host of a real process. `env` replaces its variables for everything that is made from the host. */
export const hostOf = (real: NodeJS.Process, env: Environment = real.env, more: More = {}): Host => {
  const { platform, stdin, stdout, stderr, pid, ppid } = real;
  const words = real.argv.slice(2);
  const { isAttended = true, watching = beginWatching(real, env, words) } = more;
  const prompting: Prompting = { isAttended, around: undefined };
  const questions = () => import('./adapters/questions.ts');
  return {
    argv: withoutDebug(words),
    env,
    platform,
    stdin,
    stdout,
    stderr,
    execPath: real.execPath,
    scriptPath: real.argv[1] ?? '',
    nodeVersion: real.version,
    home: homeFolder(env),
    services: observedServices(
      servicesOf({ env: { ...env }, platform, stderr, pid, ppid, prompting, watching }),
      watching,
    ),
    parentName: async () => (await import('./adapters/parent-process.ts')).parentProcessName(real.ppid),
    parentId: ppid,
    startedAt: performance.timeOrigin,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    confirm: async (question) => (await questions()).confirm({ stdin, stderr }, question),
    ask: async (question, fallback) => (await questions()).ask({ stdin, stderr }, question, fallback),
    askSecret: async (question) =>
      (await promptOf(prompting))?.(question, { confirm: false, empty: 'It cannot be empty.' }),
    readInput: async () => (await questions()).readInput(stdin),
    resolveStartUrl: async (url) =>
      (await import('./adapters/vanity-start-url.ts')).resolveStartUrl({ url, env }),
    untilSignal: async () => (await import('./adapters/signals.ts')).untilSignal(real),
    readPackageFile: async (path) => (await import('./adapters/package-files.ts')).readPackageFile(path),
    privateFolder: async (prefix) => (await import('./adapters/private-folder.ts')).privateFolder(prefix),
    unattended: () => hostOf(real, env, { isAttended: false, watching }),
    aroundPrompts: (around) => {
      prompting.around = around;
      watching.hold(around !== undefined);
    },
    endPrompts: () => {
      prompting.isAttended = false;
    },
    redact: watching.redactor.redact,
    withEnv: (other) => hostOf(real, other, { isAttended, watching }),
  };
};
