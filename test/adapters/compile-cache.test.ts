import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepCompiled } from '../../src/adapters/compile-cache.ts';

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-code-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const fakeModule = () => {
  const folders: string[] = [];
  return { folders, enableCompileCache: (folder: string) => folders.push(folder) };
};

it('does nothing on a Node that keeps no compiled code', () => {
  const cache = join(newFolder(), 'cache');
  keepCompiled({}, cache);
  expect(existsSync(cache)).toBe(false);
});

it('gives Node a folder of our cache that is this person’s alone', () => {
  const cache = newFolder();
  mkdirSync(join(cache, 'code'));
  chmodSync(join(cache, 'code'), 0o777);
  const module = fakeModule();
  keepCompiled(module, cache);
  expect(module.folders).toEqual([join(cache, 'code')]);
  if (process.platform !== 'win32') expect(statSync(join(cache, 'code')).mode & 0o777).toBe(0o700);
});

it('gives it none where the folder is a link, and lets nothing that fails get in the way', () => {
  const cache = newFolder();
  symlinkSync(newFolder(), join(cache, 'code'));
  const module = fakeModule();
  keepCompiled(module, cache);
  expect(module.folders).toEqual([]);
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => keepCompiled({ enableCompileCache: fail }, newFolder())).not.toThrow();
});
