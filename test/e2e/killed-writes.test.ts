// SIGKILL at any moment of a write: the file is the old one or the new one to the last byte, the next run is not held
// up, and what the dead left behind is cleared away by a later one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openSecretStore } from '../../src/adapters/secret-store/open-secret-store.ts';
import { call } from '../soak/callers.ts';
import { figure, median, sized } from '../soak/size.ts';
import { bundleScript } from '../support/bundle-script.ts';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { masterKey, type Program } from '../support/program.ts';

const isTemporary = (name: string): boolean => name.endsWith('.tmp');

/** As a minute and more later: what a killed writer left there is nobody's any more. */
const ageTemporaries = (folder: string): number => {
  const left = readdirSync(folder).filter(isTemporary);
  const longAgo = new Date(Date.now() - 120_000);
  for (const name of left) utimesSync(join(folder, name), longAgo, longAgo);
  return left.length;
};

/** Resolves when something changes in one of the folders: the write has begun. */
const firstChange = (
  folders: readonly string[],
): { readonly seen: Promise<void>; readonly end: () => void } => {
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const watchers = folders.map((folder) => watch(folder, () => tell()));
  return {
    seen,
    end: () => {
      for (const watcher of watchers) watcher.close();
      tell();
    },
  };
};

type Writes = {
  readonly program: Program;
  /** Two runs that make the file either of two texts. */
  readonly runs: readonly [readonly string[], readonly string[]];
  readonly file: string;
  /** Where temporary files come to lie. */
  readonly folders: readonly string[];
  /** Throws when something beside the file is not whole. */
  readonly check: (texts: readonly [string, string]) => void;
  readonly name: string;
};

/** Half of the kills fall anywhere in the run, half of them into the few milliseconds of the write. */
const killOnce = async (writes: Writes, args: readonly string[], usual: number): Promise<boolean> => {
  const change = firstChange(writes.folders);
  const caller = call(writes.program, args);
  if (Math.random() < 0.5) await wait(Math.random() * 1.2 * usual);
  else {
    await Promise.race([change.seen, caller.ended]);
    await wait(Math.random() * 12);
  }
  caller.kill();
  const { status } = await caller.ended;
  change.end();
  return status === null;
};

const expectWholeWhenKilled = async (writes: Writes, kills: number): Promise<void> => {
  const { program, file, folders, runs } = writes;
  const runAlone = async (args: readonly string[]): Promise<number> => {
    const { status, stderr, took } = await call(program, args).ended;
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    return took;
  };
  const texts: [string, string] = ['', ''];
  const times: number[] = [];
  for (const which of [1, 0, 1, 0] as const) {
    times.push(await runAlone(runs[which]));
    texts[which] = readFileSync(file, 'utf8');
  }
  expect(texts[0]).not.toBe(texts[1]);
  const usual = median(times);
  const next: number[] = [];
  const counts = { killed: 0, written: 0, left: 0 };
  for (let round = 0; counts.killed < kills; round += 1) {
    expect(round).toBeLessThan(4 * kills);
    const before = readFileSync(file, 'utf8');
    const wanted = before === texts[0] ? 1 : 0;
    const wasKilled = await killOnce(writes, runs[wanted], usual);
    const after = readFileSync(file, 'utf8');
    expect([before, texts[wanted]]).toContain(after);
    writes.check(texts);
    if (wasKilled) counts.killed += 1;
    if (wasKilled && after !== before) counts.written += 1;
    if (round % 3 > 0) continue;
    // The next one goes through, whatever the dead held; it writes, since the text is the other one.
    next.push(await runAlone(runs[after === texts[0] ? 1 : 0]));
  }
  counts.left = folders.reduce((sum, folder) => sum + ageTemporaries(folder), 0);
  await runAlone(runs[readFileSync(file, 'utf8') === texts[0] ? 1 : 0]);
  for (const folder of folders) expect(readdirSync(folder).filter(isTemporary)).toEqual([]);
  const longest = Math.max(...next);
  figure(
    `${writes.name}: ${counts.killed} kills, ${counts.written} after the write, ${counts.left} temporary files left ` +
      `and cleared; the next run took at most ${Math.round(longest)} ms (${Math.round(usual)} ms undisturbed)`,
  );
  expect(longest).toBeLessThan(2_000 + 4 * usual);
};

test(
  'profiles write, killed, leaves the AWS config behind its symlink old or new',
  async () => {
    const { program } = await startSignedIn();
    const folder = join(program.home, 'dotfiles');
    const link = program.env['AWS_CONFIG_FILE'] ?? '';
    const file = join(folder, 'aws-config');
    for (const each of [folder, dirname(link)]) mkdirSync(each, { recursive: true });
    const comments = Array.from({ length: 2_000 }, (_, index) => `# my own line ${index}`).join('\n');
    const own = `${comments}\n[default]\nregion = eu-central-1\n\n[profile mine]\nrole_arn = arn:aws:iam::1:role/x\n`;
    writeFileSync(file, own);
    symlinkSync(file, link);
    const only = (query: string) => ['profiles', 'write', '--yes', '--only', query];
    await expectWholeWhenKilled(
      {
        name: 'profiles write',
        program,
        runs: [only('billing'), only('readonly')],
        file,
        folders: [folder, dirname(link)],
        check: (texts) => {
          for (const text of texts) expect(text.startsWith(own)).toBe(true);
          expect(readFileSync(link, 'utf8')).toBe(readFileSync(file, 'utf8'));
          const backup = `${link}.rolecall-backup`;
          if (existsSync(backup)) expect(texts).toContain(readFileSync(backup, 'utf8'));
        },
      },
      sized(6, 150),
    );
  },
  sized(120_000, 900_000),
);

test(
  'setup, killed, leaves config.yaml old or new',
  async () => {
    const journey = await startJourney();
    await setUp(journey);
    const { emulator, program } = journey;
    const folder = join(program.home, 'rolecall');
    const file = join(folder, 'config.yaml');
    const comments = Array.from({ length: 500 }, (_, index) => `# a note of mine, ${index}`).join('\n');
    writeFileSync(file, `${comments}\n${readFileSync(file, 'utf8')}`);
    const place = ['--instance', 'acme', '--start-url', emulator.startUrl, '--region', emulator.region];
    const withRegion = (region: string) => ['setup', ...place, '--default-region', region];
    await expectWholeWhenKilled(
      {
        name: 'setup',
        program,
        runs: [withRegion('eu-west-1'), withRegion('ap-southeast-2')],
        file,
        folders: [folder],
        check: (texts) => {
          for (const text of texts) expect(text).toContain(comments);
        },
      },
      sized(6, 150),
    );
  },
  sized(120_000, 900_000),
);

const writerScript = `
import { openSecretStore } from './src/adapters/secret-store/open-secret-store.ts';
const [directory = '', masterKey = '', first = '0'] = process.argv.slice(2);
const store = openSecretStore({
  directory,
  config: { backend: 'auto', passphraseCommand: undefined },
  env: { ROLECALL_MASTER_KEY: masterKey },
  platform: process.platform,
});
for (let turn = Number(first); ; turn += 1)
  for (const key of ['session/acme', 'credentials/acme/role', 'registration/acme']) {
    await store.set(key, turn + ' ' + key.repeat(200) + ' ' + turn, 1_800_000_000_000);
    process.stdout.write(key + ' ' + turn + '\\n');
  }
`;

test(
  'the secret store, killed, holds every record whole: the one that was acknowledged, or the next',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'rolecall-killed-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const script = await bundleScript(directory, writerScript);
    const folder = join(directory, 'secrets');
    const store = openSecretStore({
      directory: folder,
      config: { backend: 'auto', passphraseCommand: undefined },
      env: { ROLECALL_MASTER_KEY: masterKey },
      platform: process.platform,
    });
    let first = 0;
    const kills = sized(15, 300);
    for (let round = 0; round < kills; round += 1) {
      const acknowledged = await killWriter([script, folder, masterKey, String(first)]);
      for (const [key, turn] of acknowledged) {
        const [, found = '', text, again] = /^(\d+) (\D+) (\d+)$/.exec((await store.get(key)) ?? '') ?? [];
        expect({ text, again }).toEqual({ text: key.repeat(200), again: found });
        expect([turn, turn + 1]).toContain(Number(found));
        first = Math.max(first, Number(found) + 1);
      }
      expect((await store.list('')).length).toBe(3);
    }
    const left = ageTemporaries(folder);
    for (const { key } of await store.list('')) await store.set(key, 'the end');
    expect(readdirSync(folder).filter(isTemporary)).toEqual([]);
    figure(
      `store writes: ${kills} kills in about ${3 * first} writes; ${left} temporary files left and cleared`,
    );
  },
  sized(120_000, 900_000),
);

/** Runs the writer for a random while, kills it; answers the last turn of each record that it said was written. */
const killWriter = async (args: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const closed = once(child, 'close');
  // All three records once, so that there is something to compare.
  await expect.poll(() => said.split('\n').length, { timeout: 40_000, interval: 2 }).toBeGreaterThan(3);
  await wait(Math.random() * 40);
  child.kill('SIGKILL');
  await closed;
  const whole = said.slice(0, said.lastIndexOf('\n')).split('\n');
  return new Map(whole.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])] as const));
};
