// Which key opens the store. An existing store says in its master-key.json where its key comes from, and no other
// source is ever tried for it, so that a store of the keychain can never sink to a passphrase, or the reverse.
// A new store takes: what the configuration names; else ROLECALL_MASTER_KEY; else a passphrase that needs no
// asking; else the keychain; else a passphrase from the terminal.
import type { KeyObject } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { SecretStoreConfig } from '../../domain/config.ts';
import { SecretStoreFailed } from '../../domain/errors.ts';
import { askForKey } from '../key-agent/ask-agent.ts';
import { environmentKey } from './environment-key.ts';
import type { KeySource, NewMasterKey } from './key-source.ts';
import { KeychainUnavailable, keychainKey } from './keychain-key.ts';
import {
  type Backend,
  createMasterKeyFile,
  type MasterKeyFile,
  masterKeyPath,
  newKeyId,
  readMasterKeyFile,
} from './master-key-file.ts';
import { passphraseKey } from './passphrase-key.ts';
import { hasSilentPassphrase, type PromptPassphrase, passphraseSource } from './passphrase-source.ts';
import { ensureDirectory } from './private-files.ts';
import { isRecordFileName } from './record.ts';

export type MasterKey = { readonly id: string; readonly key: KeyObject };

export type MasterKeyOptions = {
  readonly directory: string;
  readonly config: SecretStoreConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly promptPassphrase?: PromptPassphrase | undefined;
  /** How long a call to the keychain may take (ms); a person may have to answer its prompt. */
  readonly keychainTimeLimit?: number | undefined;
};

export const described: Readonly<Record<Backend, string>> = {
  keychain: 'the keychain',
  passphrase: 'a passphrase',
  environment: 'ROLECALL_MASTER_KEY',
};

export const passphraseOptions = ({ env, config, promptPassphrase }: MasterKeyOptions) => ({
  env,
  command: config.passphraseCommand,
  prompt: promptPassphrase,
});

const keySources: Readonly<Record<Backend, (options: MasterKeyOptions) => KeySource>> = {
  keychain: ({ platform, keychainTimeLimit = 30_000 }) =>
    keychainKey({ platform, timeLimit: keychainTimeLimit }),
  passphrase: (options) =>
    passphraseKey(passphraseSource(passphraseOptions(options)), (...asked) => askForKey(options, ...asked)),
  environment: ({ env }) => environmentKey(env['ROLECALL_MASTER_KEY']),
};

/** What the configuration or the environment insists on. */
const wantedBackend = ({ config, env }: MasterKeyOptions): Backend | undefined => {
  if (config.backend !== 'auto') return config.backend;
  return (env['ROLECALL_MASTER_KEY'] ?? '') === '' ? undefined : 'environment';
};

const refuseOtherBackend = (file: MasterKeyFile, options: MasterKeyOptions): void => {
  const wanted = wantedBackend(options);
  if (wanted === undefined || wanted === file.backend) return;
  const back =
    wanted === 'environment'
      ? 'Unset ROLECALL_MASTER_KEY'
      : `Set secret_store.backend to ${file.backend === 'environment' ? 'auto' : file.backend}`;
  throw new SecretStoreFailed(
    `The secret store was made with ${described[file.backend]}, not with ${described[wanted]}.`,
    `${back}, or remove ${options.directory} and sign in again: rolecall login`,
  );
};

const makeKey = async (options: MasterKeyOptions): Promise<NewMasterKey> => {
  const keyId = newKeyId();
  const wanted = wantedBackend(options);
  if (wanted !== undefined) return keySources[wanted](options).create(keyId);
  if (hasSilentPassphrase(passphraseOptions(options))) return keySources.passphrase(options).create(keyId);
  try {
    return await keySources.keychain(options).create(keyId);
  } catch (error) {
    if (!(error instanceof KeychainUnavailable)) throw error;
    return keySources.passphrase(options).create(keyId);
  }
};

/** Records without their master-key.json: a new key could not read them, and hiding that would lose them. */
const refuseOrphans = (directory: string): void => {
  if (!readdirSync(directory).some(isRecordFileName)) return;
  // Another process may have made the store between our look at the file and our look at the records.
  if (readMasterKeyFile(directory) !== undefined) return;
  throw new SecretStoreFailed(
    `${masterKeyPath(directory)} is missing, and the secrets beside it need it.`,
    `Put it back from a copy, or remove ${directory} and sign in again: rolecall login`,
  );
};

/** What an existing store says of its key; undefined where there is no store yet. Errors: SecretStoreFailed. */
export const existingKeyFile = (options: MasterKeyOptions): MasterKeyFile | undefined => {
  const file = readMasterKeyFile(options.directory);
  if (file !== undefined) refuseOtherBackend(file, options);
  return file;
};

/** Makes the store's key where it has none. Errors: SecretStoreFailed, Cancelled. */
export const openMasterKey = async (options: MasterKeyOptions): Promise<MasterKey> => {
  const { directory } = options;
  ensureDirectory(directory);
  const file = existingKeyFile(options);
  if (file !== undefined)
    return { id: file.keyId, key: await keySources[file.backend](options).unlock(file) };
  refuseOrphans(directory);
  const made = await makeKey(options);
  if (await createMasterKeyFile(directory, made.file)) return { id: made.file.keyId, key: made.key };
  await made.discard();
  return openMasterKey(options);
};
