import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEnvFiles } from '../../src/adapters/env-files.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('SKIPPED: git is not installed, so what it ignores was not tested.');

const setUp = () => {
  const cwd = mkdtempSync(join(tmpdir(), 'rolecall-env-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'], HOME: cwd, GIT_DIR: '/nonexistent' };
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd },
      stdio: 'ignore',
    });
  return { cwd, env, git, files: openEnvFiles({ cwd: () => cwd, env }) };
};

test.runIf(hasGit)(
  'a file is exposed in a work tree that does not ignore it, also when it is tracked',
  async () => {
    const { cwd, env, git, files } = setUp();
    mkdirSync(join(cwd, 'deep'));
    expect(await files.isExposed('.env')).toBe(false);
    git('init', '-q');
    for (const path of ['.env', 'deep/.env', ':(top)x', '-n']) expect(await files.isExposed(path)).toBe(true);
    writeFileSync(join(cwd, '.gitignore'), '.env\n');
    for (const path of ['.env', 'deep/.env', join(cwd, 'deep', '.env')])
      expect(await files.isExposed(path)).toBe(false);
    expect(await files.isExposed('.envrc')).toBe(true);
    writeFileSync(join(cwd, '.env'), '');
    git('add', '-f', '.env');
    expect(await files.isExposed('.env')).toBe(true);
    expect(await files.isExposed('deep/.env')).toBe(false);
    const elsewhere = mkdtempSync(join(tmpdir(), 'rolecall-link-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
    symlinkSync(join(cwd, 'deep'), join(elsewhere, 'link'));
    expect(await files.isExposed(join(elsewhere, 'link', '.envrc'))).toBe(true);
    // Where git cannot be asked, whatever lies in a work tree is exposed.
    const without = openEnvFiles({ cwd: () => cwd, env: { ...env, PATH: '/nonexistent' } });
    expect(await without.isExposed('deep/.env')).toBe(true);
  },
);

test.runIf(hasGit)('the config of the repository makes git run nothing', async () => {
  const { cwd, git, files } = setUp();
  git('init', '-q');
  const mark = join(cwd, 'pwned');
  git('config', 'core.fsmonitor', `touch ${mark}; false`);
  await files.isExposed('.env');
  expect(statSync(mark, { throwIfNoEntry: false })).toBeUndefined();
});

test('what is written is its owner’s alone, and a link or a folder is left as it is', async () => {
  const { cwd, files } = setUp();
  expect(await files.read('.env')).toBeUndefined();
  writeFileSync(join(cwd, '.env'), 'A=1\n', { mode: 0o644 });
  await files.write('.env', 'A=1\nB=2\n');
  expect(await files.read('.env')).toBe('A=1\nB=2\n');
  if (process.platform !== 'win32') expect(statSync(join(cwd, '.env')).mode & 0o777).toBe(0o600);
  symlinkSync('.env', join(cwd, 'link'));
  await expect(files.read('link')).rejects.toThrow('is a symbolic link');
  await expect(files.read('.')).rejects.toThrow('is not a file');
  writeFileSync(join(cwd, 'binary'), Buffer.from([0xff, 0xfe]));
  await expect(files.read('binary')).rejects.toThrow('UTF-8');
  await expect(files.write('none/.env', '')).rejects.toThrow();
});
