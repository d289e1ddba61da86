import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHistory } from '../../src/adapters/history.ts';
import { openLock } from '../../src/adapters/lock.ts';
import { noHistory, withPin, withUses } from '../../src/domain/history.ts';

const id = (n: number) => ({ instance: 'acme', accountId: '111111111111', roleName: `Role${n}` });

let directory = '';
let warnings: string[] = [];

const store = () =>
  openHistory({
    directory,
    lock: async () => openLock(directory),
    now: () => Date.UTC(2026, 0, 1),
    warn: (text) => void warnings.push(text),
  });

const path = () => join(directory, 'history.json');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rolecall-history-'));
  warnings = [];
});
afterEach(() => {
  chmodSync(directory, 0o700);
  rmSync(directory, { recursive: true, force: true });
});

describe('the history file', () => {
  test('is empty where there is none, and reading makes none', async () => {
    expect(await store().load()).toEqual(noHistory);
    expect(existsSync(path())).toBe(false);
  });

  test('keeps what was changed, for this person alone', async () => {
    const kept = await store().change((history) => withPin(withUses(history, [id(1)], 1000), 'acme/1/A'));
    expect(await store().load()).toEqual(kept);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test('loses nothing of writers at the same time', async () => {
    const writers = Array.from({ length: 40 }, (_, n) =>
      store().change((history) => withUses(history, [id(n % 4)], n)),
    );
    await Promise.all(writers);
    const { uses } = await store().load();
    expect([...uses.values()].map(({ count }) => count)).toEqual([10, 10, 10, 10]);
  });

  test('is not written where nothing changes', async () => {
    await store().change((history) => history);
    expect(existsSync(path())).toBe(false);
  });

  test.each(['', '{"version": 1, "uses": [', '[]', 'null', '{"version":1}'])(
    'that cannot be read is put aside with a warning: %j',
    async (text) => {
      writeFileSync(path(), text);
      expect(await store().load()).toEqual(noHistory);
      const aside = readdirSync(directory).filter((name) => name.startsWith('history.json.broken-'));
      expect(aside).toHaveLength(1);
      expect(readFileSync(join(directory, aside[0] ?? ''), 'utf8')).toBe(text);
      expect(warnings.join()).toContain('put aside');
      await store().change((history) => withUses(history, [id(1)], 5));
      expect((await store().load()).uses.size).toBe(1);
    },
  );

  test('of a newer rolecall is left alone', async () => {
    writeFileSync(path(), '{"version": 9}');
    expect(await store().load()).toEqual(noHistory);
    await expect(store().change((history) => withUses(history, [id(1)], 5))).rejects.toThrow(
      'newer rolecall',
    );
    expect(readFileSync(path(), 'utf8')).toBe('{"version": 9}');
  });
});
