import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openNotes } from '../../src/adapters/notes.ts';

const newFolder = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-notes-'));
  onTestFinished(() => {
    chmodSync(home, 0o700);
    rmSync(home, { recursive: true, force: true });
  });
  return home;
};

test('a note is read by every process until it is written anew or removed', async () => {
  const folder = join(newFolder(), 'notes');
  const [ours, theirs] = [openNotes(folder), openNotes(folder)];
  expect(await theirs.read('a/b ü')).toBeUndefined();
  await ours.write('a/b ü', { at: 1 });
  await ours.write('other', [2]);
  expect(await theirs.read('a/b ü')).toEqual({ at: 1 });
  await theirs.write('a/b ü', { at: 3 });
  expect(await ours.read('a/b ü')).toEqual({ at: 3 });
  await ours.remove('a/b ü');
  expect(await theirs.read('a/b ü')).toBeUndefined();
  expect(await theirs.read('other')).toEqual([2]);
});

test('files are for this person only, and nothing else is left behind', async () => {
  const folder = join(newFolder(), 'notes');
  await openNotes(folder).write('name', 1);
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, names[0] ?? '')).mode & 0o777).toBe(0o600);
});

test('a damaged note is not there', async () => {
  const folder = join(newFolder(), 'notes');
  const notes = openNotes(folder);
  await notes.write('name', 1);
  for (const text of ['', '{"cut', `"${'x'.repeat(100_000)}"`]) {
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), text);
    expect(await notes.read('name')).toBeUndefined();
  }
});

test('where nothing can be written, nothing fails', async () => {
  const file = join(newFolder(), 'a-file');
  writeFileSync(file, '');
  const notes = openNotes(join(file, 'notes'));
  await notes.write('name', 1);
  await notes.remove('name');
  expect(await notes.read('name')).toBeUndefined();
});
