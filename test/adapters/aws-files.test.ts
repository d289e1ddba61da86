import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAwsFiles } from '../../src/adapters/aws-files.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { AwsFiles } from '../../src/ports/aws-files.ts';

let home: string;
let config: string;
let files: AwsFiles;

const open = (env: Record<string, string> = {}): AwsFiles => openAwsFiles({ env, home });

const modeOf = (path: string): number => statSync(path).mode & 0o777;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-aws-'));
  config = join(home, '.aws', 'config');
  mkdirSync(join(home, '.aws'));
  files = open();
});

afterEach(() => {
  chmodSync(join(home, '.aws'), 0o700);
  rmSync(home, { recursive: true });
});

describe('which files', () => {
  it('are those in ~/.aws', async () => {
    writeFileSync(join(home, '.aws', 'credentials'), '[a]\naws_access_key_id = x\n[ b ]\n');
    expect(files.configPath).toBe(config);
    expect(await files.readConfig()).toBeUndefined();
    expect(await files.credentialsSections()).toEqual(['a', 'b']);
  });

  it('are those that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name', async () => {
    writeFileSync(join(home, 'c'), '[x]\n');
    writeFileSync(join(home, 'k'), '[y]\n');
    const other = open({ AWS_CONFIG_FILE: '~/c', AWS_SHARED_CREDENTIALS_FILE: join(home, 'k') });
    expect(other.configPath).toBe(join(home, 'c'));
    expect(await other.readConfig()).toBe('[x]\n');
    expect(await other.credentialsSections()).toEqual(['y']);
    expect(open({ AWS_CONFIG_FILE: '' }).configPath).toBe(config);
  });

  it('may lack the credentials file', async () => {
    expect(await files.credentialsSections()).toEqual([]);
  });
});

describe('reading', () => {
  it('keeps every character, a byte order mark too', async () => {
    writeFileSync(config, '\ufeff[é]\r\nx = \u2028\n');
    expect(await files.readConfig()).toBe('\ufeff[é]\r\nx = \u2028\n');
  });

  it('refuses what is not UTF-8, with its line', async () => {
    writeFileSync(config, Buffer.concat([Buffer.from('[a]\nx = é\ny = '), Buffer.from([0xe9, 0x0a])]));
    await expect(files.readConfig()).rejects.toThrow(`${config}:3: not UTF-8`);
  });

  it('refuses a directory', async () => {
    mkdirSync(config);
    await expect(files.readConfig()).rejects.toThrow(`${config} is a directory, not a file.`);
  });

  it('refuses a FIFO without waiting for a writer', async () => {
    execFileSync('mkfifo', [config]);
    await expect(files.readConfig()).rejects.toThrow(/is a FIFO/);
    await expect(files.writeConfig(undefined, 'x')).rejects.toThrow(/is a FIFO/);
  });

  it('refuses symlinks that form a loop', async () => {
    symlinkSync(config, join(home, '.aws', 'other'));
    symlinkSync(join(home, '.aws', 'other'), config);
    await expect(files.readConfig()).rejects.toThrow(/symlinks form a loop/);
  });
});

describe('writing', () => {
  it('makes a private file and its folder', async () => {
    rmSync(join(home, '.aws'), { recursive: true });
    await files.writeConfig(undefined, '[a]\n');
    expect(readFileSync(config, 'utf8')).toBe('[a]\n');
    expect(modeOf(config)).toBe(0o600);
    expect(modeOf(join(home, '.aws'))).toBe(0o700);
    expect(readdirSync(join(home, '.aws'))).toEqual(['config']);
  });

  it.each([0o600, 0o644, 0o640, 0o400])('keeps mode %o and one private backup', async (mode) => {
    writeFileSync(config, 'one');
    chmodSync(config, mode);
    await files.writeConfig('one', 'two');
    await files.writeConfig('two', 'three');
    expect(readFileSync(config, 'utf8')).toBe('three');
    expect(modeOf(config)).toBe(mode);
    expect(readFileSync(`${config}.rolecall-backup`, 'utf8')).toBe('two');
    expect(modeOf(`${config}.rolecall-backup`)).toBe(mode & 0o600);
    expect(readdirSync(join(home, '.aws')).sort()).toEqual(['config', 'config.rolecall-backup']);
  });

  it('writes through symlinks and leaves them, with the backup beside the link', async () => {
    mkdirSync(join(home, 'dotfiles'));
    const target = join(home, 'dotfiles', 'aws-config');
    writeFileSync(target, 'one');
    symlinkSync('../dotfiles/aws-config', join(home, '.aws', 'middle'));
    symlinkSync('middle', config);
    await files.writeConfig('one', 'two');
    expect(readlinkSync(config)).toBe('middle');
    expect(lstatSync(target).isFile()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('two');
    expect(readdirSync(join(home, 'dotfiles'))).toEqual(['aws-config']);
    expect(readFileSync(`${config}.rolecall-backup`, 'utf8')).toBe('one');
  });

  it('makes the file that a symlink only promises', async () => {
    symlinkSync('../dotfiles/config', config);
    await files.writeConfig(undefined, 'two');
    expect(readlinkSync(config)).toBe('../dotfiles/config');
    expect(readFileSync(join(home, 'dotfiles', 'config'), 'utf8')).toBe('two');
  });

  it.each([
    ['changed', 'one', 'other'],
    ['made', undefined, 'other'],
    ['removed', 'one', undefined],
  ])('refuses when the file was %s since it was read', async (_name, before, now) => {
    if (now !== undefined) writeFileSync(config, now);
    await expect(files.writeConfig(before, 'two')).rejects.toThrow(/changed by another program/);
    expect(existsSync(config) ? readFileSync(config, 'utf8') : undefined).toBe(now);
    expect(existsSync(`${config}.rolecall-backup`)).toBe(false);
  });

  it('refuses when the file changes while the new one is being written', async () => {
    writeFileSync(config, 'one');
    const watching = watch(join(home, '.aws'), (_event, name) => {
      if (!/^\.config\.[0-9a-f]+\.tmp$/.test(name ?? '')) return;
      watching.close();
      writeFileSync(config, 'other');
    });
    await expect(files.writeConfig('one', 'two')).rejects.toThrow(/changed by another program/);
    expect(readFileSync(config, 'utf8')).toBe('other');
  });

  it('says so, and loses nothing, where it may not write', async () => {
    // Root may write into any folder but those of a kernel file system.
    const isRoot = process.getuid?.() === 0;
    const path = isRoot ? '/sys/kernel/rolecall-test-config' : config;
    if (!isRoot) chmodSync(join(home, '.aws'), 0o500);
    const error = await open({ AWS_CONFIG_FILE: path })
      .writeConfig(undefined, 'two')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(
      new RegExp(
        `^Cannot write ${path}: (permission denied|the file system is read-only|.*folder does not exist)\\.$`,
      ),
    );
    expect((error as UserError).hint).toMatch(/Nothing was changed/);
  });

  it('says so where a part of the path is a file', async () => {
    writeFileSync(join(home, 'file'), '');
    const other = open({ AWS_CONFIG_FILE: '~/file/config' });
    await expect(other.readConfig()).rejects.toThrow(/a part of its path is a file/);
  });
});
