import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { discoveryJournal } from '../../src/adapters/discovery-journal.ts';

const setUp = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = () => join(folder, readdirSync(folder)[0] ?? 'none');
  return { folder, file, journal: discoveryJournal(folder) };
};

const refresh = { startUrl: 'https://acme.example/start', since: 1000 };
const account = (id: string) => ({
  id: id.repeat(12),
  name: 'A "name"',
  email: 'a@b',
  roles: ['R1', 'R2'],
  rolesFetchedAt: 5,
});

test('keeps accounts as they are read, until the refresh ends', async () => {
  const { journal, file } = setUp();
  expect(await journal.read('acme')).toBeUndefined();
  await journal.begin('acme', refresh);
  expect(await journal.read('acme')).toEqual({ ...refresh, accounts: [] });
  for (const id of ['1', '2']) await journal.add('acme', account(id));
  expect(await journal.read('acme')).toEqual({ ...refresh, accounts: [account('1'), account('2')] });
  expect(await journal.read('globex')).toBeUndefined();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  await journal.remove('acme');
  expect(await journal.read('acme')).toBeUndefined();
});

test('a line that was cut off, or is no account, is left out, and spoils none after it', async () => {
  const { journal, file } = setUp();
  await journal.begin('acme', refresh);
  await journal.add('acme', account('1'));
  appendFileSync(file(), '\n{"id":"9","name":"cut o');
  await journal.add('acme', account('2'));
  appendFileSync(file(), '\n{"id":"8","roles":[7]}\nnull');
  expect((await journal.read('acme'))?.accounts).toEqual([account('1'), account('2')]);
});

test('what no server may say, a file may not either', async () => {
  const { journal } = setUp();
  await journal.begin('acme', refresh);
  await journal.add('acme', { ...account('1'), name: 'A\u001b]0;x\u0007\u202e', email: 'a\u001b[2J@b' });
  await journal.add('acme', { ...account('2'), id: '\u001b[2J' });
  await journal.add('acme', { ...account('3'), roles: ['R\u001b[31m'] });
  const accounts = (await journal.read('acme'))?.accounts ?? [];
  expect(accounts.map(({ id }) => id)).toEqual(['1'.repeat(12)]);
  expect(JSON.stringify(accounts)).not.toMatch(/\\u001b|\\u0007|\u202e/);
});

test('nothing is added to a refresh that another has ended, and a foreign file is none', async () => {
  const { folder, journal, file } = setUp();
  await journal.add('acme', account('1'));
  expect(readdirSync(folder)).toEqual([]);
  await journal.begin('acme', refresh);
  writeFileSync(file(), '{"version":99}\n');
  expect(await journal.read('acme')).toBeUndefined();
});
