// The quick road: what other programs ask a thousand times a day, answered from files before anything else is loaded.
// That is the status of a shell, and role credentials that are cached with 15 minutes left. Whatever is not plain
// (another argument, a stale cache, a locked store, any error) is undefined here, and main.ts answers in full. The
// build keeps this road in one file of its own.
import { credentialProcessLine } from './actions/credential-process.ts';
import { openCatalogStore } from './adapters/catalog-store.ts';
import { openConfigStore } from './adapters/config-store.ts';
import { type Folders, foldersOf } from './adapters/folders.ts';
import { openSecretStore } from './adapters/secret-store/open-secret-store.ts';
import { instanceOrigin } from './domain/aws-endpoint.ts';
import type { Config, InstanceConfig } from './domain/config.ts';
import { exitCodes } from './domain/exit-codes.ts';
import type { RoleId } from './domain/role.ts';
import { parseRoleArn } from './domain/role-arn.ts';
import { quickStatus } from './domain/status-text.ts';
import { configKey } from './engine/config-key.ts';
import { freshCachedCredentials } from './engine/role-credentials.ts';

export type Outside = {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly now: () => number;
};

export type QuickAnswer = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

type Found = { readonly role: RoleId; readonly instance: InstanceConfig };

const found = (config: Config, role: RoleId | undefined): Found | undefined => {
  const instance = config.instances.find((candidate) => candidate.name === role?.instance);
  return role === undefined || instance === undefined ? undefined : { role, instance };
};

/** The role of `process --profile NAME` and `process --instance NAME --arn ACCOUNT:ROLE`, the forms that we write. */
const roleOf = async (
  words: readonly string[],
  config: Config,
  folders: Folders,
): Promise<Found | undefined> => {
  const [first, name = '', second, arn = ''] = words;
  if (words.length === 2 && first === '--profile') {
    const table = await openCatalogStore(folders.cache).loadTable(configKey(config));
    const [role, ...others] = table?.roles.filter(({ profile }) => profile === name) ?? [];
    return others.length > 0 ? undefined : found(config, role);
  }
  if (words.length !== 4 || first !== '--instance' || second !== '--arn') return undefined;
  const { accountId, roleName } = parseRoleArn(arn);
  return found(config, { instance: name, accountId, roleName });
};

const cachedCredentials = async (outside: Outside): Promise<QuickAnswer | undefined> => {
  const { argv, env, platform, home, now } = outside;
  const folders = foldersOf({ env, platform, home });
  const config = await openConfigStore(folders).load();
  const wanted = await roleOf(argv.slice(1), config, folders);
  if (wanted === undefined) return undefined;
  const { role, instance } = wanted;
  const secrets = openSecretStore({ directory: folders.secrets, config: config.secretStore, env, platform });
  const services = {
    clock: { now, sleep: () => Promise.reject(new Error('The quick road does not wait.')) },
    secretStore: async () => secrets,
  };
  const at = { instance, origin: instanceOrigin(instance.region, env) };
  const credentials = await freshCachedCredentials(services, role, at);
  if (credentials === undefined) return undefined;
  const stdout = credentialProcessLine(credentials, role.accountId);
  return { stdout, stderr: '', exitCode: exitCodes.ok };
};

/** Undefined when the question needs the long road. Never throws. */
export const quickAnswer = async (outside: Outside): Promise<QuickAnswer | undefined> => {
  try {
    if (outside.argv[0] === 'status') return quickStatus(outside.argv, outside.env, outside.now());
    if (outside.argv[0] === 'process') return await cachedCredentials(outside);
  } catch {
    // The long road meets the same error, and says it.
  }
  return undefined;
};
