// The agent as a process of its own, made of our sources: what `rolecall unlock` and `rolecall lock` do with it.
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentAddress } from '../../../src/adapters/key-agent/agent-address.ts';
import { openKeyAgent } from '../../../src/adapters/key-agent/open-key-agent.ts';
import type { PromptPassphrase } from '../../../src/adapters/secret-store/passphrase-source.ts';
import { SecretStoreFailed, UserError } from '../../../src/domain/errors.ts';
import type { KeyAgent } from '../../../src/ports/key-agent.ts';
import { bundleScript } from '../../support/bundle-script.ts';
import { eventually } from '../../support/eventually.ts';
import {
  newStoreDirectory,
  openSample,
  optionsFor,
  removeDirectoriesAfterEach,
  sampleKey,
} from '../secret-store/sample-store.ts';
import {
  makeKeyFile,
  newLockedStore,
  passphrase,
  readLocked,
  standAt,
  withPassphrase,
} from './agent-fixture.ts';

const hour = 3_600_000;
let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-agent-'));
  script = await bundleScript(folder, `import './src/agent.ts';`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// An agent ends by itself when its store is gone; here every test locks, so that none has to wait for that.
removeDirectoriesAfterEach();

const agentOf = (directory: string, changes: Parameters<typeof optionsFor>[1] = withPassphrase): KeyAgent =>
  openKeyAgent({ ...optionsFor(directory, changes), script });

it('unlocks for a time, says so, and locks at once', async () => {
  const store = await newLockedStore();
  const agent = agentOf(store.directory);
  expect(await agent.look()).toEqual({ kind: 'locked' });
  expect(await agent.lock()).toBe(false);
  const before = Date.now();
  const unlocked = await agent.unlock(8 * hour);
  expect(unlocked).toEqual({ kind: 'unlocked', until: expect.any(Number) });
  expect(await readLocked(store)).toBe('value');
  const look = await agent.look();
  expect(look).toEqual(unlocked);
  expect(look.kind === 'unlocked' && look.until >= before + 8 * hour).toBe(true);
  expect(await agent.lock()).toBe(true);
  expect(await agent.look()).toEqual({ kind: 'locked' });
  await expect(readLocked(store)).rejects.toMatchObject({ hint: expect.stringContaining('rolecall unlock') });
  expect(existsSync(store.path)).toBe(false);
});

it('asks for the passphrase again to set another time, and never the agent', async () => {
  const store = await newLockedStore();
  let asked = 0;
  const promptPassphrase: PromptPassphrase = async () => {
    asked += 1;
    return passphrase;
  };
  const agent = agentOf(store.directory, { env: {}, promptPassphrase });
  await agent.unlock(8 * hour);
  const sooner = await agent.unlock(hour);
  expect(asked).toBe(2);
  expect(await agent.look()).toEqual(sooner);
  const wrong = agentOf(store.directory, { env: { ROLECALL_PASSPHRASE: 'wrong' } });
  await expect(wrong.unlock(8 * hour)).rejects.toThrow(/Wrong passphrase/);
  expect(await agent.look()).toEqual(sooner);
  expect(await agent.lock()).toBe(true);
});

it('starts nothing with a wrong passphrase', async () => {
  const store = await newLockedStore();
  const wrong = agentOf(store.directory, { env: { ROLECALL_PASSPHRASE: 'wrong' } });
  await expect(wrong.unlock(hour)).rejects.toThrow(SecretStoreFailed);
  expect(existsSync(store.path)).toBe(false);
});

it('has nothing to do for a store of another kind, or none', async () => {
  const directory = newStoreDirectory();
  const env = { ROLECALL_MASTER_KEY: sampleKey };
  for (const act of ['look', 'unlock'] as const)
    expect(await agentOf(directory, { env })[act](hour)).toEqual({ kind: 'no-store' });
  expect(existsSync(directory)).toBe(false);
  await openSample(directory, { env }).set('a', 'b');
  for (const act of ['look', 'unlock'] as const)
    expect(await agentOf(directory, { env })[act](hour)).toEqual({
      kind: 'no-passphrase',
      source: 'ROLECALL_MASTER_KEY',
    });
  expect(await agentOf(directory, { env }).lock()).toBe(false);
});

it('locks whatever the environment says of the key', async () => {
  const store = await newLockedStore();
  await agentOf(store.directory).unlock(hour);
  expect(await agentOf(store.directory, { env: { ROLECALL_MASTER_KEY: sampleKey } }).lock()).toBe(true);
});

it('takes the place of one that hangs or gives a wrong key', async () => {
  const store = await newLockedStore();
  const { leave } = await standAt(store.path, () => undefined);
  expect(await agentOf(store.directory).unlock(hour)).toMatchObject({ kind: 'unlocked' });
  expect(await readLocked(store)).toBe('value');
  await leave();
  expect(await agentOf(store.directory).lock()).toBe(true);
});

it('does not claim that one which hangs is locked, and hides it from all', async () => {
  const store = await newLockedStore();
  await standAt(store.path, () => undefined);
  await expect(agentOf(store.directory).lock()).rejects.toThrow(UserError);
  expect(existsSync(store.path)).toBe(false);
  expect(await agentOf(store.directory).lock()).toBe(false);
});

it('ends by itself when its store is removed', async () => {
  const session = mkdtempSync(join(folder, 'session-'));
  const store = await newLockedStore();
  const env = { ...withPassphrase.env, XDG_RUNTIME_DIR: session };
  const agent = agentOf(store.directory, { env });
  await agent.unlock(hour);
  expect(existsSync(store.path)).toBe(false);
  expect(await agent.look()).toMatchObject({ kind: 'unlocked' });
  rmSync(store.directory, { recursive: true });
  await eventually(() => expect(readdirSync(session)).toEqual([]));
});

it('works where every path is too long for a socket', async () => {
  const directory = join(mkdtempSync(join(folder, 'x'.repeat(90))), 'secrets');
  const file = await makeKeyFile(directory);
  const path = agentAddress(optionsFor(directory), file.keyId);
  const agent = agentOf(directory);
  await agent.unlock(hour);
  expect(lstatSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(await agent.look()).toMatchObject({ kind: 'unlocked' });
  expect(await agent.lock()).toBe(true);
  expect(existsSync(dirname(path))).toBe(false);
});

it('says why it could not start', async () => {
  const store = await newLockedStore();
  const agent = openKeyAgent({
    ...optionsFor(store.directory, withPassphrase),
    script: join(folder, 'none'),
  });
  await expect(agent.unlock(hour)).rejects.toThrow(/could not be started/);
  expect(await agent.look()).toEqual({ kind: 'locked' });
});
