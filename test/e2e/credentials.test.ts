// Keys in clear text: written for the SDK, found by nobody else, and gone after clean and logout.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromIni } from '@aws-sdk/credential-providers';
import { expect, test } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import type { Program } from '../support/program.ts';

const profile = 'acme-dev-DeveloperAccess';
const other = 'acme-production-ReadOnlyAccess';

const credentialsFile = (program: Program): string => program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';

const withUserKeys = (program: Program): string => {
  const path = credentialsFile(program);
  const text = '# mine\r\n[static]\r\naws_access_key_id = AKIDFAKE\r\naws_secret_access_key = fake';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o644);
  return text;
};

const read = (filepath: string, name: string) =>
  fromIni({ profile: name, filepath, configFilepath: '/dev/null', ignoreCache: true })();

test('the SDK reads what credentials write wrote, and clean takes exactly that away', async () => {
  const { program } = await startSignedIn();
  const path = credentialsFile(program);
  const before = withUserKeys(program);
  const { status, stdout, stderr } = await program.run([
    'credentials',
    '-p',
    profile,
    '--profile',
    other,
    'write',
  ]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain(`Wrote the keys of 2 profiles to ${path}.`);
  expect(stderr).toContain('Warning: they are in clear text.');
  const keys = await read(path, profile);
  expect(keys.accessKeyId).toMatch(/^ASIA/);
  expect(keys.sessionToken).toBeTruthy();
  expect(stderr).not.toContain(keys.secretAccessKey);
  expect(await read(path, 'static')).toMatchObject({ accessKeyId: 'AKIDFAKE' });
  expect(readFileSync(path, 'utf8')).toMatch(
    /# arn:aws:iam::012345678901:role\/DeveloperAccess, expires \d{4}-\d\d-\d\dT[\d:]{8}Z\r\n/,
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(existsSync(`${path}.rolecall-backup`)).toBe(false);

  const cleaned = await program.run(['credentials', 'clean']);
  expect(cleaned).toMatchObject({ status: 0, stderr: `Removed our keys from ${path}.\n` });
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect((await program.run(['credentials', 'clean'])).stderr).toBe('There were no keys of ours.\n');
});

test('logout removes the keys from every file that they were written to', async () => {
  const { program } = await startSignedIn();
  const file = join(program.home, 'keys');
  expect(
    (await program.run(['credentials', 'write', '-p', `${profile},${profile}`, '--file', file])).status,
  ).toBe(0);
  expect(await read(file, profile)).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
  const { status, stderr } = await program.run(['logout']);
  expect(status).toBe(0);
  expect(stderr).toContain(`Removed our keys from ${file}.`);
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('nothing is written where it would harm', async () => {
  const { program } = await startSignedIn();
  const path = credentialsFile(program);
  mkdirSync(dirname(path), { recursive: true });
  const taken = `[${profile}]\naws_access_key_id = AKIDFAKE\n`;
  writeFileSync(path, taken);
  const refused = await program.run(['credentials', 'write', '-p', profile]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain(`[${profile}] is outside rolecall's block`);
  expect(readFileSync(path, 'utf8')).toBe(taken);

  expect((await program.run(['profiles', 'write', '--yes'])).status).toBe(0);
  const config = program.env['AWS_CONFIG_FILE'] ?? '';
  const profiles = readFileSync(config, 'utf8');
  const wrongFile = await program.run(['credentials', 'write', '-p', profile, '--file', config]);
  expect(wrongFile.status).toBe(2);
  expect(wrongFile.stderr).toContain('holds profiles of rolecall profiles write');
  expect(readFileSync(config, 'utf8')).toBe(profiles);

  const shadowing = await program.run(['credentials', 'write', '-p', other]);
  expect(shadowing.stderr).toContain(`Warning: profile ${other} is in the AWS config too.`);
  expect((await program.run(['credentials', 'write', '-p', 'nobody'])).status).toBe(1);
  expect((await program.run(['credentials', 'write'])).status).toBe(2);
});
