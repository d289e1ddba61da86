// The asking side: whatever stands at the agent's address, a store is opened by its own key or by the passphrase, and
// nothing is changed.
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { agentAddress, whoseSocket } from '../../../src/adapters/key-agent/agent-address.ts';
import { openKeyAgent } from '../../../src/adapters/key-agent/open-key-agent.ts';
import {
  contentsOf,
  openSample,
  optionsFor,
  removeDirectoriesAfterEach,
} from '../secret-store/sample-store.ts';
import {
  type LockedStore,
  newLockedStore,
  passphrase,
  standAt,
  withPassphrase,
  wrappingKeyOf,
} from './agent-fixture.ts';

removeDirectoriesAfterEach();

const ok = `rolecall-agent 1 ok ${Date.now() + 3_600_000}\n`;
const answering = (answer: string | Buffer) => (socket: Socket) =>
  void socket.once('data', () => socket.end(answer));

/** Reads with somebody to ask; answers how often that one was asked. */
const readAsking = async ({ directory }: LockedStore): Promise<number> => {
  let asked = 0;
  const promptPassphrase = async (): Promise<string> => {
    asked += 1;
    return passphrase;
  };
  expect(await openSample(directory, { env: {}, promptPassphrase }).get('a')).toBe('value');
  return asked;
};

describe.each<[what: string, onSocket: (socket: Socket) => void]>([
  ['another key', answering(Buffer.concat([Buffer.from(ok), randomBytes(32)]))],
  ['no key', answering(ok)],
  ['half a key', answering(Buffer.concat([Buffer.from(ok), randomBytes(16)]))],
  ['a refusal', answering('rolecall-agent 1 no\n')],
  ['another version', answering(ok.replace(' 1 ', ' 2 '))],
  ['nonsense', answering('\n\n\0')],
  ['far too much', (socket) => void socket.write(Buffer.alloc(1_000_000))],
  ['nothing, and hangs up', (socket) => void socket.destroy()],
  ['nothing, and hangs', () => undefined],
])('an agent that answers %s', (_, onSocket) => {
  it('is passed over: the passphrase is asked for, and nothing is changed', async () => {
    const store = await newLockedStore();
    const before = contentsOf(store.directory);
    const { asked } = await standAt(store.path, onSocket);
    expect(await readAsking(store)).toBe(1);
    expect(asked()).toBe(1);
    rmSync(store.path);
    expect(contentsOf(store.directory)).toEqual(before);
  });
});

it('that answers late is waited for where nobody can be asked', async () => {
  const { directory, path, file } = await newLockedStore();
  const key = (await wrappingKeyOf(file)).export();
  const late = Buffer.concat([Buffer.from(ok), key]);
  await standAt(path, (socket) => void socket.once('data', () => setTimeout(() => socket.end(late), 800)));
  const nobody = { env: {}, promptPassphrase: async () => undefined };
  expect(await openSample(directory, nobody).get('a')).toBe('value');
  await expect(openSample(directory, { env: {} }).get('a')).rejects.toThrow(/needs a passphrase/);
});

describe('a name that is no socket of ours', () => {
  const expectRefused = async (store: LockedStore): Promise<void> => {
    expect(whoseSocket(store.path)).toBe('foreign');
    expect(await readAsking(store)).toBe(1);
    const agent = openKeyAgent({ ...optionsFor(store.directory, withPassphrase), script: '/nonexistent' });
    for (const act of [() => agent.unlock(60_000), () => agent.lock()])
      await expect(act()).rejects.toMatchObject({ name: 'SecretStoreFailed', exitCode: 7 });
  };

  it.skipIf(process.getuid?.() !== 0)('another user owns it: it is told nothing', async () => {
    const store = await newLockedStore();
    const { asked } = await standAt(store.path, answering(ok));
    chownSync(store.path, 12_345, 12_345);
    await expectRefused(store);
    expect(asked()).toBe(0);
  });

  it('a link to a socket', async () => {
    const store = await newLockedStore();
    const { asked } = await standAt(join(store.directory, 'real'), answering(ok));
    symlinkSync(join(store.directory, 'real'), store.path);
    await expectRefused(store);
    expect(asked()).toBe(0);
  });

  it('a file', async () => {
    const store = await newLockedStore();
    writeFileSync(store.path, 'x');
    await expectRefused(store);
  });

  it('a socket in a folder that others may enter', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-open-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 's');
    await standAt(path, answering(ok));
    expect(whoseSocket(path)).toBe('ours');
    chmodSync(folder, 0o755);
    expect(whoseSocket(path)).toBe('foreign');
  });
});

describe('the address', () => {
  const id = 'a'.repeat(32);
  const folder = (mode: number): string => {
    const path = mkdtempSync(join(tmpdir(), 'rt-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    chmodSync(path, mode);
    return path;
  };
  // `freebsd` has no usual folder of the login session.
  const at = (directory: string, session?: string, keyId = id): string =>
    agentAddress({ directory, env: { XDG_RUNTIME_DIR: session }, platform: 'freebsd' }, keyId);

  it('lies in the folder of the login session when that is private, else with the store', () => {
    const secrets = folder(0o700);
    const session = folder(0o700);
    const name = /^rolecall-[0-9a-f]{32}\.sock$/;
    expect(dirname(at(secrets, session))).toBe(session);
    expect(basename(at(secrets, session))).toMatch(name);
    const linked = join(folder(0o700), 'link');
    symlinkSync(session, linked);
    for (const other of [undefined, '', 'relative', '/nonexistent', folder(0o755), linked]) {
      expect(dirname(at(secrets, other))).toBe(secrets);
      expect(basename(at(secrets, other))).toMatch(name);
    }
  });

  it('differs between homes and between keys, and is the same for all programs of one', () => {
    const session = folder(0o700);
    const all = [at('/home/a', session), at('/home/b', session), at('/home/a', session, 'b'.repeat(32))];
    expect(new Set(all).size).toBe(3);
    expect(at('/home/a', session)).toBe(all[0]);
    expect(at('/home/./a/', session)).toBe(all[0]);
  });

  it('is short enough for a socket, and private, whatever the paths', () => {
    const inside = (name: string): string => {
      const path = join(folder(0o700), name);
      mkdirSync(path, { mode: 0o700 });
      return path;
    };
    for (const directory of [inside('é'.repeat(40)), folder(0o755)])
      expect(at(directory, inside('x'.repeat(80)))).toMatch(
        /^\/tmp\/rolecall-\d+-[0-9a-f]{32}\/agent\.sock$/,
      );
  });

  it('is a named pipe on Windows', () => {
    const place = { directory: 'C:\\a', env: {}, platform: 'win32' } as const;
    expect(agentAddress(place, id)).toMatch(/^\\\\\.\\pipe\\rolecall-agent-[0-9a-f]{32}$/);
  });
});
