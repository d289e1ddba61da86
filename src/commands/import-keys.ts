// Keys in clear text that an import found: each is tried at AWS before it is kept, encrypted.
import type { Config } from '../domain/config.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import type { FoundKeys, ImportNote, ImportSources, TextFile } from '../domain/import/found.ts';
import { keysOfSection } from '../domain/import/keys-text.ts';
import { unknownUser } from '../domain/import/plan-tree.ts';
import { audited } from '../engine/audit.ts';
import { lastingKeyNames, loadLastingKeys, saveLastingKeys } from '../engine/lasting-keys.ts';
import type { Host } from '../host.ts';
import { userArnOf } from './add-keys.ts';

export type TriedKeys = {
  readonly found: FoundKeys;
  readonly keys: SigningKeys;
  readonly userArn: string;
  readonly region: string;
  /** They are in the secret store already. */
  readonly isKept: boolean;
};

export type Tried = {
  readonly keys: readonly TriedKeys[];
  /** Whose they are, by the key that roles name. */
  readonly users: ReadonlyMap<string, string>;
  readonly notes: readonly ImportNote[];
};

const fileOf = ({ awsConfig, credentials }: ImportSources, { file }: FoundKeys): TextFile | undefined =>
  [credentials, awsConfig].find((candidate) => candidate?.path === file);

const noteOf = ({ tool, file, line, header }: FoundKeys, why: string): ImportNote => ({
  tool,
  origin: { file, line },
  text: `The keys of [${header}] are left where they are. ${why}`,
});

const knownUser = (config: Config, name: string): string | undefined => {
  const base = config.instances.find((instance) => instance.name === name)?.base;
  return base?.kind === 'keys'
    ? `arn:aws:iam::${base.user.accountId}:user${base.user.path}${base.user.userName}`
    : undefined;
};

/** Without asking AWS and without opening the secret store: for a look at what would be. */
export const untriedKeys = async (
  host: Host,
  found: readonly FoundKeys[],
  config: Config,
): Promise<Tried> => {
  const kept = found.length === 0 ? [] : await lastingKeyNames(host.services);
  const users = found.map(
    ({ key, name }) =>
      [key, (kept.includes(name) ? knownUser(config, name) : undefined) ?? unknownUser] as const,
  );
  const isUnknown = users.some(([, user]) => user === unknownUser);
  const [first] = found;
  const notes: readonly ImportNote[] =
    isUnknown && first !== undefined
      ? [
          {
            tool: 'credentials',
            origin: undefined,
            text: 'Whose the keys are, and with it their user in config.yaml, AWS is asked before anything is written.',
          },
        ]
      : [];
  return { keys: [], users: new Map(users), notes };
};

const tryOne = async (
  host: Host,
  found: FoundKeys,
  { file, config }: { file: TextFile | undefined; config: Config },
): Promise<TriedKeys | ImportNote> => {
  const keys = file === undefined ? undefined : keysOfSection(file, found.header);
  if (keys === undefined) return noteOf(found, 'They have not the form of keys of AWS.');
  const kept = await loadLastingKeys(host.services, found.name);
  if (kept !== undefined && kept.accessKeyId !== keys.accessKeyId)
    return noteOf(
      found,
      `There are other keys named ${found.name} already; to put these in their place: rolecall keys add ${found.name} --replace`,
    );
  if (kept !== undefined) return { found, keys, userArn: kept.userArn, region: kept.region, isKept: true };
  const instance = config.instances.find(({ name }) => name === found.name);
  if (instance !== undefined && instance.base?.kind !== 'keys')
    return noteOf(
      found,
      `${found.name} is another instance in config.yaml; keep them under another name: rolecall keys add NAME`,
    );
  const region = found.region ?? host.env['AWS_REGION'] ?? 'us-east-1';
  try {
    return { found, keys, userArn: await userArnOf(host, keys, region), region, isKept: false };
  } catch (error) {
    if (error instanceof UserError) return noteOf(found, error.message);
    throw error;
  }
};

/** Asks AWS whose each pair is. What AWS does not take is left alone, with a note. Errors: SecretStoreFailed. */
export const tryKeys = async (
  host: Host,
  found: readonly FoundKeys[],
  { sources, config }: { readonly sources: ImportSources; readonly config: Config },
): Promise<Tried> => {
  const keys: TriedKeys[] = [];
  const notes: ImportNote[] = [];
  for (const one of found) {
    const tried = await tryOne(host, one, { file: fileOf(sources, one), config });
    if ('text' in tried) notes.push(tried);
    else keys.push(tried);
  }
  return { keys, users: new Map(keys.map(({ found: { key }, userArn }) => [key, userArn])), notes };
};

/** On the disk when this resolves. Errors: SecretStoreFailed. */
export const keepKeys = async (host: Host, tried: readonly TriedKeys[]): Promise<void> => {
  const { services } = host;
  for (const { found, keys, userArn, region, isKept } of tried) {
    if (isKept) continue;
    const since = services.clock.now();
    await audited(services, {
      subject: { event: 'keys', instance: found.name },
      run: () => saveLastingKeys(services, found.name, guarded({ ...keys, userArn, region, since })),
    });
  }
};
