import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startupFiles } from '../../src/adapters/startup-files.ts';
import { UserError } from '../../src/domain/errors.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-startup-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const path = (name = '.zshrc') => join(home, name);

describe('a startup file', () => {
  it('that is not there is made, with its folder', async () => {
    const file = path('.config/fish/config.fish');
    expect(await startupFiles.read(file)).toBeUndefined();
    await startupFiles.write(file, { before: undefined, after: 'x\n' });
    expect(readFileSync(file, 'utf8')).toBe('x\n');
  });

  it('behind a symlink stays behind it, with its mode, and nothing else is left', async () => {
    mkdirSync(path('dotfiles'));
    writeFileSync(path('dotfiles/zshrc'), 'a\n');
    chmodSync(path('dotfiles/zshrc'), 0o640);
    symlinkSync('dotfiles/zshrc', path());
    await startupFiles.write(path(), { before: 'a\n', after: 'b\n' });
    expect(lstatSync(path()).isSymbolicLink()).toBe(true);
    expect(readFileSync(path('dotfiles/zshrc'), 'utf8')).toBe('b\n');
    expect(statSync(path('dotfiles/zshrc')).mode & 0o777).toBe(0o640);
    expect([...readdirSync(home), ...readdirSync(path('dotfiles'))].sort()).toEqual([
      '.zshrc',
      'dotfiles',
      'zshrc',
    ]);
  });

  it('that has changed meanwhile is not written over', async () => {
    writeFileSync(path(), 'theirs\n');
    await expect(startupFiles.write(path(), { before: 'mine\n', after: 'x\n' })).rejects.toThrow(
      /changed by another/,
    );
    expect(readFileSync(path(), 'utf8')).toBe('theirs\n');
  });

  it('that is read-only stays as it is', async () => {
    writeFileSync(path(), 'a\n');
    chmodSync(path(), 0o444);
    await expect(startupFiles.write(path(), { before: 'a\n', after: 'b\n' })).rejects.toThrow(
      'is read-only.',
    );
    expect(readFileSync(path(), 'utf8')).toBe('a\n');
  });

  it('that is a folder, no text, or a link to nowhere is refused', async () => {
    mkdirSync(path('folder'));
    await expect(startupFiles.read(path('folder'))).rejects.toThrow(UserError);
    writeFileSync(path(), Buffer.from([0xff, 0xfe, 0x61]));
    await expect(startupFiles.read(path())).rejects.toThrow(/not UTF-8/);
    symlinkSync('nowhere', path('link'));
    await expect(startupFiles.write(path('link'), { before: undefined, after: 'x' })).rejects.toThrow(
      /not there/,
    );
    expect(readdirSync(home).sort()).toEqual(['.zshrc', 'folder', 'link']);
  });
});
