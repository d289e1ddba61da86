// What goes wrong around the program: full disks, read-only caches, locked stores, odd terminals.

import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { runInside } from '../support/prepare.ts';
import { ownLine, ownWords, runToEnd } from '../support/program.ts';
import { keys, terminalEnv } from '../support/terminal.ts';

huntWithLog();

const billing = ['--account', '111111111111', '--role', 'BillingAdmin'];

describe('output that cannot be written', () => {
  it.each([['env', ...billing], ['process', ...billing], ['list']])(
    '%s to a full disk is a failure',
    async (...args) => {
      const { program } = await startSignedIn();
      const words = [...ownWords, ...args].map((word) => `"${word}"`).join(' ');
      const { status, stderr } = await runToEnd(
        ['sh', '-c', `${words} > /dev/full`],
        terminalEnv(program.env),
      );
      expect(status).toBe(1);
      expect(stderr).toContain('could not be written (ENOSPC)');
    },
  );

  it('to a reader that went away is none', async () => {
    const { program } = await startSignedIn();
    const script = `${ownLine} list | head -1 >/dev/null; echo "$?"`;
    expect(await runToEnd(['sh', '-c', script], terminalEnv(program.env))).toMatchObject({
      stdout: '0\n',
      stderr: '',
    });
  });
});

describe('files that cannot be written', () => {
  it('a cache that is in the way does not keep roles from being listed', async () => {
    const { program } = await startSignedIn();
    const cache = join(program.home, 'rolecall', 'cache');
    // A folder where the table belongs stops root too, whom no mode stops.
    rmSync(join(cache, 'roles.bin'));
    mkdirSync(join(cache, 'roles.bin'));
    expect((await program.run(['list'])).stdout.trim().split('\n')).toHaveLength(6);
  });

  it('a config that cannot be written is said in a sentence', async () => {
    const { emulator, program } = await startJourney();
    writeFileSync(join(program.home, 'rolecall'), 'a file');
    const args = ['setup', '--instance', 'a', '--start-url', emulator.startUrl, '--region', emulator.region];
    const { status, stderr } = await program.run(args);
    expect(status).not.toBe(0);
    expect(stderr).not.toContain('something went wrong that should not have');
    chmodSync(join(program.home, 'rolecall'), 0o600);
  });
});

describe('a locked store', () => {
  it('keeps logout from wiping what only it could end at AWS', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const locked = { ROLECALL_MASTER_KEY: '', ROLECALL_PASSPHRASE: 'right' };
    const { program, emulator } = journey;
    expect(await program.run(['login', '--flow', 'device', '--no-browser'], { env: locked })).toMatchObject({
      status: 0,
    });
    const secrets = join(program.home, 'rolecall', 'state', 'secrets');
    const before = readdirSync(secrets).sort();
    const wrong = { ...locked, ROLECALL_PASSPHRASE: 'wrong' };
    expect(await program.run(['logout'], { env: wrong })).toMatchObject({ status: 7 });
    expect(readdirSync(secrets).sort()).toEqual(before);
    expect(await program.run(['logout'], { env: locked })).toMatchObject({ status: 0 });
    expect(emulator.requests().map(({ operation }) => operation)).toContain('Logout');
  });

  it('a passphrase prompt that is cancelled ends the refresh, not the picker', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const env = { ROLECALL_MASTER_KEY: '', ROLECALL_PASSPHRASE: '' };
    await journey.program.run(['login', '--flow', 'device', '--no-browser'], {
      env: { ...env, ROLECALL_PASSPHRASE: 'right' },
    });
    const terminal = journey.program.open([], { env });
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('r'));
    await terminal.waitFor('Passphrase of the secret store');
    terminal.press(keys.control('c'));
    await terminal.waitFor(/cancelled/i);
    expect(terminal.screen()).not.toMatch(/reading/);
    expect(terminal.screen()).toContain('6 / 6');
  });
});

describe('odd terminals and options', () => {
  it('TERM=dumb gets lines instead of escapes', async () => {
    const { program } = await startSignedIn();
    const terminal = program.openOther(['env', 'TERM=dumb', ...ownWords]);
    await terminal.waitFor('Search or number:');
    terminal.press('quit\r');
    expect(await terminal.exited()).toBe(130);
    expect(terminal.raw()).not.toContain('\u001b[');
  });

  it('with stdout and stderr taken, the picker draws on /dev/tty', async () => {
    const { program } = await startSignedIn();
    const script = `${ownLine} env >"${program.home}/out" 2>/dev/null; echo "status $?"`;
    const terminal = program.openOther(['/bin/sh', '-c', script]);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('c'));
    await terminal.waitFor('status 130');
  });

  it.each([
    [['setup', '--login', 'foo'], '--login is pkce, device or auto.'],
    [['demo', '--accounts', 'abc'], '--accounts is a number'],
    [['logout', '--all', '--instance', 'x'], 'not both'],
    [['pick', '--theme', 'nope'], 'There is no theme "nope"'],
  ])('%j is refused in words that say where', async (args, words) => {
    const { emulator, program } = await startJourney();
    const more =
      args[0] === 'setup'
        ? ['--instance', 'a', '--start-url', emulator.startUrl, '--region', 'us-east-1']
        : [];
    const { status, stderr } = await runInside(program, [...args, ...more]);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});
