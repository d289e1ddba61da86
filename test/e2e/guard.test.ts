// Dangerous roles, at the command line: refused without a word, used with one.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Journey, scriptedBrowser, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { keys } from '../support/terminal.ts';

huntWithLog();

const admin = ['--account', '111111111111', '--role', 'AdministratorAccess'];

const guard = (journey: Journey, text: string): void =>
  appendFileSync(join(journey.program.home, 'rolecall', 'config.yaml'), text);

const rules = `
guard:
  - match: {account_id: "111111111111"}
    word: PROD
    process: refuse
  - match: {role_name: ReadOnlyAccess}
    confirm: none
    process: allow
`;

const guarded = async (): Promise<Journey> => {
  const journey = await startSignedIn();
  guard(journey, rules);
  return journey;
};

it('refuses a guarded role to a script, and says what confirms it', async () => {
  const { program } = await guarded();
  const asked = [
    ['exec', ...admin, '--', 'true'],
    ['env', ...admin],
    ['env', 'acme production administratoraccess'],
    ['console', ...admin, '--print'],
    ['credentials', 'write', '--profile', 'acme-production-AdministratorAccess'],
    ['serve', ...admin],
  ];
  for (const args of asked) {
    const { status, stdout, stderr } = await program.run(args);
    expect(status, args.join(' ')).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('PROD: AdministratorAccess in Acme Production (111111111111) is guarded.');
    expect(stderr).toContain('--confirm 111111111111');
  }
  const { stderr } = await program.run(['exec', ...admin, '--', 'true']);
  expect(stderr).toContain('It can do less: ReadOnlyAccess (--profile acme-production-ReadOnlyAccess).');
});

it('takes the name of the account, and no other word', async () => {
  const { program } = await guarded();
  for (const name of ['Acme Production', '111111111111'])
    expect(await program.run(['exec', '--confirm', name, ...admin, '--', 'true'])).toMatchObject({
      status: 0,
    });
  for (const name of ['acme production', 'AdministratorAccess', 'yes', ''])
    expect(await program.run(['exec', '--confirm', name, ...admin, '--', 'true'])).toMatchObject({
      status: 3,
    });
});

it('lets off what a later rule lets off, and other accounts', async () => {
  const { program } = await guarded();
  const reading = ['--account', '111111111111', '--role', 'ReadOnlyAccess'];
  expect(await program.run(['exec', ...reading, '--', 'true'])).toMatchObject({ status: 0 });
  expect(await program.run(['exec', 'developer', '--', 'true'])).toMatchObject({ status: 0 });
});

it('asks on a terminal, and does nothing after a wrong name', async () => {
  const { program } = await guarded();
  const right = program.open(['exec', ...admin, '--', 'echo', 'it ran']);
  await right.waitFor('Type the name of the account to use it:');
  right.press('Acme Production\r');
  expect(await right.exited()).toBe(0);
  expect(right.screen()).toContain('it ran');
  const wrong = program.open(['exec', ...admin, '--', 'echo', 'it ran']);
  await wrong.waitFor('Type the name');
  wrong.press('Acme\r');
  expect(await wrong.exited()).toBe(3);
  expect(wrong.screen()).toContain('Not confirmed, so nothing was done.');
});

it('process: refuse keeps SDKs out, cached credentials or not', async () => {
  const journey = await startSignedIn();
  const { program } = journey;
  const asked = ['process', '--instance', 'acme', '--arn', '111111111111:AdministratorAccess'];
  expect(await program.run(asked)).toMatchObject({ status: 0 });
  guard(journey, rules);
  const byArn = await program.run(asked);
  expect(byArn).toMatchObject({ status: 3, stdout: '' });
  expect(byArn.stderr).toMatch(/^rolecall: PROD: .* is guarded, and not for process\. .*\n$/);
  const byProfile = ['process', '--profile', 'acme-production-AdministratorAccess'];
  expect(await program.run(byProfile)).toMatchObject({ status: 3, stdout: '' });
  const reading = ['process', '--instance', 'acme', '--arn', '111111111111:ReadOnlyAccess'];
  expect(await program.run(reading)).toMatchObject({ status: 0 });
  const unknown = ['process', '--instance', 'acme', '--arn', '111111111111:NoSuchRole'];
  expect(await program.run(unknown)).toMatchObject({ status: 3, stdout: '' });
});

it('asks in the picker instead, once, and then does what was asked', async () => {
  const { program } = await guarded();
  const terminal = program.open(['exec', '--', 'echo', 'it ran']);
  await terminal.waitFor('PROD');
  terminal.press('acme production admin', keys.enter);
  await terminal.waitFor('Type the name of the account:');
  terminal.press('Acme', keys.enter);
  await terminal.waitFor('That is not it.');
  terminal.press(' Production', keys.enter);
  expect(await terminal.exited()).toBe(0);
  expect(terminal.screen()).toContain('it ran');
  expect(terminal.raw()).not.toContain('Type the name of the account to use it');
});

it('takes the role that can do less with Ctrl-R, also for another action than that of Enter', async () => {
  const { program } = await guarded();
  const terminal = program.open(['exec', '--', 'sh', '-c', 'echo "as $ROLECALL_ROLE_NAME"']);
  await terminal.waitFor('PROD');
  terminal.press('acme production admin', keys.enter);
  await terminal.waitFor('take ReadOnlyAccess instead');
  terminal.press(keys.control('r'));
  await terminal.waitFor('as ReadOnlyAccess');
  expect(await terminal.exited()).toBe(0);
});

it('asks for what a query alone finds, where no picker opens', async () => {
  const { program } = await guarded();
  const terminal = program.open(['exec', 'acme production administratoraccess', '--', 'echo', 'it ran']);
  await terminal.waitFor('Type the name of the account to use it:');
  terminal.press(keys.control('c'));
  expect(await terminal.exited()).toBe(130);
  expect(terminal.screen()).not.toContain('it ran');
});

it('asks for the only match of --select-1 too, which no screen showed', async () => {
  const { program } = await guarded();
  const only = ['--query', 'acme production administratoraccess', '--select-1', '--action', 'console'];
  const refused = await program.run(only);
  expect(refused).toMatchObject({ status: 3, stdout: '' });
  expect(refused.stderr).toContain('is guarded.');
  const browser = scriptedBrowser(program);
  const named = [...only, '--confirm', 'Acme Production'];
  expect(await program.run(named, { env: browser.env })).toMatchObject({ status: 0 });
});
