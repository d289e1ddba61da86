// Who may own the store's files, and with which modes.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuseForeign } from '../../../src/adapters/secret-store/private-files.ts';
import { recordFileName } from '../../../src/adapters/secret-store/record.ts';
import { SecretStoreFailed } from '../../../src/domain/errors.ts';
import type { SecretStore } from '../../../src/ports/secret-store.ts';
import { newStoreDirectory, onlyRecord, openSample, removeDirectoriesAfterEach } from './sample-store.ts';

removeDirectoriesAfterEach();

const isRoot = process.getuid?.() === 0;
let directory: string;
let store: SecretStore;

beforeEach(async () => {
  directory = newStoreDirectory();
  store = openSample(directory);
  await store.set('session/acme', 'token');
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

const expectRefused = async (message: RegExp): Promise<void> => {
  await expect(store.get('session/acme')).rejects.toThrow(message);
  await expect(store.get('session/acme')).rejects.toThrow(SecretStoreFailed);
  await expect(store.set('session/acme', 'x')).rejects.toThrow(message);
};

describe('modes', () => {
  it('are 0700 and 0600 from the start, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      directory = newStoreDirectory();
      await openSample(directory).set('session/acme', 'token');
    } finally {
      process.umask(before);
    }
    expect(modeOf(directory)).toBe(0o700);
    expect(modeOf(onlyRecord(directory))).toBe(0o600);
    expect(modeOf(join(directory, 'master-key.json'))).toBe(0o600);
  });

  it('are mended when they are looser', async () => {
    chmodSync(directory, 0o777);
    chmodSync(onlyRecord(directory), 0o644);
    chmodSync(join(directory, 'master-key.json'), 0o666);
    expect(await openSample(directory).get('session/acme')).toBe('token');
    expect(modeOf(directory)).toBe(0o700);
    expect(modeOf(onlyRecord(directory))).toBe(0o600);
    expect(modeOf(join(directory, 'master-key.json'))).toBe(0o600);
  });
});

describe('a symlink', () => {
  it('is refused as the directory, by list and delete too', async () => {
    renameSync(directory, `${directory}-real`);
    symlinkSync(`${directory}-real`, directory);
    await expectRefused(/symbolic link/);
    await expect(store.list('')).rejects.toThrow(/symbolic link/);
    await expect(store.delete('session/acme')).rejects.toThrow(/symbolic link/);
    expect(lstatSync(join(`${directory}-real`, recordFileName('session/acme'))).isFile()).toBe(true);
  });

  it('is refused as a record, and stays', async () => {
    const path = onlyRecord(directory);
    renameSync(path, `${directory}-record`);
    symlinkSync(`${directory}-record`, path);
    await expectRefused(/symbolic link/);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });

  it('is refused as master-key.json', async () => {
    const path = join(directory, 'master-key.json');
    renameSync(path, `${directory}-key`);
    symlinkSync(`${directory}-key`, path);
    await expect(openSample(directory).get('session/acme')).rejects.toThrow(/symbolic link/);
  });
});

describe('what is no plain file or directory', () => {
  it('is refused as the directory', async () => {
    const file = join(dirname(directory), 'file');
    writeFileSync(file, '');
    store = openSample(file);
    await expectRefused(/not a directory/);
  });

  it('is refused as a record, and a FIFO does not make the store wait', async () => {
    const path = join(directory, recordFileName('role/fifo'));
    execFileSync('mkfifo', [path]);
    await expect(store.get('role/fifo')).rejects.toThrow(/not a file/);
    mkdirSync(join(directory, recordFileName('role/folder')));
    await expect(store.get('role/folder')).rejects.toThrow(/not a file/);
    await expect(store.set('role/folder', 'x')).rejects.toThrow(/not a file/);
  });
});

describe('another owner', () => {
  it('is refused by uid', () => {
    const stats = statSync(directory);
    const ours = { kind: 'directory', uid: stats.uid } as const;
    expect(() => refuseForeign(directory, stats, ours)).not.toThrow();
    expect(() => refuseForeign(directory, stats, { ...ours, uid: stats.uid + 1 })).toThrow(/another user/);
  });

  it.skipIf(!isRoot)('is refused on a real directory and a real record', async () => {
    chownSync(onlyRecord(directory), 4321, 4321);
    await expectRefused(/another user \(uid 4321\)/);
    chownSync(onlyRecord(directory), 0, 0);
    chownSync(directory, 4321, 4321);
    await expectRefused(/another user/);
    await expect(store.list('')).rejects.toThrow(/another user/);
  });
});

it('reads nothing and makes nothing before there is something to keep', async () => {
  const empty = newStoreDirectory();
  const untouched = openSample(empty, {
    env: {},
    config: { backend: 'keychain', passphraseCommand: undefined },
  });
  expect(await untouched.get('session/acme')).toBeUndefined();
  expect(await untouched.list('')).toEqual([]);
  await untouched.delete('session/acme');
  expect(() => statSync(empty)).toThrow(/ENOENT/);
});

it('lists and deletes without a key', async () => {
  const keyless = openSample(directory, { env: {} });
  expect(await keyless.list('')).toEqual([{ key: 'session/acme', expiresAt: undefined }]);
  await keyless.delete('session/acme');
  expect(await store.get('session/acme')).toBeUndefined();
});
