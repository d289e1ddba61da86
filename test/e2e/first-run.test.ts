import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setUp, startJourney } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import { keys } from '../support/terminal.ts';

describe('the first run', () => {
  it('says what to press, opens the wizard, which signs in and discovers, and ends in a subshell with the role', async () => {
    const { emulator, program } = await startJourney();
    const terminal = program.open([], { env: { SHELL: '/bin/sh', PS1: 'subshell> ' } });
    await terminal.waitFor('Welcome to rolecall');
    terminal.press('s');
    await terminal.waitFor('Type a start URL');
    terminal.press(keys.enter);
    await terminal.waitFor('Where do you sign in?');
    terminal.press(`${emulator.startUrl}${keys.enter}`);
    await terminal.waitFor('Which region is Identity Center in?');
    terminal.press(keys.enter);
    await terminal.waitFor('What shall it be called?');
    terminal.press(`acme${keys.enter}`);
    await terminal.waitFor('How do you sign in?');
    terminal.press(keys.enter);
    await terminal.waitFor('Sign in now');
    terminal.press(keys.enter);
    await terminal.waitFor('6 roles in 3 accounts');
    terminal.press(keys.enter);
    for (const question of [
      'Which region',
      'profiles called',
      'does Enter do',
      'Which colours',
      'into your shell',
    ])
      await terminal.waitFor(question).then(() => terminal.press(keys.enter));
    // The step before it shows a new file too.
    await terminal.waitFor(/Write it[\s\S]*New file/);
    terminal.press(keys.enter);
    await terminal.waitFor('acme-dev');
    terminal.press('prod billing');
    await terminal.waitFor(/1 \/ 6/);
    terminal.press(keys.enter);
    await terminal.waitFor('subshell>');
    terminal.press(`echo "in $ROLECALL_ACCOUNT_ID as $ROLECALL_ROLE_NAME"; exit 3${keys.enter}`);
    await terminal.waitFor('in 111111111111 as BillingAdmin');
    expect(await terminal.exited()).toBe(3);
    expect(terminal.isAlternate()).toBe(false);
  });

  it('shows what other tools have left, imports it, and leads to the list', async () => {
    const { emulator, program } = await startJourney();
    mkdirSync(join(program.home, '.aws'), { recursive: true });
    const aws = `[sso-session acme]\nsso_start_url = ${emulator.startUrl}\nsso_region = ${emulator.region}\n`;
    writeFileSync(join(program.home, '.aws', 'config'), aws);
    const terminal = program.open(['--action', 'exec']);
    await terminal.waitFor('Found, and can be imported:');
    expect(terminal.screen()).toMatch(/aws-cli {2}1 instance/);
    terminal.press('i');
    await terminal.waitFor(/Write 1 instance/);
    terminal.press(`y${keys.enter}`);
    await terminal.waitFor('Enter goes on.');
    terminal.press(keys.enter);
    await terminal.waitFor('You are not signed in to acme');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });

  it('opens the demo by d, and the demo ends with its subshell', async () => {
    const { program } = await startJourney();
    const terminal = program.open([], { env: { SHELL: '/bin/sh', PS1: 'subshell> ' } });
    await terminal.waitFor('Welcome to rolecall');
    terminal.press('d');
    await terminal.waitFor(/\d+ accounts\s+\d+ roles/);
    terminal.press(keys.enter);
    await terminal.waitFor('subshell>');
    terminal.press(`exit 0${keys.enter}`);
    expect(await terminal.exited()).toBe(0);
  });

  it('without an instance, every command says what to run', async () => {
    const { program } = await startJourney();
    for (const args of [['env', 'x'], ['refresh'], ['process', '--profile', 'x'], ['profiles', 'diff']]) {
      const { status, stdout, stderr } = await runInside(program, args);
      expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
      expect(stderr).toContain('rolecall setup');
    }
  });

  it('refuses a config that is not right, with its line, and does not touch it', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const again = await journey.program.run([
      'setup',
      '--instance',
      'b',
      '--start-url',
      journey.emulator.startUrl,
      '--region',
      'nowhere',
    ]);
    expect(again).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nowhere is not an AWS region'),
    });
  });
});
