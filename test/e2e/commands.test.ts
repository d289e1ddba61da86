import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callerArn } from '../support/caller-identity.ts';
import { startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { runInside } from '../support/prepare.ts';
import { keys } from '../support/terminal.ts';

huntWithLog();

const billing = ['--account', '111111111111', '--role', 'BillingAdmin'];

describe('exec', () => {
  it('runs a command with the role and passes on its status and signals', async () => {
    const { program } = await startSignedIn();
    const script = 'echo "$ROLECALL_PROFILE $AWS_REGION [$ROLECALL_MASTER_KEY]"; exit 7';
    const ran = await program.run(['exec', ...billing, '--', 'sh', '-c', script]);
    expect(ran).toMatchObject({ status: 7, stdout: 'acme-production-BillingAdmin eu-west-1 []\n' });
    expect(await program.run(['exec', ...billing, '--', 'sh', '-c', 'kill -9 $$'])).toMatchObject({
      status: 137,
    });
    expect(await program.run(['exec', ...billing, '--', 'no-such-program'])).toMatchObject({ status: 127 });
  });

  it('leaves Ctrl-C to the command, and ends with its status', async () => {
    const { program } = await startSignedIn();
    const script = 'trap "echo tidy; exit 5" INT; echo started; while :; do sleep 0.05; done';
    const terminal = program.open(['exec', ...billing, '--', 'sh', '-c', script]);
    await terminal.waitFor('started');
    terminal.press(keys.control('c'));
    await terminal.waitFor('tidy');
    expect(await terminal.exited()).toBe(5);
  });

  it('refuses to nest unless told', async () => {
    const { program } = await startSignedIn();
    const env = { ROLECALL_EXEC: '1', ROLECALL_PROFILE: 'other' };
    expect(await program.run(['exec', ...billing, '--', 'true'], { env })).toMatchObject({ status: 2 });
    expect(await program.run(['exec', '--nest', ...billing, '--', 'true'], { env })).toMatchObject({
      status: 0,
    });
  });
});

describe('choosing a role without the picker', () => {
  it.each([
    ['a profile', ['--profile', 'acme-production-BillingAdmin']],
    ['account and role', billing],
    ['an account by name', ['--account', 'acme production', '--role', 'BillingAdmin']],
    ['an ARN', ['--arn', 'arn:aws:iam::111111111111:role/BillingAdmin']],
    ['ACCOUNT:ROLE', ['--arn', '111111111111:BillingAdmin']],
    ['a query', ['billing']],
  ])('by %s', async (_name, selector) => {
    const { program } = await startSignedIn();
    const { status, stdout } = await runInside(program, ['env', '--format', 'json', ...selector]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ROLECALL_ROLE_NAME: 'BillingAdmin', AWS_REGION: 'eu-west-1' });
  });

  it('says which roles match when there are several, and prints nothing on stdout', async () => {
    const { program } = await startSignedIn();
    const { status, stdout, stderr } = await runInside(program, ['env', 'readonly']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('2 roles match');
    expect(stderr).toContain('acme-production-ReadOnlyAccess');
  });

  it('keeps the leading zero of an account id', async () => {
    const { program } = await startSignedIn();
    const { stdout } = await program.run(['process', '--arn', '012345678901:DeveloperAccess']);
    expect(JSON.parse(stdout)).toMatchObject({ AccountId: '012345678901' });
  });

  it('a role that was taken away ends with 5, whatever the catalog says', async () => {
    const { emulator, program } = await startSignedIn();
    emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });
    const { status, stdout, stderr } = await program.run(['process', ...billing]);
    expect({ status, stdout }).toEqual({ status: 5, stdout: '' });
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('profiles', () => {
  it('are written beside what is there, and an AWS SDK gets the role through them', async () => {
    const { program } = await startSignedIn();
    const path = program.env['AWS_CONFIG_FILE'] ?? '';
    const own = '# my own\n[default]\nregion = eu-central-1\n';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, own);
    expect(await program.run(['profiles', 'diff'])).toMatchObject({ status: 1 });
    expect(readFileSync(path, 'utf8')).toBe(own);
    expect(await program.run(['profiles', 'write'])).toMatchObject({ status: 2 });
    expect(await program.run(['profiles', 'write', '--yes'])).toMatchObject({ status: 0 });
    expect(readFileSync(path, 'utf8').startsWith(own)).toBe(true);
    expect(await program.run(['profiles', 'diff'])).toMatchObject({ status: 0 });
    expect(await callerArn('acme-dev-DeveloperAccess', program.env)).toMatch(
      /^arn:aws:sts::012345678901:assumed-role\/AWSReservedSSO_DeveloperAccess_/,
    );
  });
});

describe('list', () => {
  it('is a table on a terminal, tab-separated without, and JSON with every field', async () => {
    const { program } = await startSignedIn();
    const plain = await program.run(['list', '--fields', 'account_id,profile', 'billing']);
    expect(plain.stdout).toBe('111111111111\tacme-production-BillingAdmin\n');
    const json = JSON.parse((await program.run(['list', '--json', 'billing'])).stdout);
    expect(Object.keys(json[0])).toEqual([
      'instance',
      'account_id',
      'account_name',
      'email',
      'role_name',
      'kind',
      'profile',
      'arn',
      'region',
      'tags',
      'expires_at',
      'guard',
      'gone',
    ]);
    const terminal = program.open(['list']);
    await terminal.waitFor(/PROFILE\s+ACCOUNT NAME/);
    expect(await terminal.exited()).toBe(0);
  });
});

describe('the demo', () => {
  it('without a terminal prints the list and how to go on', async () => {
    const { program } = await startSignedIn();
    const { status, stdout, stderr } = await program.run(['demo', '--accounts', '4']);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(3);
    expect(stderr).toContain('rolecall demo opens the picker');
  });

  it('on a terminal opens the picker; a pick starts a subshell that the emulator answers', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['demo', '--accounts', '6'], { env: { SHELL: '/bin/sh', PS1: 'demo> ' } });
    await terminal.waitFor(/[1-9]\d* \/ [1-9]/);
    terminal.press(keys.enter);
    await terminal.waitFor('demo>');
    terminal.press(`rolecall status${keys.enter}`);
    await terminal.waitFor(/(59m|1h 0m)/);
    terminal.press(`rolecall process --profile $ROLECALL_PROFILE | cut -c1-12${keys.enter}`);
    await terminal.waitFor('{"Version":1');
    terminal.press(`exit${keys.enter}`);
    expect(await terminal.exited()).toBe(0);
  });
});
