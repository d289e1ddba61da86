// A person who starts a tool that uses the library, at a terminal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareSignedIn } from '../support/journey.ts';
import { type Project, projectWithLibrary } from '../support/packed-library.ts';
import { prepare } from '../support/prepare.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const journey = shareSignedIn();

let project: Project;
beforeAll(() => {
  project = projectWithLibrary();
});
afterAll(() => project?.remove());

const open = (...args: readonly string[]): TestTerminal =>
  journey().program.openOther([process.execPath, 'cli-tool.mjs', ...args], { cwd: project.folder });

const config = (): string => readFileSync(join(journey().program.home, 'rolecall', 'config.yaml'), 'utf8');

it('asks once for a role by the picker, and takes it from then on', async () => {
  const terminal = open();
  await terminal.waitFor('How? [1]');
  expect(terminal.screen().trimEnd()).toBe(
    [
      'environment: This shell holds no credentials.',
      'cloud-tool 1.0.0 needs AWS. It uses:',
      '  s3:ListAllMyBuckets: to show your buckets',
      '  ec2:StopInstances: to stop what you name',
      '',
      '  1  Sign in with IAM Identity Center',
      '  2  Use a profile that is there',
      '  3  Keep the access keys of an IAM user, encrypted',
      'How? [1]',
    ].join('\n'),
  );
  terminal.press(keys.enter);
  await terminal.waitFor('AdministratorAccess');
  terminal.press('dev developer', keys.enter);
  await terminal.waitFor('assumed-role/AWSReservedSSO_DeveloperAccess_');
  expect(await terminal.exited()).toBe(0);
  expect(config()).toContain('tools:\n  cloud-tool: acme-dev-DeveloperAccess\n');

  const again = open();
  expect(await again.exited()).toBe(0);
  expect(again.screen()).toContain('AWSReservedSSO_DeveloperAccess_');
  expect(again.screen()).not.toContain('How?');
});

it('is set up anew with a profile that is there', async () => {
  const terminal = open('setup');
  await terminal.waitFor('How? [1]');
  terminal.press('2', keys.enter);
  await terminal.waitFor('Which profile? [1]');
  terminal.press('99', keys.enter);
  await terminal.waitFor('A number from 1 to 6.');
  const [, number = ''] = /(\d) {2}acme-production-ReadOnlyAccess/.exec(terminal.screen()) ?? [];
  terminal.press(number, keys.enter);
  await terminal.waitFor('cloud-tool uses acme-production-ReadOnlyAccess.');
  expect(await terminal.exited()).toBe(0);
  expect(config()).toContain('tools:\n  cloud-tool: acme-production-ReadOnlyAccess\n');
});

it('keeps the keys of an IAM user, unseen, and takes sessions of them', async () => {
  const user = journey().emulator.addUser({ accountId: '012345678901', userName: 'robin' });
  const terminal = open('setup');
  await terminal.waitFor('How? [1]');
  terminal.press('3', keys.enter);
  await terminal.waitFor(/key id/i);
  terminal.press(user.accessKeyId, keys.enter);
  await terminal.waitFor(/secret access key/i);
  terminal.press(user.secretAccessKey, keys.enter);
  await terminal.waitFor('cloud-tool uses cloud-tool.');
  expect(await terminal.exited()).toBe(0);
  expect(terminal.raw()).not.toContain(user.secretAccessKey);
  const whoami = open();
  await whoami.waitFor('arn:aws:iam::012345678901:user/robin');
  expect(await whoami.exited()).toBe(0);
});

it('says so when it is left, and changes nothing', async () => {
  const before = config();
  const terminal = open('setup');
  await terminal.waitFor('How? [1]');
  terminal.press(keys.control('c'));
  expect(await terminal.exited()).toBe(1);
  expect(terminal.screen()).toContain('Cancelled.');
  expect(config()).toBe(before);
});

it('has the person sign in where only that is missing', async () => {
  journey().emulator.expireSessions();
  await prepare(journey().program, ['logout']);
  const terminal = open('--profile', 'acme-dev-DeveloperAccess');
  await terminal.waitFor('assumed-role/AWSReservedSSO_DeveloperAccess_');
  expect(terminal.screen()).toContain('Signed in to acme');
  expect(await terminal.exited()).toBe(0);
});
