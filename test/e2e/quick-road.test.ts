// What other programs ask a thousand times a day loads nothing that it does not need: it is asked of a copy of the program
// from which that was taken away.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { organisation, setUp } from '../support/journey.ts';
import { prepare, runInside } from '../support/prepare.ts';
import { cliPath, newProgram, type Program, runToEnd } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

const role = ['--instance', 'acme', '--arn', '111111111111:BillingAdmin'];

let emulator: Emulator;
let program: Program;
let copies: string;

beforeAll(async () => {
  emulator = await startEmulator({ organisation, autoApprove: true });
  program = newProgram(emulator.env);
  copies = mkdtempSync(join(tmpdir(), 'rolecall-copies-'));
  await setUp({ emulator, program });
  await prepare(program, ['login', '--flow', 'device', '--no-browser']);
  await prepare(program, ['process', ...role]);
  await prepare(program, ['list']);
});

afterAll(async () => {
  rmSync(copies, { recursive: true, force: true });
  program.remove();
  await emulator.close();
});

/** A copy of the built program with these of its files. */
const copied = (name: string, isKept: (path: string) => boolean): string => {
  const built = dirname(cliPath);
  const folder = join(copies, name, 'dist');
  mkdirSync(folder, { recursive: true });
  cpSync(built, folder, {
    recursive: true,
    filter: (path) => isKept(path.slice(built.length + 1).replaceAll('\\', '/')),
  });
  return join(folder, 'cli.js');
};

/** Without a log: who wants one wants to see it all, which is the long road. */
const run = async (cli: string, words: readonly string[]) => {
  const { ROLECALL_LOG: _, ...env } = program.env;
  return runToEnd([process.execPath, cli, ...words], terminalEnv({ ...env, SHELL: '/bin/bash' }));
};

describe('the quick road alone', () => {
  const isQuick = (path: string): boolean =>
    /^$|^(cli\.js|joined\.cjs|package\.json|completions.*|joined|joined\/quick-.*)$/.test(path);

  it('answers as the long one does', async () => {
    const alone = copied('alone', isQuick);
    const questions = [
      ['process', ...role],
      ['list'],
      ['list', '--filter', 'prod admin'],
      ['list', '--json', 'acme'],
      ['list', '--csv', '--sort', 'account_id', '--reverse', '--fields', 'account_id,arn,expires_at,kind'],
      ['init', 'bash'],
    ];
    for (const words of questions) {
      const { status, stdout } = await run(alone, words);
      expect({ words, status, stdout }).toEqual({
        ...{ words, status: 0 },
        stdout: (await runInside(program, words)).stdout,
      });
    }
    expect((await run(alone, ['status'])).stdout).toBe('No role in this shell.\n');
  });

  it('goes over to the long one for anything else', async () => {
    const alone = join(copies, 'alone', 'dist', 'cli.js');
    for (const words of [['list', '@live'], ['list', 'xqzxqz'], ['whoami']]) {
      const { status, stderr } = await run(alone, words);
      expect([status, stderr]).toEqual([1, expect.stringContaining("Cannot find module './main.cjs'")]);
    }
  });
});

describe('without Ink, React, the parser of YAML and the SDK', () => {
  const heavy = [/react\.(?:transitional\.)?element/, /yoga/, /YAMLParseError/, /httpAuthSchemes/];
  const built = dirname(cliPath);
  const isHeavy = (path: string): boolean =>
    heavy.some((pattern) => pattern.test(readFileSync(join(built, path), 'utf8')));
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
  const heavyFiles = files.filter((path) => /\.[mc]?js$/.test(path) && isHeavy(path));

  it('commands that need none of them run', async () => {
    for (const pattern of heavy)
      expect(heavyFiles.some((path) => pattern.test(readFileSync(join(built, path), 'utf8')))).toBe(true);
    const light = copied('light', (path) => !heavyFiles.includes(path));
    rmSync(join(dirname(light), 'joined', 'picker.js'));
    const profile = ['--profile', 'acme-production-BillingAdmin'];
    const questions = [
      ['env', ...profile],
      ['exec', ...profile, '--', 'true'],
      ['completion', 'fish'],
      ['list', '@live'],
      ['process', ...profile, '--debug'],
      ['init', 'zsh', '--debug'],
      ['status', '--json', '--debug'],
      ['help'],
    ];
    for (const words of questions) {
      const { status, stderr } = await run(light, words);
      expect({ words, status, stderr }).toEqual({
        ...{ words, stderr: expect.not.stringContaining('Cannot find') },
        status: words[0] === 'status' ? 1 : 0,
      });
    }
    // What is taken away is missed by what needs it.
    expect((await run(light, ['demo', '--accounts', '2'])).stderr).toContain('joined/picker.js');
  });
});
