// `rolecall unlock` and `rolecall lock` with the built program: a passphrase once, then none.
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readMasterKeyFile } from '../../src/adapters/secret-store/master-key-file.ts';
import { unwrapByPassphrase } from '../../src/adapters/secret-store/passphrase-key.ts';
import { passphraseSource } from '../../src/adapters/secret-store/passphrase-source.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { call, processArgs } from '../soak/callers.ts';
import { eventually } from '../support/eventually.ts';
import { organisation, setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { keyAgentsOf } from '../support/key-agents.ts';
import { prepare, runInside } from '../support/prepare.ts';
import {
  cliPath,
  type Finished,
  newProgram,
  ownLine,
  ownWords,
  type Program,
  runToEnd,
} from '../support/program.ts';
import { given } from '../support/services.ts';
import { keys, terminalEnv } from '../support/terminal.ts';

const passphrase = 'a passphrase of the test';
const role = processArgs('111111111111', 'ReadOnlyAccess');
const words = ['--account', '111111111111', '--role', 'ReadOnlyAccess'];
const minute = 60_000;

type Locked = {
  readonly program: Program;
  readonly secrets: string;
  /** Without any passphrase. */
  readonly run: (args: readonly string[], env?: Record<string, string>) => Promise<Finished>;
  readonly unlock: (...args: readonly string[]) => Promise<Finished>;
};

const known = { ROLECALL_MASTER_KEY: '', ROLECALL_PASSPHRASE: passphrase };

// Each stretching of the passphrase is a quarter of a second of work: one store is made, and each test has a copy.
let emulator: Emulator;
let made: Program;

beforeAll(async () => {
  emulator = await startEmulator({ organisation, autoApprove: true });
  made = newProgram({ ...emulator.env, ...known });
  await setUp({ emulator, program: made });
  await prepare(made, ['login', '--flow', 'device', '--no-browser']);
  await prepare(made, role);
});

afterAll(async () => {
  made.remove();
  await emulator.close();
});

/** Signed in, with a store on a passphrase. `session`: there is a folder of the login session. */
const startLocked = ({ session = false } = {}): Locked => {
  const program = newProgram(emulator.env);
  cpSync(made.home, program.home, { recursive: true });
  const folder = join(program.home, 'session');
  mkdirSync(folder, { mode: 0o700 });
  const locked = { ROLECALL_MASTER_KEY: '', ...(session ? { XDG_RUNTIME_DIR: folder } : {}) };
  const run: Locked['run'] = (args, env = {}) => program.run(args, { env: { ...locked, ...env } });
  const secrets = join(program.home, 'rolecall', 'state', 'secrets');
  onTestFinished(async () => {
    await run(['lock']);
    program.remove();
  });
  return { program, secrets, run, unlock: (...args) => run(['unlock', ...args], known) };
};

const expectLocked = async ({ run }: Locked): Promise<void> => {
  const { status, stdout, stderr } = await run(role);
  expect({ status, stdout }).toEqual({ status: 7, stdout: '' });
  expect(stderr).toMatch(/^rolecall: [^\n]*rolecall unlock[^\n]*\n$/);
};

const expectOpen = async ({ run }: Locked): Promise<void> => {
  expect(await run(role)).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^\{"Version":1/),
  });
};

describe('a store on a passphrase', () => {
  it.each([false, true])('is open to every program until lock (login session: %s)', async (session) => {
    const locked = startLocked({ session });
    const { program, run, unlock, secrets } = locked;
    await expectLocked(locked);
    expect(await unlock('--for', '90m')).toEqual({
      status: 0,
      stdout: '',
      stderr: expect.stringMatching(/^Unlocked until \d\d:\d\d( tomorrow)?\.\n$/),
    });
    const sockets = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sock')).length;
    expect([sockets(join(program.home, 'session')), sockets(secrets)]).toEqual(session ? [1, 0] : [0, 1]);
    await expectOpen(locked);
    const env = await run(['env', ...words, '--shell', 'bash']);
    expect(env).toMatchObject({ status: 0, stderr: '' });
    expect(env.stdout).toContain('AWS_SECRET_ACCESS_KEY');
    expect(await run(['lock'])).toMatchObject({ status: 0, stdout: '', stderr: 'Locked.\n' });
    await expectLocked(locked);
    expect(await run(['lock'])).toMatchObject({ status: 0, stderr: 'Nothing was unlocked.\n' });
  });

  it('is unlocked by a passphrase that is typed, which is never shown', async () => {
    const locked = startLocked();
    const terminal = locked.program.open(['unlock'], { env: { ROLECALL_MASTER_KEY: '' } });
    await terminal.waitFor('Passphrase of the secret store:');
    terminal.press(passphrase, keys.enter);
    await terminal.waitFor(/Unlocked until \d\d:\d\d/);
    expect(await terminal.exited()).toBe(0);
    expect(terminal.raw()).not.toContain(passphrase);
    // The terminal is gone, and the agent is not.
    terminal.close();
    await expectOpen(locked);
    const picker = locked.program.open([], { env: { ROLECALL_MASTER_KEY: '' } });
    await picker.waitFor('6 / 6');
    picker.press('ReadOnly prod', keys.enter);
    await picker.waitFor('Leave this shell with exit');
    expect(picker.raw()).toContain('This shell stays as it is, a new one holds the role.');
    expect(picker.raw()).not.toContain('Passphrase');
  });

  it('says whether it is unlocked, for people and for programs', async () => {
    const { run, unlock } = startLocked();
    const status = () => run(['unlock', '--status']);
    const json = async () => JSON.parse((await run(['unlock', '--status', '--json'])).stdout);
    expect(await status()).toMatchObject({ status: 7, stdout: expect.stringMatching(/^Locked/), stderr: '' });
    expect(await json()).toEqual({ state: 'locked' });
    const said = JSON.parse((await unlock('--json')).stdout);
    expect(said).toMatchObject({ state: 'unlocked', seconds_left: expect.any(Number) });
    expect(Math.abs(Date.parse(said.until) - Date.now() - 480 * minute)).toBeLessThan(minute);
    expect(await status()).toMatchObject({ status: 0, stdout: expect.stringMatching(/ 7h 59m left\.\n$/) });
    expect(await unlock('--for', '1h30m')).toMatchObject({ status: 0 });
    const { state, until } = await json();
    expect(state).toBe('unlocked');
    expect(Math.abs(Date.parse(until) - Date.now() - 90 * minute)).toBeLessThan(minute);
  });

  it('is answered on the quick road, which loads nothing else, to 24 programs at once', async () => {
    const { program, unlock } = startLocked();
    await unlock();
    // The quick road alone: without the files beside it, the long road cannot be gone.
    const folder = join(program.home, 'alone');
    mkdirSync(join(folder, 'joined'), { recursive: true });
    for (const name of ['cli.js', 'joined.cjs', 'joined/quick-process.js'])
      copyFileSync(join(dirname(cliPath), name), join(folder, name));
    const alone = join(folder, 'cli.js');
    const env = terminalEnv({ ...program.env, ROLECALL_MASTER_KEY: '' });
    // On a busy machine the agent may not get to answer in the short time that this road gives it.
    await eventually(async () => {
      const { status, stdout } = await runToEnd([process.execPath, alone, ...role], env);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ Version: 1 });
    });
    const callers = Array.from({ length: 24 }, () => call(program, role, { ROLECALL_MASTER_KEY: '' }));
    const ended = await Promise.all(callers.map((caller) => caller.ended));
    expect(new Set(ended.map(({ status, stderr }) => `${status}${stderr}`))).toEqual(new Set(['0']));
  });

  it('stays locked after a wrong passphrase', async () => {
    const locked = startLocked();
    const wrong = await locked.run(['unlock'], { ROLECALL_PASSPHRASE: 'wrong' });
    expect(wrong).toMatchObject({
      status: 7,
      stdout: '',
      stderr: expect.stringContaining('Wrong passphrase'),
    });
    await expectLocked(locked);
  });
});

describe('nothing to unlock', () => {
  it('a store on another key says so, and is no error', async () => {
    const { program } = await startSignedIn();
    const { status, stderr } = await program.run(['unlock']);
    expect(status).toBe(0);
    expect(stderr).toBe('There is nothing to unlock: the secret store was made with ROLECALL_MASTER_KEY.\n');
    expect(await program.run(['lock'])).toMatchObject({ status: 0, stderr: 'Nothing was unlocked.\n' });
    expect(JSON.parse((await program.run(['unlock', '--status', '--json'])).stdout)).toEqual({
      state: 'no_passphrase',
      source: 'ROLECALL_MASTER_KEY',
    });
  });

  it('no store yet: it is said how one is made', async () => {
    const { program } = await startJourney();
    const { status, stderr } = await program.run(['unlock']);
    expect(status).toBe(7);
    expect(stderr).toContain('rolecall login');
    expect(await program.run(['unlock', '--status'])).toMatchObject({ status: 7 });
    expect(await program.run(['lock'])).toMatchObject({ status: 0 });
  });

  it('--for of no such time is refused', async () => {
    const { program } = await startJourney();
    for (const text of ['5m', '25h', '8', '0h', 'soon', '1h 30m', '2d']) {
      const { status, stderr } = await runInside(program, ['unlock', '--for', text]);
      expect({ text, status }).toEqual({ text, status: 2 });
      expect(stderr).toContain('15m to 24h');
    }
  });
});

describe.skipIf(process.platform !== 'linux')('the agent', () => {
  const only = (home: string): number => {
    const agents = keyAgentsOf(home);
    expect(agents.length).toBe(1);
    return given(agents[0]);
  };

  it('holds no secret where others look, no terminal and no folder', async () => {
    const { program, secrets, unlock } = startLocked();
    await unlock();
    const pid = only(program.home);
    const source = { env: { ROLECALL_PASSPHRASE: passphrase }, command: undefined, prompt: undefined };
    const unwrapped = await unwrapByPassphrase(given(readMasterKeyFile(secrets)), passphraseSource(source));
    const shown = ['cmdline', 'environ', 'comm', 'status'].map((name) =>
      readFileSync(`/proc/${pid}/${name}`, 'latin1'),
    );
    for (const key of [unwrapped.key, unwrapped.wrappingKey])
      for (const form of ['latin1', 'hex', 'base64', 'base64url'] as const)
        expect(shown.join()).not.toContain(key.export().toString(form));
    expect(shown.join()).not.toContain(passphrase);
    expect(shown[0]).toMatch(/^rolecall agent/);
    // As one executable it can be told of V8's flags in no other way.
    expect(shown[1]?.replaceAll('\0', '')).toBe(
      ownWords.length === 1 ? 'NODE_OPTIONS=--max-semi-space-size=1 --v8-pool-size=0' : '',
    );
    expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/');
    for (const descriptor of [0, 1, 2])
      expect(readlinkSync(`/proc/${pid}/fd/${descriptor}`)).toBe('/dev/null');
  });

  it('keeps nobody waiting who reads what its starter could write to', async () => {
    const { program } = startLocked();
    const script = `exec 7>&1; ${ownLine} unlock >/dev/null 2>&1`;
    const env = { ...program.env, ROLECALL_MASTER_KEY: '', ROLECALL_PASSPHRASE: passphrase };
    const shell = spawn('sh', ['-c', script], {
      env: terminalEnv(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Not the end of the shell but that of its output, which every holder of the pipe puts off.
    await new Promise((resolve) => shell.stdout.resume().on('end', resolve));
    only(program.home);
  });

  it('survives a hang-up, ends at TERM and leaves no socket', async () => {
    const locked = startLocked();
    const { program, secrets, unlock } = locked;
    await unlock();
    const pid = only(program.home);
    process.kill(pid, 'SIGHUP');
    process.kill(pid, 'SIGUSR1');
    await expectOpen(locked);
    process.kill(pid, 'SIGTERM');
    await eventually(() => expect(keyAgentsOf(program.home)).toEqual([]));
    expect(readdirSync(secrets).filter((name) => name.endsWith('.sock'))).toEqual([]);
    await expectLocked(locked);
  });

  it('that is killed is noticed, and replaced by the next', async () => {
    const locked = startLocked();
    const { program, secrets, unlock } = locked;
    await unlock();
    process.kill(only(program.home), 'SIGKILL');
    await eventually(() => expect(keyAgentsOf(program.home)).toEqual([]));
    expect(readdirSync(secrets).filter((name) => name.endsWith('.sock')).length).toBe(1);
    await expectLocked(locked);
    await unlock();
    await expectOpen(locked);
    only(program.home);
  });

  it('that is stopped holds nobody up: the passphrase serves as before', async () => {
    const locked = startLocked();
    const { program, run, unlock } = locked;
    await unlock();
    const pid = only(program.home);
    process.kill(pid, 'SIGSTOP');
    onTestFinished(() => void process.kill(pid, 'SIGKILL'));
    await expectLocked(locked);
    expect(await run(role, { ROLECALL_PASSPHRASE: passphrase })).toMatchObject({ status: 0, stderr: '' });
    expect(await run(['lock'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('does not answer'),
    });
  });

  it('ends after lock, and by itself when its home is removed', async () => {
    const { program, run, unlock } = startLocked();
    await unlock();
    await run(['lock']);
    await eventually(() => expect(keyAgentsOf(program.home)).toEqual([]));
    await unlock();
    only(program.home);
    rmSync(join(program.home, 'rolecall'), { recursive: true });
    await eventually(() => expect(keyAgentsOf(program.home)).toEqual([]));
  });
});
