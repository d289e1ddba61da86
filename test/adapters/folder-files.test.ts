import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFolderFiles } from '../../src/adapters/folder-files.ts';
import { openLock } from '../../src/adapters/lock.ts';
import { openTrustStore } from '../../src/adapters/trust-store.ts';

const text = 'role: 111122223333:ReadOnly\n';
const project = { accountId: '111122223333', roleName: 'Admin', instance: undefined, region: undefined };

const setUp = () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rolecall-folder-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const state = join(root, 'state');
  const home = join(root, 'home');
  const deep = join(home, 'shop', 'src');
  mkdirSync(deep, { recursive: true });
  const file = join(home, 'shop', '.rolecall.yaml');
  const trust = openTrustStore(state, async () => openLock(state));
  const from = (cwd: string) => openFolderFiles({ cwd: () => cwd, trust });
  return { root, state, home, deep, file, from };
};

const problemOf = async (found: ReturnType<ReturnType<typeof openFolderFiles>['find']>): Promise<string> => {
  const file = await found;
  return file?.content.kind === 'broken' ? file.content.problem : 'none';
};

test('the nearest file upwards is found; it counts while it holds what was trusted', async () => {
  const { deep, file, from, state } = setUp();
  const files = from(deep);
  expect(await files.find()).toBeUndefined();
  writeFileSync(file, text);
  const found = await files.find();
  expect(found).toMatchObject({ path: file, trust: 'untrusted', content: { kind: 'project' } });
  if (found === undefined) return;
  await files.trust(found);
  expect(await files.find()).toMatchObject({ trust: 'trusted' });
  expect(statSync(join(state, 'trusted-folders.json')).mode & 0o777).toBe(0o600);
  writeFileSync(file, `${text}region: eu-west-1\n`);
  expect(await files.find()).toMatchObject({ trust: 'changed' });
  writeFileSync(file, text);
  expect(await files.find()).toMatchObject({ trust: 'trusted' });
  expect(await files.trusted()).toEqual([file]);
  expect(await files.untrust('..')).toBe(true);
  expect(await files.untrust('..')).toBe(false);
  expect(await files.find()).toMatchObject({ trust: 'untrusted' });
});

test('a working folder that is gone has no role, and stops nothing', async () => {
  const { home, state } = setUp();
  const gone = (): string => {
    throw new Error('ENOENT: uv_cwd');
  };
  const trust = openTrustStore(state, async () => openLock(state));
  expect(await openFolderFiles({ cwd: gone, trust }).find()).toBeUndefined();
  expect(await openFolderFiles({ cwd: () => join(home, 'none'), trust }).find()).toBeUndefined();
});

test('the same contents at another place are not trusted; the way to a folder does not matter', async () => {
  const { deep, home, file, from, root } = setUp();
  await from(join(home, 'shop')).write(project);
  const copy = join(home, '.rolecall.yaml');
  writeFileSync(copy, readFileSync(file));
  expect(await from(home).find()).toMatchObject({ path: copy, trust: 'untrusted' });
  symlinkSync(deep, join(root, 'short'));
  expect(await from(join(root, 'short')).find()).toMatchObject({ path: file, trust: 'trusted' });
});

test('a file that is not right is told of, and hides those above it', async () => {
  const { deep, home, from } = setUp();
  await from(home).write(project);
  const file = join(deep, '.rolecall.yaml');
  const files = from(deep);
  const problem = async (make: () => void): Promise<string> => {
    rmSync(file, { recursive: true, force: true });
    make();
    return problemOf(files.find());
  };
  expect(await problem(() => symlinkSync(join(home, '.rolecall.yaml'), file))).toBe('it is a symbolic link');
  expect(await problem(() => symlinkSync('/nonexistent', file))).toBe('it is a symbolic link');
  expect(await problem(() => mkdirSync(file))).toBe('it is not a file');
  expect(await problem(() => writeFileSync(file, `${text}#${'x'.repeat(5000)}`))).toBe(
    'it is larger than 4096 bytes',
  );
  expect(await problem(() => writeFileSync(file, Buffer.from([0x72, 0xff, 0xfe])))).toBe('it is not UTF-8');
  if (process.platform !== 'win32')
    expect(await problem(() => execFileSync('mkfifo', [file]))).toBe('it is not a file');
  if (process.getuid?.() !== 0)
    expect(await problem(() => writeFileSync(file, text, { mode: 0 }))).toBe('you may not read it');
});

test('a lost or damaged list of trusted files trusts nothing', async () => {
  const { home, from, state } = setUp();
  await from(home).write(project);
  for (const damaged of [
    '',
    '{',
    '{"version":2,"files":[]}',
    '[]',
    'null',
    '{"version":1,"files":[{"path":1},null]}',
  ]) {
    writeFileSync(join(state, 'trusted-folders.json'), damaged);
    expect(await from(home).find()).toMatchObject({ trust: 'untrusted' });
  }
});

test('a list that another version wrote, or a link, is left as it is', async () => {
  const { home, from, state } = setUp();
  await from(home).write(project);
  const list = join(state, 'trusted-folders.json');
  const later = '{"version":2,"files":[]}';
  writeFileSync(list, later);
  await expect(from(home).write(project)).rejects.toThrow('is left as it is');
  expect(readFileSync(list, 'utf8')).toBe(later);
  rmSync(list);
  writeFileSync(join(state, 'elsewhere'), '{"version":1,"files":[]}');
  symlinkSync('elsewhere', list);
  await expect(from(home).write(project)).rejects.toThrow('is left as it is');
});

test.runIf(process.getuid?.() === 0)('the file of a stranger counts only in a folder of theirs', async () => {
  const { home, from } = setUp();
  await from(home).write(project);
  chownSync(join(home, '.rolecall.yaml'), 12_345, 12_345);
  expect(await from(home).find()).toBeUndefined();
  chownSync(home, 12_345, 12_345);
  expect(await from(home).find()).toMatchObject({ path: join(home, '.rolecall.yaml') });
});

test('writing keeps comments and mode, and leaves alone what it cannot read', async () => {
  const { home, from } = setUp();
  const file = join(home, '.rolecall.yaml');
  writeFileSync(file, `# ours\n${text}`);
  chmodSync(file, 0o640);
  expect(await from(home).write(project)).toMatchObject({ path: file, trust: 'trusted' });
  expect(readFileSync(file, 'utf8')).toBe('# ours\nrole: "111122223333:Admin"\n');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  writeFileSync(file, 'roles: [a, b]\n');
  await expect(from(home).write(project)).rejects.toThrow('is left as it is: line 1');
  rmSync(file);
  symlinkSync('elsewhere', file);
  await expect(from(home).write(project)).rejects.toThrow('it is a symbolic link');
});

test('a working folder that is gone has no file', async () => {
  const { home, from } = setUp();
  expect(await from(join(home, 'gone')).find()).toBeUndefined();
});
