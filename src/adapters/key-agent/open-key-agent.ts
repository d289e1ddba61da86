import { rmSync } from 'node:fs';
import { SecretStoreFailed, UserError } from '../../domain/errors.ts';
import type { KeyAgent, StoreLock } from '../../ports/key-agent.ts';
import { type MasterKeyFile, readMasterKeyFile } from '../secret-store/master-key-file.ts';
import {
  described,
  existingKeyFile,
  type MasterKeyOptions,
  passphraseOptions,
} from '../secret-store/open-master-key.ts';
import { unwrapByPassphrase } from '../secret-store/passphrase-key.ts';
import { passphraseSource } from '../secret-store/passphrase-source.ts';
import { checkDirectory } from '../secret-store/private-files.ts';
import { agentAddress, isPipe, whoseSocket } from './agent-address.ts';
import { parseAnswer } from './agent-protocol.ts';
import { askAgent, askForKey } from './ask-agent.ts';
import { notStarted, startAgent } from './start-agent.ts';

export type KeyAgentOptions = MasterKeyOptions & {
  /** The bundled entry of the agent. */
  readonly script: string;
};

/** A person waits for these, and would rather wait than be told wrong. */
const patience = 2_000;

const refuseForeignSocket = (path: string): void => {
  if (whoseSocket(path) === 'foreign')
    throw new SecretStoreFailed(
      `${path} is not a socket of yours in a folder of yours alone.`,
      'Nothing was sent to it. Find out who made it, and remove it.',
    );
};

const opens = async (options: KeyAgentOptions, file: MasterKeyFile): Promise<boolean> => {
  const held = await askForKey(options, file, patience);
  return held?.content.fill(0) !== undefined;
};

/** Moves the end of an agent that runs and has the right key. */
const holdLonger = async (path: string, keyId: string, until: number): Promise<boolean> => {
  const heard = await askAgent(path, { verb: 'hold', keyId, until }, patience);
  return typeof heard !== 'string' && parseAnswer(heard)?.until !== undefined;
};

const unlock = async (options: KeyAgentOptions, file: MasterKeyFile, span: number): Promise<StoreLock> => {
  const { directory, script } = options;
  const { keyId } = file;
  const path = agentAddress(options, keyId);
  refuseForeignSocket(path);
  const { wrappingKey } = await unwrapByPassphrase(file, passphraseSource(passphraseOptions(options)));
  const until = Date.now() + span;
  if ((await opens(options, file)) && (await holdLonger(path, keyId, until)))
    return { kind: 'unlocked', until };
  const stop = await startAgent(script, { settings: { directory, path, keyId, until }, key: wrappingKey });
  if (await opens(options, file)) return { kind: 'unlocked', until };
  stop();
  throw notStarted('no program reaches it');
};

const lock = async (options: KeyAgentOptions, { keyId }: MasterKeyFile): Promise<boolean> => {
  const path = agentAddress(options, keyId);
  refuseForeignSocket(path);
  const heard = await askAgent(path, { verb: 'lock', keyId }, patience);
  const isLocked = typeof heard !== 'string' && parseAnswer(heard) !== undefined;
  // What a killed agent left; and an agent that cannot hear finds its socket gone as soon as it can.
  if (!isLocked && !isPipe(path)) rmSync(path, { force: true });
  if (isLocked || heard === 'gone') return isLocked;
  throw new UserError('The key agent does not answer.', {
    hint: 'No other program reaches it any more. To be sure that it is gone, end the process "rolecall agent".',
  });
};

const look = async (options: KeyAgentOptions, file: MasterKeyFile): Promise<StoreLock> => {
  const held = await askForKey(options, file);
  held?.content.fill(0);
  return held === undefined ? { kind: 'locked' } : { kind: 'unlocked', until: held.until };
};

/** The agent of one store. Nothing is touched before the first call. */
export const openKeyAgent = (options: KeyAgentOptions): KeyAgent => {
  const { directory } = options;
  const withPassphrase = async (use: (file: MasterKeyFile) => Promise<StoreLock>): Promise<StoreLock> => {
    const file = checkDirectory(directory) ? existingKeyFile(options) : undefined;
    if (file === undefined) return { kind: 'no-store' };
    return file.backend === 'passphrase'
      ? use(file)
      : { kind: 'no-passphrase', source: described[file.backend] };
  };
  return {
    look: () => withPassphrase((file) => look(options, file)),
    unlock: (span) => withPassphrase((file) => unlock(options, file, span)),
    // Whatever the environment says of the store's key: locking must always be possible.
    lock: async () => {
      const file = checkDirectory(directory) ? readMasterKeyFile(directory) : undefined;
      return file?.backend === 'passphrase' && lock(options, file);
    },
  };
};
