// The accessible picker: lines in, lines out, on a terminal and through pipes.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

describe('the accessible picker', () => {
  it('leads to a subshell with the role, in lines and without an escape', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['--accessible', '--action', 'exec'], {
      env: { SHELL: '/bin/sh', PS1: 'subshell> ' },
    });
    await terminal.waitFor('6 roles.');
    terminal.press(`billing${keys.enter}`);
    await terminal.waitFor('1 role for billing.');
    expect(terminal.screen()).toContain(
      '1. BillingAdmin in Acme Production, account 111111111111, profile acme-production-BillingAdmin.',
    );
    terminal.press(`1${keys.enter}`);
    await terminal.waitFor('subshell>');
    expect(terminal.raw().split('subshell>')[0]).not.toContain('\u001b[?1049h');
    terminal.press(`echo "as $ROLECALL_ROLE_NAME"; exit 4${keys.enter}`);
    await terminal.waitFor('as BillingAdmin');
    expect(await terminal.exited()).toBe(4);
  });

  it('is answered by a pipe of lines; the result alone is on stdout', async () => {
    const { program } = await startSignedIn();
    const picked = await program.run(['--accessible', '--print'], { input: 'admin\nmore\nbilling\n1\n' });
    expect(picked).toMatchObject({ status: 0, stdout: 'acme-production-BillingAdmin\n' });
    expect(picked.stderr).toContain('There are no more.');
    expect(picked.stderr).not.toContain('\u001b');
    const several = await program.run(['--accessible', '--multi'], { input: '1 2\n' });
    expect(several.stdout.trim().split('\n').length).toBe(2);
    const expecting = ['--accessible', '--expect', 'ctrl-o,alt-n', '--print-query'];
    expect(await program.run(expecting, { input: 'tags role\nbilling\n1 alt-n\n' })).toMatchObject({
      status: 0,
      stdout: 'billing\nalt-n\nacme-production-BillingAdmin\n',
      stderr: expect.stringMatching(/Tag \d+\. role BillingAdmin, 1 role\./),
    });
  });

  it('ends with 130 and nothing on stdout when the input ends, or at quit', async () => {
    const { program } = await startSignedIn();
    for (const input of ['', 'billing\n', 'quit\n'])
      expect(await program.run(['--accessible', '--print'], { input })).toMatchObject({
        status: 130,
        stdout: '',
      });
  });

  it('asks for what a guard asks, in words', async () => {
    const { program } = await startSignedIn();
    await program.run(['config', 'set', 'guard', '[{match: {role_name: "Billing*"}, word: CAREFUL}]']);
    const piped = await program.run(['--accessible', '--action', 'console'], { input: 'billing\n1\n' });
    expect(piped).toMatchObject({ status: 3, stdout: '' });
    expect(piped.stderr).toContain('Guarded: CAREFUL.');
    const terminal = program.open(['--accessible', '--action', 'exec'], {
      env: { SHELL: '/bin/sh', PS1: 'subshell> ' },
    });
    await terminal.waitFor('6 roles.');
    terminal.press(`billing${keys.enter}`);
    await terminal.waitFor('1 role for billing.');
    terminal.press(`1${keys.enter}`);
    await terminal.waitFor(/Type .* to use it:/);
    terminal.press(`BillingAdmin${keys.enter}`);
    await terminal.waitFor(/subshell>|Not confirmed/);
  });

  it('is the picker where the config says so, for other commands too', async () => {
    const { program } = await startSignedIn();
    appendFileSync(join(program.home, 'rolecall', 'config.yaml'), 'accessible: true\n');
    const script = `${ownLine} env --format json > ${program.home}/out; echo "status $?"`;
    program.mayHoldSecrets(`${program.home}/out`);
    const terminal = program.openOther(['/bin/sh', '-c', script]);
    await terminal.waitFor('6 roles.');
    terminal.press(`billing${keys.enter}`);
    await terminal.waitFor('1 role for billing.');
    terminal.press(`1${keys.enter}`);
    await terminal.waitFor('status 0');
    expect(readFileSync(`${program.home}/out`, 'utf8')).toContain('AWS_ACCESS_KEY_ID');
  });
});
