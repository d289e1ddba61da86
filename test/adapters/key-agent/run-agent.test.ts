// The agent's own side: to whom it answers, and when it ends.
import { createSecretKey, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { requestLine } from '../../../src/adapters/key-agent/agent-protocol.ts';
import { sealMasterKeyFile } from '../../../src/adapters/secret-store/master-key-file.ts';
import { SecretStoreFailed } from '../../../src/domain/errors.ts';
import { removeDirectoriesAfterEach } from '../secret-store/sample-store.ts';
import {
  makeKeyFile,
  newLockedStore,
  readLocked,
  standAt,
  startAgentHere,
  wrappingKeyOf,
} from './agent-fixture.ts';

removeDirectoriesAfterEach();

const hour = 3_600_000;

/** Everything that the agent answers to these bytes. */
const say = (path: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path);
    socket.on('error', reject);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });

const untilIn = (answer: string): number => Number(/^rolecall-agent 1 ok (\d+)\n/.exec(answer)?.[1]);

it('opens the store for programs without a passphrase', async () => {
  const store = await newLockedStore();
  await expect(readLocked(store)).rejects.toThrow(SecretStoreFailed);
  await startAgentHere(store);
  expect(await readLocked(store)).toBe('value');
  expect(await Promise.all(Array.from({ length: 10 }, () => readLocked(store)))).toEqual(
    Array(10).fill('value'),
  );
});

it('is a socket of its owner alone, and leaves nothing', async () => {
  const store = await newLockedStore();
  const before = readdirSync(store.directory);
  const agent = await startAgentHere(store);
  expect(lstatSync(store.path).isSocket()).toBe(true);
  expect(lstatSync(dirname(store.path)).mode & 0o777).toBe(0o700);
  agent.end();
  await agent.ended;
  expect(readdirSync(store.directory)).toEqual(before);
});

it('gives the key for its own id only, in one line of its version', async () => {
  const store = await newLockedStore();
  await startAgentHere(store);
  const { keyId } = store.file;
  const key = (await wrappingKeyOf(store.file)).export().toString('latin1');
  const other = keyId.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
  for (const line of [
    requestLine({ verb: 'key', keyId: other }),
    `rolecall-agent 2 key ${keyId} 0\n`,
    `rolecall-agent 1 steal ${keyId} 0\n`,
    `rolecall-agent 1 key ${keyId}\n`,
    '\n',
    'GET / HTTP/1.1\r\n',
    'x'.repeat(10_000),
  ])
    expect(await say(store.path, line)).toBe('rolecall-agent 1 no\n');
  const answer = await say(store.path, requestLine({ verb: 'key', keyId }));
  expect(answer.endsWith(key)).toBe(true);
  expect(await say(store.path, requestLine({ verb: 'hold', keyId, until: Date.now() + hour }))).not.toContain(
    key,
  );
});

it('cuts off who says nothing', async () => {
  const store = await newLockedStore();
  await startAgentHere(store);
  expect(await say(store.path, 'rolecall-agent 1 ke')).toBe('');
});

it('ends when its time is over', async () => {
  const store = await newLockedStore();
  const agent = await startAgentHere(store, { span: 150 });
  await agent.ended;
  expect(existsSync(store.path)).toBe(false);
  await expect(readLocked(store)).rejects.toThrow(SecretStoreFailed);
});

it('holds the key longer or shorter when told, and never beyond a day', async () => {
  const store = await newLockedStore();
  const agent = await startAgentHere(store);
  const hold = async (until: number) =>
    untilIn(await say(store.path, requestLine({ verb: 'hold', keyId: store.file.keyId, until })));
  const later = Date.now() + 2 * hour;
  expect(Math.abs((await hold(later)) - later)).toBeLessThan(5);
  const most = await hold(Date.now() + 1_000 * hour);
  expect(most).toBeGreaterThan(Date.now() + 23 * hour);
  expect(most).toBeLessThanOrEqual(Date.now() + 24 * hour);
  await hold(Date.now() + 100);
  await agent.ended;
});

it('ends at once when it is locked', async () => {
  const store = await newLockedStore();
  const agent = await startAgentHere(store);
  expect(await say(store.path, requestLine({ verb: 'lock', keyId: store.file.keyId }))).toMatch(/ ok /);
  expect(existsSync(store.path)).toBe(false);
  await agent.ended;
});

const remove = (directory: string): void => rmSync(join(directory, 'master-key.json'));
const replace = async (directory: string): Promise<void> => {
  remove(directory);
  await makeKeyFile(directory);
};
/** The same id under another passphrase. */
const change = (directory: string): void => {
  const path = join(directory, 'master-key.json');
  const { box: _, ...header } = JSON.parse(readFileSync(path, 'utf8'));
  const changed = sealMasterKeyFile(header, createSecretKey(randomBytes(32)), randomBytes(32));
  writeFileSync(path, `${JSON.stringify(changed, null, 2)}\n`);
};

it.each([
  ['is gone', remove],
  ['was made anew', replace],
  ['was changed', change],
])('ends when its store %s: at the next look, and at the next question', async (_, happen) => {
  const watched = await newLockedStore();
  const watching = await startAgentHere(watched, { checkEvery: 20 });
  await happen(watched.directory);
  await watching.ended;
  const asked = await newLockedStore();
  const answering = await startAgentHere(asked);
  await happen(asked.directory);
  const line = requestLine({ verb: 'key', keyId: asked.file.keyId });
  expect(await say(asked.path, line)).toBe('rolecall-agent 1 no\n');
  await answering.ended;
});

it('ends when the whole folder of its store is gone', async () => {
  const store = await newLockedStore();
  const agent = await startAgentHere(store, { checkEvery: 20 });
  rmSync(store.directory, { recursive: true });
  await agent.ended;
});

it('ends when its socket is removed, as with the folder of a login session, or taken by another agent', async () => {
  const store = await newLockedStore();
  const first = await startAgentHere(store, { checkEvery: 20 });
  const second = await startAgentHere(store, { checkEvery: 20 });
  await first.ended;
  expect(await readLocked(store)).toBe('value');
  renameSync(store.path, join(store.directory, 'moved'));
  await second.ended;
});

it('takes the place of what a killed agent left', async () => {
  const store = await newLockedStore();
  const { leave } = await standAt(store.path, () => undefined);
  await leave();
  expect(existsSync(store.path)).toBe(true);
  await expect(readLocked(store)).rejects.toThrow(SecretStoreFailed);
  await startAgentHere(store);
  expect(await readLocked(store)).toBe('value');
});
