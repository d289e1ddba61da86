// The quick road of `process`: role credentials that are cached, or that another process is just renewing.
import { credentialProcessLine } from './actions/credential-process.ts';
import { openAuditLog } from './adapters/audit-log.ts';
import { cachedConfig } from './adapters/config-cache.ts';
import { type Folders, foldersOf } from './adapters/folders.ts';
import { keptRoleTable } from './adapters/kept-role-table.ts';
import { waitForHolder } from './adapters/lock/wait-for-holder.ts';
import { parentProcessName } from './adapters/parent-process.ts';
import { openSecretStore } from './adapters/secret-store/open-secret-store.ts';
import type { AuditEntry } from './domain/audit-record.ts';
import { isAwaitedByAnother } from './domain/base-circle.ts';
import type { Config, InstanceConfig } from './domain/config.ts';
import { credentialOrigin } from './domain/credential-origin.ts';
import { exitCodes } from './domain/exit-codes.ts';
import type { RoleId } from './domain/role.ts';
import { parseRoleArn } from './domain/role-arn.ts';
import { rolesWith } from './domain/role-lookup.ts';
import { aboutCredentials, aboutRole } from './engine/audit.ts';
import { configKey } from './engine/config-key.ts';
import { type CachedRequest, cachedCredentials } from './engine/role-credentials.ts';
import type { Outside, QuickAnswer } from './quick.ts';

type AskedRole = RoleId & { readonly profile?: string };

type Found = { readonly role: AskedRole; readonly instance: InstanceConfig };

const found = (config: Config, role: AskedRole | undefined): Found | undefined => {
  const instance = config.instances.find((candidate) => candidate.name === role?.instance);
  return role === undefined || instance === undefined ? undefined : { role, instance };
};

/** The role of `process --profile NAME` and `process --instance NAME --arn ACCOUNT:ROLE`, the forms that we write. */
const roleOf = (words: readonly string[], config: Config, folders: Folders): Found | undefined => {
  const [first, name = '', second, arn = ''] = words;
  if (words.length === 2 && first === '--profile') {
    const table = keptRoleTable(folders.cache, configKey(config));
    const [role, ...others] = table === undefined ? [] : rolesWith(table.roles, 'profile', name);
    return others.length > 0 ? undefined : found(config, role);
  }
  if (words.length !== 4 || first !== '--instance' || second !== '--arn') return undefined;
  const { accountId, roleName } = parseRoleArn(arn);
  return found(config, { instance: name, accountId, roleName });
};

/**
 * Never for one who waits for this very process. The limit counts from the start: opening the store may have taken a
 * passphrase command's time.
 */
const patienceOf =
  ({ env, platform, now }: Outside, directory: string, started: number): CachedRequest['waitForHolder'] =>
  async (name, limit) => {
    const left = started + limit - now();
    return !isAwaitedByAnother(env) && left > 0 && waitForHolder({ directory, platform, name, limit: left });
  };

/** One append; what goes wrong with it is nobody's concern. */
const record = (outside: Outside, directory: string, entry: AuditEntry): Promise<void> => {
  const { env, now, pid, ppid } = outside;
  const activity = { command: 'process' };
  const parentName = () => parentProcessName(ppid);
  return openAuditLog({ activity, directory, env, now, isOn: () => true, pid, parentName }).record(entry);
};

export const processAnswer = async (outside: Outside): Promise<QuickAnswer | undefined> => {
  const { argv, env, platform, home, now } = outside;
  const started = now();
  const folders = foldersOf({ env, platform, home });
  const config = cachedConfig(folders);
  if (config === undefined) return undefined;
  // Whether a role may be handed out hangs on its tags, which are not looked up here.
  if (config.guard?.some((rule) => rule.process === 'refuse')) return undefined;
  const wanted = roleOf(argv.slice(1), config, folders);
  if (wanted === undefined) return undefined;
  const { role, instance } = wanted;
  const secrets = openSecretStore({ directory: folders.secrets, config: config.secretStore, env, platform });
  const notHere = () => Promise.reject(new Error('The quick road does not wait.'));
  const services = {
    clock: { now, sleep: notHere, inTurns: notHere },
    secretStore: async () => secrets,
  };
  const credentials = await cachedCredentials({
    services,
    role,
    instance,
    origin: credentialOrigin(instance, env),
    waitForHolder: patienceOf(outside, folders.state, started),
  });
  if (credentials === undefined) return undefined;
  const stdout = credentialProcessLine(credentials, role.accountId);
  if (config.isAudited)
    await record(outside, folders.state, {
      ...aboutRole('credentials', role),
      ...aboutCredentials(credentials, 'cache'),
      outcome: exitCodes.ok,
      duration_ms: now() - started,
    });
  return { stdout, stderr: '', exitCode: exitCodes.ok };
};
