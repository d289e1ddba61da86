// Real processes: that they exclude one another cannot be seen from within one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLock } from '../../src/adapters/lock.ts';
import { UserError } from '../../src/domain/errors.ts';
import { bundleScript } from '../support/bundle-script.ts';

let scripts: string;
let script: string;
let directory: string;
const children: ChildProcess[] = [];

// `count`: raises a number in a file by a read and a late write, 10 times. `hold`: takes the lock and never lets go.
beforeAll(async () => {
  scripts = mkdtempSync(join(tmpdir(), 'rolecall-lock-script-'));
  script = await bundleScript(
    scripts,
    `import { readFileSync, writeFileSync } from 'node:fs';
     import { openLock } from './src/adapters/lock.ts';
     const [job, directory, platform, counter] = process.argv.slice(2);
     const lock = openLock(directory, platform);
     if (job === 'hold') await lock.run('work', () => new Promise(() => {
       setInterval(() => undefined, 1_000);
       process.stdout.write('held');
     }));
     for (let turn = 0; turn < 10; turn += 1) await lock.run('work', async () => {
       const before = Number(readFileSync(counter, 'utf8'));
       await new Promise((resolve) => setImmediate(resolve));
       writeFileSync(counter, String(before + 1));
     });`,
  );
});
afterAll(() => rmSync(scripts, { recursive: true, force: true }));

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'rolecall-lock-')), 'state');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(join(directory, '..'), { recursive: true, force: true });
});

const start = (...words: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
};

const startHolder = async (platform: string): Promise<ChildProcess> => {
  const child = start('hold', directory, platform);
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return child;
};

const kinds = [
  ['a name in the kernel', 'linux'],
  ['a lock file', 'darwin'],
] as const;

describe.each(kinds)('a lock by %s', (_, platform) => {
  it('lets one of many processes work at a time', async () => {
    const counter = join(scripts, `counter-${platform}`);
    writeFileSync(counter, '0');
    const counting = Array.from({ length: 6 }, () => start('count', directory, platform, counter));
    const codes = await Promise.all(counting.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readFileSync(counter, 'utf8')).toBe('60');
  });

  it('lets one of many in the same process work at a time', async () => {
    const lock = openLock(directory, platform);
    let inside = 0;
    const seen: number[] = [];
    const work = async (): Promise<void> => {
      inside += 1;
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(inside);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => lock.run('work', work)));
    expect(seen).toEqual([1, 1, 1, 1, 1]);
  });

  it('is free within two seconds of its holder being killed', async () => {
    const holder = await startHolder(platform);
    const waiting = openLock(directory, platform).run('work', async () => performance.now());
    const killedAt = performance.now();
    holder.kill('SIGKILL');
    expect((await waiting) - killedAt).toBeLessThan(2_000);
  });

  it('gives up after the limit, and at once when there is none', async () => {
    await startHolder(platform);
    const lock = openLock(directory, platform);
    await expect(lock.run('work', async () => 'in', 0)).rejects.toThrow(UserError);
    await expect(lock.run('work', async () => 'in', 150)).rejects.toThrow(/still at the same work/);
  });

  it('of another name or directory is another lock', async () => {
    await startHolder(platform);
    expect(await openLock(directory, platform).run('other', async () => 'in', 0)).toBe('in');
    expect(await openLock(join(directory, 'deeper'), platform).run('work', async () => 'in', 0)).toBe('in');
  });

  it('is let go when the work fails, with the error of the work', async () => {
    const lock = openLock(directory, platform);
    const failing = lock.run('work', async () => {
      throw new TypeError('of the work');
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await lock.run('work', async () => 'again', 0)).toBe('again');
  });
});

it('says that its directory cannot be used', async () => {
  const file = join(scripts, 'file');
  writeFileSync(file, '');
  await expect(openLock(file).run('work', async () => 1)).rejects.toThrow(/Could not take a lock/);
});

it('writes nothing the second time', async () => {
  const lock = openLock(directory, 'linux');
  await lock.run('work', async () => undefined);
  const before = statSync(directory).mtimeMs;
  await lock.run('work', async () => undefined);
  expect(statSync(directory).mtimeMs).toBe(before);
});

it('keeps what it needs in a directory and files of our own only', async () => {
  await openLock(directory, 'linux').run('work', async () => {
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, 'lock-nonce')).mode & 0o777).toBe(0o600);
  });
  await openLock(directory, 'darwin').run('work', async () => undefined);
  expect(readdirSync(directory)).toEqual(['lock-nonce']);
  expect(existsSync(join(directory, 'lock-nonce'))).toBe(true);
});
