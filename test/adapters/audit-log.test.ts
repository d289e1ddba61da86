import { execFileSync, fork } from 'node:child_process';
import {
  chmodSync,
  existsSync,
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
import { type AuditLogOptions, openAuditLog } from '../../src/adapters/audit-log.ts';
import { bundleScript } from '../support/bundle-script.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'rolecall-audit-')), 'state');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

const now = Date.UTC(2026, 10, 21, 6);

const auditLog = (given: Partial<AuditLogOptions> = {}) =>
  openAuditLog({
    activity: { command: 'env' },
    directory,
    env: { USER: 'jordan' },
    now: () => now,
    isOn: () => true,
    pid: 77,
    parentName: () => 'zsh',
    ...given,
  });

const entry = { event: 'credentials', instance: 'acme', role: 'Admin', outcome: 0, duration_ms: 3 } as const;
const path = (): string => join(directory, 'audit.jsonl');
const text = (): string => readFileSync(path(), 'utf8');

describe('the audit log', () => {
  it('writes a line that says who, what and when, for the person alone', async () => {
    await auditLog().record(entry);
    expect(JSON.parse(text())).toEqual({
      time: '2026-11-21T06:00:00.000Z',
      event: 'credentials',
      command: 'env',
      user: 'jordan',
      instance: 'acme',
      role: 'Admin',
      outcome: 0,
      duration_ms: 3,
      pid: 77,
      parent: 'zsh',
    });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('takes away the rights of others on a file that was looser', async () => {
    mkdirSync(directory);
    writeFileSync(path(), '');
    chmodSync(path(), 0o644);
    await auditLog().record(entry);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('is one line whatever a name holds, with nothing that a terminal obeys', async () => {
    await auditLog({ parentName: () => 'a\n{"event":"forged"}\u001b[2J\u202e' }).record(entry);
    expect(text().split('\n')).toHaveLength(2);
    expect(text()).not.toMatch(/[\u001b\u202e]/);
    expect(await auditLog().read(0)).toHaveLength(1);
  });

  it('says nothing when it is turned off', async () => {
    await auditLog({ isOn: () => false }).record(entry);
    expect(existsSync(path())).toBe(false);
  });

  it.each<[string, () => void]>([
    ['a folder that cannot be', () => writeFileSync(directory, 'a file')],
    [
      'a link to elsewhere',
      () => {
        mkdirSync(directory);
        symlinkSync('../elsewhere', path());
      },
    ],
    [
      'a FIFO that nobody reads',
      () => {
        mkdirSync(directory);
        execFileSync('mkfifo', [path()]);
      },
    ],
    ['a directory', () => mkdirSync(path(), { recursive: true })],
  ])('neither fails nor waits because of %s', async (_name, prepare) => {
    prepare();
    await auditLog().record(entry);
    expect(existsSync(join(directory, '..', 'elsewhere'))).toBe(false);
  });

  it('does not fail when the config cannot be read', async () => {
    const isOn = () => Promise.reject(new Error('no config'));
    await expect(auditLog({ isOn }).record(entry)).resolves.toBeUndefined();
  });

  it('puts a full file aside, keeps the newest of these, and reads all of them', async () => {
    let time = now;
    const clock = (): number => {
      time += 1000;
      return time;
    };
    const log = auditLog({ now: clock, limits: { bytes: 500, files: 2 } });
    for (let index = 0; index < 12; index += 1) await log.record(entry);
    const kept = readdirSync(directory).filter((name) => name.startsWith('audit-'));
    expect(kept).toHaveLength(2);
    const records = await log.read(0);
    expect(records.length).toBeGreaterThan(4);
    const times = records.map((record) => Date.parse(record.time));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect((await log.read(times.at(-1) ?? 0)).length).toBe(1);
  });

  it('leaves out lines that are damaged', async () => {
    await auditLog().record(entry);
    writeFileSync(path(), `${text()}{"time":"2026-\nnull\n[]\n{"time":5}\n`);
    expect(await auditLog().read(0)).toHaveLength(1);
  });

  it('mixes no lines of processes that write at once', async () => {
    const script = await bundleScript(
      join(directory, '..'),
      `
      import { openAuditLog } from './src/adapters/audit-log.ts';
      const log = openAuditLog({ activity: { command: 'process' }, directory: process.argv[2], env: {}, now: Date.now,
        isOn: () => true, pid: process.pid, parentName: () => 'x'.repeat(200), limits: { bytes: 20000, files: 50 } });
      for (let n = 0; n < 100; n += 1) await log.record({ event: 'credentials', outcome: 0, duration_ms: n });`,
    );
    await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<void>((done) => {
            fork(script, [directory]).once('exit', () => done());
          }),
      ),
    );
    expect(await auditLog().read(0)).toHaveLength(400);
  });
});

describe('logs of others', () => {
  const lineOf = async (user: string): Promise<string> => {
    const folder = join(directory, user);
    await auditLog({ directory: folder, env: { USER: user } }).record(entry);
    return readFileSync(join(folder, 'audit.jsonl'), 'utf8');
  };

  it('are read from files and from folders, a line that is in two of them once', async () => {
    const [sam, alex] = [await lineOf('sam'), await lineOf('alex')];
    const both = join(directory, 'both.jsonl');
    writeFileSync(both, `${sam}${alex}`);
    const { records, damaged } = await auditLog().readOthers([both, join(directory, 'sam')], 0);
    expect(records.map(({ user }) => user).sort()).toEqual(['alex', 'sam']);
    expect(damaged).toBe(0);
  });

  it('are not waited for where a folder has a pipe of that name', async () => {
    const folder = join(directory, 'piped');
    mkdirSync(folder, { recursive: true });
    execFileSync('mkfifo', [join(folder, 'audit.jsonl')]);
    await expect(auditLog().readOthers([folder], 0)).rejects.toThrow('is no file');
  });

  it('count what is no record, and say which file cannot be read', async () => {
    const mixed = join(directory, 'mixed.jsonl');
    const backwards = (await lineOf('jo')).replace(/"duration_ms":\d+/, '"duration_ms":-5');
    writeFileSync(mixed, `${await lineOf('sam')}{"time":"now"}\nnonsense\n${backwards}`);
    expect(await auditLog().readOthers([mixed], 0)).toMatchObject({ records: [{ user: 'sam' }], damaged: 3 });
    expect((await auditLog().readOthers([mixed], now + 1)).records).toEqual([]);
    const missing = join(directory, 'none\u001b[2J.jsonl');
    await expect(auditLog().readOthers([missing], 0)).rejects.toThrow(
      /none.{1,12}\[2J\.jsonl cannot be read \(ENOENT\)/,
    );
    await expect(auditLog().readOthers([missing], 0)).rejects.not.toThrow('\u001b');
  });
});
