// Lasting keys, from the moment they are typed to the moment they are forgotten, with the built program.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import { type AddedUser, type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { stsClient } from '../emulator/sdk-clients.ts';
import { organisation } from '../support/journey.ts';
import { newProgram, type Program } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

type Journey = { readonly emulator: Emulator; readonly program: Program; readonly user: AddedUser };

const start = async (mfa: boolean): Promise<Journey> => {
  const emulator = await startEmulator({ organisation });
  const program = newProgram(emulator.env);
  onTestFinished(async () => {
    program.remove();
    await emulator.close();
  });
  return { emulator, program, user: emulator.addUser({ accountId: '111111111111', userName: 'jo', mfa }) };
};

const codeOf = ({ emulator, user }: Journey): string => {
  // A step further, since a code is good once.
  emulator.shiftClock(30_000);
  return emulator.mfaCode(user.mfaSerial ?? '') ?? '';
};

const configOf = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.yaml');

/** By stdin, as from a file. */
const add = async ({ program, user }: Journey): Promise<void> => {
  const args = [
    'keys',
    'add',
    'legacy',
    ...(user.mfaSerial === undefined ? [] : ['--mfa-serial', user.mfaSerial]),
  ];
  const { status, stderr } = await program.run(args, {
    input: `${user.accessKeyId}\n${user.secretAccessKey}\n`,
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
};

const withRole = (journey: Journey, keysOfInstance = ''): void => {
  const text = readFileSync(configOf(journey), 'utf8');
  const accounts = `    accounts:
      "222222222222": {name: Spoke, roles: {Deploy: {profile: deploy}}}
`;
  writeFileSync(configOf(journey), `${text}${keysOfInstance}${accounts}`);
};

test('typed at a terminal: the secret is not shown, and the user is in the picker, marked as one', async () => {
  const journey = await start(false);
  const { program, user, emulator } = journey;
  const terminal = program.open(['keys', 'add', 'legacy']);
  await terminal.waitFor('Access key id:');
  terminal.press(user.accessKeyId, keys.enter);
  await terminal.waitFor('not shown');
  terminal.press(user.secretAccessKey, keys.enter);
  await terminal.waitFor('are kept, encrypted, as legacy');
  expect(await terminal.exited()).toBe(0);
  expect(terminal.raw()).not.toContain(user.secretAccessKey);
  expect(readFileSync(configOf(journey), 'utf8')).not.toContain(user.accessKeyId);

  const picker = program.open([]);
  await picker.waitFor('jo (user)');
  picker.press(keys.enter);
  await picker.waitFor('legacy for 11h');
  picker.press('case $AWS_ACCESS_KEY_ID in ASIA*) echo a "session";; esac', keys.enter);
  await picker.waitFor('a session');
  expect(emulator.requests().map(({ operation }) => operation)).toEqual([
    'GetCallerIdentity',
    'GetSessionToken',
  ]);
});

test('env, exec, process and console, as the user and as a role of the user', async () => {
  const journey = await start(false);
  const { program, emulator } = journey;
  await add(journey);
  withRole(journey);
  const whoIs = async (profile: string) => {
    const { stdout, status } = await program.run(['env', '--profile', profile, '--format', 'json']);
    expect(status).toBe(0);
    const set = JSON.parse(stdout);
    const client = stsClient(emulator, {
      accessKeyId: set.AWS_ACCESS_KEY_ID,
      secretAccessKey: set.AWS_SECRET_ACCESS_KEY,
      sessionToken: set.AWS_SESSION_TOKEN,
    });
    return (await client.send(new GetCallerIdentityCommand({}))).Arn;
  };
  expect(await whoIs('legacy')).toBe('arn:aws:iam::111111111111:user/jo');
  expect(await whoIs('deploy')).toBe('arn:aws:sts::222222222222:assumed-role/Deploy/rolecall');
  const session = await program.run(['process', '--instance', 'legacy', '--arn', '111111111111:jo']);
  expect(JSON.parse(session.stdout)).toMatchObject({ Version: 1, AccountId: '111111111111' });
  const asUser = await program.run(['console', '--profile', 'legacy', '--print']);
  expect(asUser).toMatchObject({ status: 2, stdout: '' });
  expect(asUser.stderr).toContain('no console session');
  const asRole = await program.run(['console', '--profile', 'deploy', '--duration', '60', '--print']);
  expect(asRole.stdout).toContain('SigninToken=');
  const listed = JSON.parse((await program.run(['list', '--json'])).stdout);
  expect(listed.map(({ profile, kind }: { profile: string; kind: string }) => [profile, kind])).toEqual([
    ['deploy', 'assumed'],
    ['legacy', 'user'],
  ]);
});

test('with MFA: a code by flag, at a prompt, and from a command; process never asks', async () => {
  const journey = await start(true);
  const { program, emulator } = journey;
  emulator.trust({ accountId: '222222222222', roleName: 'Deploy', mfa: true });
  await add(journey);
  withRole(journey);
  const process = ['process', '--profile', 'deploy'];
  const before = await program.run(process);
  expect(before).toMatchObject({ status: 4, stdout: '' });
  expect(before.stderr).toMatch(
    /^rolecall: legacy needs a code of [^\n]+ Run: rolecall login --instance legacy\n$/,
  );

  expect(await program.run(['env', '--profile', 'deploy', '--mfa-code', '000000'])).toMatchObject({
    status: 4,
    stdout: '',
  });
  const login = ['login', '--instance', 'legacy'];
  expect(await program.run([...login, '--mfa-code', codeOf(journey)])).toMatchObject({ status: 0 });
  expect((await program.run(process)).status).toBe(0);

  const terminal = program.open([...login, '--force']);
  await terminal.waitFor('Code of arn:aws:iam::111111111111:mfa/jo');
  terminal.press('12', keys.enter);
  await terminal.waitFor('A code is six digits');
  terminal.press(codeOf(journey), keys.enter);
  await terminal.waitFor('jo has a session of legacy for 1');
  expect(await terminal.exited()).toBe(0);

  await program.run(['logout', '--instance', 'legacy']);
  const script = join(program.home, 'code.sh');
  writeFileSync(script, `#!/bin/sh\nprintf 'AWS:jo  ${codeOf(journey)}\\n'\n`);
  chmodSync(script, 0o700);
  const text = readFileSync(configOf(journey), 'utf8');
  writeFileSync(
    configOf(journey),
    text.replace('    auth: keys', `    auth: keys\n    mfa_command: [${script}]`),
  );
  expect(await program.run(process)).toMatchObject({ status: 0, stderr: '' });
});

test('are rotated, survive a sign-out, and can be forgotten', async () => {
  const journey = await start(false);
  const { program, user } = journey;
  await add(journey);
  expect((await program.run(['keys', 'rotate', 'legacy'])).stderr).toMatch(/are new .* are deleted/);
  const [listed] = JSON.parse((await program.run(['keys', 'list', '--json'])).stdout);
  expect(listed).toMatchObject({ name: 'legacy', user: user.arn, instance: 'legacy' });
  expect(listed.key_id).not.toBe(`****${user.accessKeyId.slice(-4)}`);
  await program.run(['logout', '--all']);
  expect((await program.run(['exec', '--profile', 'legacy', '--', 'true'])).status).toBe(0);
  expect((await program.run(['keys', 'remove', 'legacy'])).status).toBe(2);
  expect((await program.run(['keys', 'remove', 'legacy', '--yes'])).status).toBe(0);
  const after = await program.run(['exec', '--profile', 'legacy', '--', 'true']);
  expect(after).toMatchObject({ status: 4 });
  expect(after.stderr).toContain('rolecall keys add legacy');
});

test('what is wrong is refused, and nothing is kept', async () => {
  const journey = await start(false);
  const { program, user } = journey;
  const tryOut = async (input: string, ...more: readonly string[]) => {
    const finished = await program.run(['keys', 'add', 'legacy', ...more], { input });
    expect(finished.stderr).not.toContain(user.secretAccessKey);
    return [finished.status, finished.stderr.split('\n')[0]];
  };
  const pair = `${user.accessKeyId}\n${user.secretAccessKey}`;
  expect(await tryOut('hello')).toEqual([2, 'rolecall: That is no pair of access keys.']);
  expect(await tryOut(pair.replace('AKIA', 'ASIA'))).toEqual([
    2,
    expect.stringContaining('not lasting keys'),
  ]);
  expect(await tryOut(`${pair}x`)).toEqual([1, expect.stringContaining('does not take this secret')]);
  expect(await tryOut(pair, '--region', 'nowhere')).toEqual([
    2,
    expect.stringContaining('not an AWS region'),
  ]);
  expect(await tryOut(pair, '--mfa-serial', 'x y')).toEqual([2, expect.stringContaining('--mfa-serial')]);
  expect((await program.run(['keys', 'list', '--json'])).stdout).toBe('[]\n');
  await add(journey);
  expect(await tryOut(pair)).toEqual([2, expect.stringContaining('keys named legacy already')]);
  expect(await tryOut(pair, '--replace')).toEqual([0, expect.stringContaining('are kept')]);
});
