// Disks that are full and folders that may not be written: a clear sentence, and every byte where it was. A tiny file
// system of its own takes root's rights to mount; without them the tests say that they were left out.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAwsFiles } from '../../src/adapters/aws-files.ts';
import { UserError } from '../../src/domain/errors.ts';

const folders: string[] = [];

/** A file system of 64 KiB, or undefined where none may be mounted. */
const tinyDisk = (): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-tiny-'));
  folders.push(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
};

const unmount = (folder: string): void => {
  try {
    execFileSync('umount', [folder], { stdio: 'ignore' });
  } catch {
    // Nothing is mounted there.
  }
  rmSync(folder, { recursive: true, force: true });
};

const canMount = tinyDisk() !== undefined;
if (!canMount) process.stderr.write('SKIPPED: no file system may be mounted here, so no disk is filled.\n');

afterAll(() => folders.forEach(unmount));

const caught = async (work: Promise<unknown>): Promise<UserError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
};

const own = `# mine\n[profile x]\nregion = eu-west-1\n${'# padding\n'.repeat(1000)}`;

describe.skipIf(!canMount)('on a disk', () => {
  let disk: string;

  beforeEach(() => {
    disk = tinyDisk() ?? '';
  });

  afterEach(() => unmount(disk));

  const open = (path = join(disk, 'config')) => openAwsFiles({ env: { AWS_CONFIG_FILE: path }, home: disk });

  /** Leaves no room for another file of that size. */
  const fill = (): void => {
    const step = Buffer.alloc(4096);
    try {
      for (let index = 0; ; index += 1) writeFileSync(join(disk, `filler${index}`), step);
    } catch {
      // Full.
    }
  };

  const ours = (): string[] => readdirSync(disk).filter((name) => !name.startsWith('filler'));

  it('that is full, the file stays as it was, and nothing is left beside it', async () => {
    writeFileSync(join(disk, 'config'), own);
    fill();
    const { message, hint } = await caught(open().writeConfig(own, `${own}more`));
    expect(message).toBe(`Cannot write ${join(disk, 'config')}: the disk is full.`);
    expect(hint).toContain('Nothing was changed.');
    expect(readFileSync(join(disk, 'config'), 'utf8')).toBe(own);
    expect(ours()).toEqual(['config']);
  });

  it('that fills up with the backup, the backup of before stays whole', async () => {
    writeFileSync(join(disk, 'config'), own);
    await open().writeConfig(own, `${own}[profile y]\nregion = x\n`);
    fill();
    const now = readFileSync(join(disk, 'config'), 'utf8');
    await caught(open().writeConfig(now, `${now}more`));
    expect(readFileSync(join(disk, 'config'), 'utf8')).toBe(now);
    expect(readFileSync(join(disk, 'config.rolecall-backup'), 'utf8')).toBe(own);
    expect(ours().sort()).toEqual(['config', 'config.rolecall-backup']);
  });

  it('that fills up behind a symlink, where the backup lies elsewhere', async () => {
    const home = mkdtempSync(join(tmpdir(), 'rolecall-link-'));
    folders.push(home);
    writeFileSync(join(disk, 'target'), own);
    symlinkSync(join(disk, 'target'), join(home, 'config'));
    fill();
    const { message } = await caught(open(join(home, 'config')).writeConfig(own, `${own}more`));
    expect(message).toContain('the disk is full');
    expect(readFileSync(join(disk, 'target'), 'utf8')).toBe(own);
    expect(ours()).toEqual(['target']);
  });

  it('that is read-only', async () => {
    writeFileSync(join(disk, 'config'), own);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const { message, hint } = await caught(open().writeConfig(own, `${own}more`));
    expect(message).toBe(`Cannot write ${join(disk, 'config')}: the file system is read-only.`);
    expect(hint).toContain('Nothing was changed.');
    expect(readFileSync(join(disk, 'config'), 'utf8')).toBe(own);
  });

  it('where a directory or a FIFO lies in the place of the file', async () => {
    mkdirSync(join(disk, 'config'));
    expect((await caught(open().writeConfig(undefined, 'x'))).message).toMatch(/is a directory, not a file/);
    execFileSync('mkfifo', [join(disk, 'fifo')]);
    expect((await caught(open(join(disk, 'fifo')).writeConfig(undefined, 'x'))).message).toMatch(/FIFO/);
    expect(ours().sort()).toEqual(['config', 'fifo']);
  });
});
