// The outside as the doctor sees it: real files, real sockets, the emulator's clock.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openInspection } from '../../src/adapters/inspection.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { ServerTime } from '../../src/ports/inspection.ts';
import { useEmulator } from '../support/emulator.ts';

const setUp = (env: Readonly<Record<string, string>> = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-inspection-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const at = (...parts: readonly string[]): string => join(home, ...parts);
  const folders = { home, config: at('c'), cache: at('k'), state: at('s'), secrets: at('s', 'secrets') };
  const inspection = openInspection({
    env,
    platform: 'linux',
    folders,
    now: Date.now,
    storeLock: async () => ({ kind: 'no-store' }),
  });
  return { home, at, inspection };
};

const skewOf = (time: ServerTime): number => {
  if (time.kind !== 'answered') throw new Error(time.reason);
  return time.skew;
};

describe('looking', () => {
  it('tells files, folders and links apart, and is not held up by a FIFO', async () => {
    const { at, inspection } = setUp();
    writeFileSync(at('file'), '', { mode: 0o640 });
    chmodSync(at('file'), 0o640);
    mkdirSync(at('folder/deep/deeper/deepest'), { recursive: true });
    symlinkSync(at('file'), at('link'));
    symlinkSync(at('nowhere'), at('lost'));
    expect(await inspection.look(at('file'))).toMatchObject({ kind: 'file', isLink: false, mode: 0o640 });
    expect(await inspection.look(at('folder'))).toMatchObject({ kind: 'folder' });
    expect(await inspection.look(at('link'))).toMatchObject({ kind: 'file', isLink: true });
    expect(await inspection.look(at('lost'))).toMatchObject({ kind: 'nothing', isLink: true });
    expect(await inspection.look(at('gone'))).toBeUndefined();
    const names = (await inspection.list(at('folder'))).map(({ path }) => path);
    expect(names).toEqual([at('folder', 'deep'), at('folder', 'deep', 'deeper')]);
    expect((await inspection.find(at(), /^fi/)).map(({ path }) => path)).toEqual([at('file')]);
  });

  it('finds programs on the PATH in its order, and the version of a rolecall', async () => {
    const { at, home } = setUp();
    const { inspection } = setUp({ PATH: `relative:${at('bin')}:${at('other')}` });
    mkdirSync(at('package/dist'), { recursive: true });
    mkdirSync(at('bin'));
    mkdirSync(at('other'));
    writeFileSync(at('package/package.json'), JSON.stringify({ name: 'rolecall', version: '9.8.7' }));
    writeFileSync(at('package/dist/cli.js'), '', { mode: 0o755 });
    symlinkSync(at('package/dist/cli.js'), at('bin', 'rolecall'));
    writeFileSync(at('other', 'rolecall'), '', { mode: 0o755 });
    const [first, second, ...rest] = await inspection.onPath('rolecall');
    expect(first).toMatchObject({ path: join(home, 'bin', 'rolecall'), version: '9.8.7' });
    expect(second).toMatchObject({ path: at('other', 'rolecall'), version: undefined });
    expect(rest).toEqual([]);
    writeFileSync(at('plain'), '', { mode: 0o644 });
    expect(await inspection.installed(at('plain'))).toBeUndefined();
  });

  it('knows a socket on which nobody listens', async () => {
    const { at, inspection } = setUp();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('live.sock'), resolve));
    expect(await inspection.isListening(at('live.sock'))).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await inspection.isListening(at('live.sock'))).toBe(false);
  });
});

describe('the time of a server', () => {
  it('is compared with ours', async () => {
    const emulator = await useEmulator();
    const { inspection } = setUp();
    const url = new URL(emulator.url);
    expect(Math.abs(skewOf(await inspection.serverTime(url)))).toBeLessThan(10_000);
    emulator.shiftClock(-600_000);
    const ahead = skewOf(await inspection.serverTime(url));
    expect(ahead).toBeGreaterThan(590_000);
    expect(ahead).toBeLessThan(610_000);
  });

  it('is unknown when it cannot be reached', async () => {
    const { inspection } = setUp();
    const time = await inspection.serverTime(new URL('http://127.0.0.1:1/'));
    expect(time).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('could not be reached'),
    });
  });
});

describe('mending', () => {
  it('closes and removes what is ours', async () => {
    const { at, inspection } = setUp();
    writeFileSync(at('file'), '');
    chmodSync(at('file'), 0o666);
    await inspection.close(at('file'), 0o600);
    expect(statSync(at('file')).mode & 0o777).toBe(0o600);
    await inspection.remove(at('file'));
    expect(existsSync(at('file'))).toBe(false);
  });

  it('never follows a link, and removes no folder', async () => {
    const { at, inspection } = setUp();
    writeFileSync(at('file'), '');
    chmodSync(at('file'), 0o644);
    symlinkSync(at('file'), at('link'));
    mkdirSync(at('folder'));
    await expect(inspection.close(at('link'), 0o600)).rejects.toBeInstanceOf(UserError);
    await expect(inspection.remove(at('link'))).rejects.toBeInstanceOf(UserError);
    await inspection.remove(at('folder'));
    expect(statSync(at('file')).mode & 0o777).toBe(0o644);
    expect(existsSync(at('folder'))).toBe(true);
  });
});
