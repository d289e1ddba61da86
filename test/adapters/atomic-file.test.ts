import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileAtomic, writeFileAtomic } from '../../src/adapters/atomic-file.ts';
import { bundleScript } from '../support/bundle-script.ts';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rolecall-atomic-'));
  path = join(directory, 'file');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('writeFileAtomic', () => {
  it('makes a file with exactly the mode asked for, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      await writeFileAtomic(path, 'text', { mode: 0o644 });
    } finally {
      process.umask(before);
    }
    expect(readFileSync(path, 'utf8')).toBe('text');
    expect(modeOf(path)).toBe(0o644);
  });

  it('gives an existing loose file the mode asked for', async () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    await writeFileAtomic(path, new Uint8Array([1, 2, 3]), { mode: 0o600 });
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(modeOf(path)).toBe(0o600);
  });

  it('replaces a symlink and leaves what it points to alone', async () => {
    const target = join(directory, 'target');
    writeFileSync(target, 'theirs');
    symlinkSync(target, path);
    await writeFileAtomic(path, 'ours', { mode: 0o600 });
    expect(readFileSync(target, 'utf8')).toBe('theirs');
    expect(() => readlinkSync(path)).toThrow();
  });

  it('leaves no temporary file, also when it fails', async () => {
    await writeFileAtomic(path, 'text', { mode: 0o600 });
    mkdirSync(join(directory, 'folder', 'inside'), { recursive: true });
    await expect(writeFileAtomic(join(directory, 'folder'), 'text', { mode: 0o600 })).rejects.toThrow();
    expect(readdirSync(directory).sort()).toEqual(['file', 'folder']);
  });

  it('can be stopped at the last moment, with the old file as it was', async () => {
    await writeFileAtomic(path, 'old', { mode: 0o600 });
    const seen: string[] = [];
    const beforeRename = async (temporary: string): Promise<void> => {
      seen.push(readFileSync(temporary, 'utf8'), readFileSync(path, 'utf8'));
      throw new RangeError('stopped');
    };
    await expect(writeFileAtomic(path, 'new', { mode: 0o600, beforeRename })).rejects.toThrow(RangeError);
    expect(seen).toEqual(['new', 'old']);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it('removes stale temporary files of this file only', async () => {
    const stale = join(directory, '.file.00112233445566aa.tmp');
    const young = join(directory, '.file.00112233445566bb.tmp');
    const other = join(directory, '.other.00112233445566cc.tmp');
    const longAgo = new Date(Date.now() - 120_000);
    for (const name of [stale, young, other]) writeFileSync(name, '');
    for (const name of [stale, other]) utimesSync(name, longAgo, longAgo);
    await writeFileAtomic(path, 'text', { mode: 0o600 });
    expect(readdirSync(directory).sort()).toEqual([
      '.file.00112233445566bb.tmp',
      '.other.00112233445566cc.tmp',
      'file',
    ]);
  });

  it('rejects, with the old file as it was, when the directory is missing', async () => {
    await expect(writeFileAtomic(join(directory, 'no', 'file'), 'text', { mode: 0o600 })).rejects.toThrow(
      /ENOENT/,
    );
  });
});

describe('createFileAtomic', () => {
  it('is won by exactly one of many', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => createFileAtomic(path, `writer ${index}`, { mode: 0o600 })),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe(`writer ${answers.indexOf(true)}`);
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

describe('a writer killed at any moment', () => {
  const whole = /^(a{200000}|b{200000})$/;

  const startWriter = async (script: string): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    return child;
  };

  it('leaves the old text or the new one, fifteen times', async () => {
    const script = await bundleScript(
      directory,
      `import { writeFileAtomic } from './src/adapters/atomic-file.ts';
       for (let turn = 0; ; turn += 1) {
         await writeFileAtomic(process.argv[2], (turn % 2 ? 'a' : 'b').repeat(200000), { mode: 0o600 });
         if (turn === 1) process.stdout.write('going');
       }`,
    );
    for (let round = 0; round < 15; round += 1) {
      const child = await startWriter(script);
      // Reads until a moment that differs from round to round; every read on the way must be whole too.
      for (let read = 0; read <= 2 * round; read += 1) expect(readFileSync(path, 'utf8')).toMatch(whole);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(readFileSync(path, 'utf8')).toMatch(whole);
    }
  });
});
