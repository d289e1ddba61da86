// The services over the outside of a process: each is loaded when it is first asked for.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Folders, foldersOf } from './adapters/folders.ts';
import { homeFolder } from './adapters/home-folder.ts';
import type { SecretStoreOptions } from './adapters/secret-store/open-secret-store.ts';
import type { Watching } from './adapters/watching.ts';
import type { Config } from './domain/config.ts';
import type { ConfigProblem } from './domain/config-reader.ts';
import { once } from './domain/once.ts';
import type { Audit } from './ports/audit.ts';
import type { HistoryStore } from './ports/history.ts';
import type { Inspection } from './ports/inspection.ts';
import type { Services } from './ports/services.ts';

/** Runs something with the terminal to itself. */
export type Around = <T>(work: () => Promise<T>) => Promise<T>;

/** The build puts it beside this file. */
const agentScript = fileURLToPath(new URL('./agent.js', import.meta.url));

/** Whether there is somebody to ask, and how. */
export type Prompting = { isAttended: boolean; around: Around | undefined };

/** What of a process the services are made from. */
export type Given = Pick<NodeJS.Process, 'env' | 'platform' | 'stderr' | 'pid' | 'ppid' | 'cwd'> & {
  readonly prompting: Prompting;
  readonly watching: Watching;
};

export const promptOf = async ({ isAttended, around }: Prompting) => {
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
  'identityCenter' | 'federation' | 'sts' | 'iam' | 'metricSink' | 'mfaCode' | 'baseCredentials' | 'plugins'
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
    metricSink: async (region, credentials) =>
      (await import('./adapters/cloudwatch.ts')).connectCloudWatch({ region, credentials, env }),
    mfaCode,
    plugins: async () => (await import('./adapters/run-plugin.ts')).openPlugins({ env, now: Date.now }),
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

type FileServices = Pick<
  Services,
  'awsFiles' | 'envFiles' | 'folderFiles' | 'importFiles' | 'startupFiles' | 'themeFiles'
>;

/** Files that belong to the person, or to other programs. */
const fileServicesOf = ({ env, cwd }: Given, folders: Folders): FileServices => ({
  awsFiles: once(async () =>
    (await import('./adapters/aws-files.ts')).openAwsFiles({ env, home: folders.home }),
  ),
  envFiles: once(async () => (await import('./adapters/env-files.ts')).openEnvFiles({ cwd, env })),
  folderFiles: once(async () => {
    const { openFolderFiles } = await import('./adapters/folder-files.ts');
    const { openTrustStore } = await import('./adapters/trust-store.ts');
    const lock = async () => (await import('./adapters/lock.ts')).openLock(folders.state);
    return openFolderFiles({ cwd, trust: openTrustStore(folders.state, lock) });
  }),
  importFiles: once(async () => {
    const { openImportFiles } = await import('./adapters/import-files.ts');
    return openImportFiles({ env, home: folders.home, state: folders.state });
  }),
  startupFiles: once(async () => (await import('./adapters/startup-files.ts')).startupFiles),
  themeFiles: once(async () => (await import('./adapters/theme-folder.ts')).themeFilesIn(folders.config)),
});

export const servicesOf = (given: Given): Services => {
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
      inTurns: async (steps, signal) => (await import('./adapters/in-turns.ts')).inTurns(steps, signal),
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
