// A store with a passphrase, its agent's address, and servers that stand where an agent should.
import { createSecretKey, randomBytes, scryptSync } from 'node:crypto';
import { renameSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { agentAddress } from '../../../src/adapters/key-agent/agent-address.ts';
import { type AgentTiming, type RunningAgent, runAgent } from '../../../src/adapters/key-agent/run-agent.ts';
import {
  createMasterKeyFile,
  type MasterKeyFile,
  newKeyId,
  sealMasterKeyFile,
} from '../../../src/adapters/secret-store/master-key-file.ts';
import { unwrapByPassphrase } from '../../../src/adapters/secret-store/passphrase-key.ts';
import { passphraseSource } from '../../../src/adapters/secret-store/passphrase-source.ts';
import { ensureDirectory } from '../../../src/adapters/secret-store/private-files.ts';
import { newStoreDirectory, openSample } from '../secret-store/sample-store.ts';

export const passphrase = 'correct horse';
export const withPassphrase = { env: { ROLECALL_PASSPHRASE: passphrase } };

export type LockedStore = { readonly directory: string; readonly file: MasterKeyFile; readonly path: string };

// The fewest rounds that a store may have: these tests make many.
const cost = { N: 2 ** 14, r: 8, p: 1 } as const;

/** A new key of a new store, as `master-key.json` keeps it. */
export const makeKeyFile = async (directory: string): Promise<MasterKeyFile> => {
  const salt = randomBytes(16);
  const wrappingKey = createSecretKey(scryptSync(passphrase, salt, 32, cost));
  const scrypt = { ...cost, salt: salt.toString('base64') };
  const header = { version: 1, backend: 'passphrase', keyId: newKeyId(), scrypt } as const;
  const file = sealMasterKeyFile(header, wrappingKey, randomBytes(32));
  ensureDirectory(directory);
  await createMasterKeyFile(directory, file);
  return file;
};

/** Holds `value` under the key `a`. */
export const newLockedStore = async (): Promise<LockedStore> => {
  const directory = newStoreDirectory();
  const file = await makeKeyFile(directory);
  await openSample(directory, withPassphrase).set('a', 'value');
  const place = { directory, env: {}, platform: process.platform };
  return { directory, file, path: agentAddress(place, file.keyId) };
};

/** What a program without the passphrase reads; SecretStoreFailed when the store is locked. */
export const readLocked = ({ directory }: LockedStore): Promise<string | undefined> =>
  openSample(directory, { env: {} }).get('a');

export const wrappingKeyOf = async (file: MasterKeyFile) => {
  const source = passphraseSource({ ...withPassphrase, command: undefined, prompt: undefined });
  return (await unwrapByPassphrase(file, source)).wrappingKey;
};

/** An agent in this process, over when the test is. */
export const startAgentHere = async (
  { directory, file, path }: LockedStore,
  { span = 60_000, ...timing }: Partial<AgentTiming> & { readonly span?: number } = {},
): Promise<RunningAgent> => {
  const settings = { directory, path, keyId: file.keyId, until: Date.now() + span };
  const handover = { settings, key: await wrappingKeyOf(file) };
  const agent = await runAgent(handover, { checkEvery: 60_000, ...timing });
  onTestFinished(agent.end);
  return agent;
};

type Impostor = { readonly asked: () => number; readonly leave: () => Promise<void> };

/** Something else that listens at the agent's address. `leave` ends it as SIGKILL would: the file stays. */
export const standAt = async (path: string, onSocket: (socket: Socket) => void): Promise<Impostor> => {
  let asked = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    asked += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  const made = join(dirname(path), '.made');
  await new Promise<void>((resolve) => server.listen(made, resolve));
  renameSync(made, path);
  const leave = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(leave);
  return { asked: () => asked, leave };
};
