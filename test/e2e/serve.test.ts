// The credential server of the built program, with the real SDK as its client.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fromHttp } from '@aws-sdk/credential-providers';
import { expect, onTestFinished, test } from 'vitest';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { ownWords, type Program, spawnOwn } from '../support/program.ts';

const job = [process.execPath, resolve('test/support/sdk-job.mjs')];

test('a job that outlives its keys is given new ones by exec --server', async () => {
  const { program } = await startSignedIn({ roleTtl: 4 });
  const { status, stdout, stderr } = await program.run(
    ['exec', '--server', '--profile', 'acme-dev-DeveloperAccess', '--', ...job],
    { env: { AWS_PROFILE: 'other', AWS_ACCESS_KEY_ID: 'AKIDOTHER', AWS_SECRET_ACCESS_KEY: 'other' } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const saw = JSON.parse(stdout);
  expect(saw).toMatchObject({ isRenewed: true, wasAlive: true, set: [], region: 'eu-west-1' });
  expect(saw.arns).toHaveLength(3);
  for (const arn of saw.arns) expect(arn).toMatch(/012345678901:assumed-role\/.*DeveloperAccess/);
  await expect(fetch(saw.uri, { headers: { authorization: saw.token } })).rejects.toThrow();
  expect(existsSync(join(program.home, 'rolecall', 'state', 'servers'))).toBe(false);
});

test('exec --server refuses to start a command that would be somebody else', async () => {
  const { program } = await startSignedIn();
  const path = program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '[default]\naws_access_key_id = AKIDOTHER\naws_secret_access_key = other\n');
  const words = ['exec', '--server', 'dev', 'developer', '--', 'env'];
  const inCredentials = await program.run(words);
  expect(inCredentials).toMatchObject({ status: 2, stdout: '' });
  expect(inCredentials.stderr).toContain('Your AWS credentials file gives keys to [default]');
  writeFileSync(path, '');
  const config = program.env['AWS_CONFIG_FILE'] ?? '';
  writeFileSync(config, '[default]\ncredential_process = /bin/false\n');
  expect((await program.run(words)).stderr).toContain('Your AWS config gives keys to [default]');
  writeFileSync(config, '[default]\nregion = eu-west-1\n');
  const allowed = await program.run(words);
  expect(allowed.status).toBe(0);
  expect(allowed.stdout).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:');
});

test('a subshell of exec --server knows what it holds', async () => {
  const { program } = await startSignedIn();
  const again = ownWords;
  const status = ['exec', '--server', 'dev', 'developer', '--', ...again, 'status', '--json'];
  const { stdout } = await program.run(status);
  expect(JSON.parse(stdout)).toMatchObject({ profile: 'acme-dev-DeveloperAccess' });
  const clear = ['exec', '--server', 'dev', 'developer', '--', ...again, 'env', '--clear', '--shell', 'sh'];
  expect((await program.run(clear)).stdout).toContain('AWS_CONTAINER_AUTHORIZATION_TOKEN');
});

type Served = { readonly url: string; readonly token_file: string; readonly env: Record<string, string> };

const startServer = async (
  program: Program,
  args: readonly string[],
): Promise<{
  readonly server: ChildProcessWithoutNullStreams;
  readonly line: string;
  readonly ready: Served;
}> => {
  const server = spawnOwn(['serve', ...args], { env: { ...program.env } });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  return { server, line, ready: JSON.parse(line) as Served };
};

const keysAt = async (url: string, token: string) =>
  fromHttp({ awsContainerCredentialsFullUri: url, awsContainerAuthorizationToken: token })();

test('serve: a role at once, others by load, list and unload, and nothing left at the end', async () => {
  const { program } = await startSignedIn();
  const { server, line, ready } = await startServer(program, ['dev', 'developer']);
  const token = readFileSync(ready.token_file, 'utf8');
  expect(line).not.toContain(token);
  expect(ready.env).toEqual({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: ready.url,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: ready.token_file,
  });
  const first = await keysAt(ready.url, token);
  expect(first.accessKeyId).toMatch(/^ASIA/);

  const loaded = await program.run(['serve', 'load', '--slot', 'ro', '--arn', '111111111111:ReadOnlyAccess']);
  expect(loaded.status).toBe(0);
  const slot = JSON.parse(loaded.stdout) as Served;
  expect(slot.url).toBe(`${ready.url}slot/ro`);
  const second = await keysAt(slot.url, token);
  expect(second.accessKeyId).not.toBe(first.accessKeyId);

  const listed = await program.run(['serve', 'list', '--json']);
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { slot: 'default', profile: 'acme-dev-DeveloperAccess', url: ready.url, problem: null },
    { slot: 'ro', arn: 'arn:aws:iam::111111111111:role/ReadOnlyAccess', url: slot.url },
  ]);
  expect((await program.run(['serve', 'unload', '--slot', 'ro'])).status).toBe(0);
  await expect(keysAt(slot.url, token)).rejects.toThrow();
  expect((await program.run(['serve', 'unload', '--slot', 'ro'])).status).toBe(1);

  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
  expect(readdirSync(dirname(ready.token_file))).toEqual([]);
  const after = await program.run(['serve', 'list']);
  expect(after.status).toBe(1);
  expect(after.stderr).toContain('No credential server runs.');
});

test('of several servers one is named by its port, and the token is printed on demand only', async () => {
  const { program } = await startSignedIn();
  const first = await startServer(program, []);
  const second = await startServer(program, [
    '--host-name',
    'localhost',
    '--host-name',
    'two.example',
    '--print-token',
  ]);
  expect(second.ready.env['AWS_CONTAINER_AUTHORIZATION_TOKEN']).toBe(
    readFileSync(second.ready.token_file, 'utf8'),
  );
  const unsaid = await program.run(['serve', 'load', 'dev', 'developer']);
  expect(unsaid).toMatchObject({ status: 2, stdout: '' });
  expect(unsaid.stderr).toContain('2 credential servers run.');
  const { port } = new URL(first.ready.url);
  expect((await program.run(['serve', 'load', '--port', port, 'dev', 'developer'])).status).toBe(0);
  const health = async ({ ready }: typeof first) => (await fetch(`${ready.url}health`)).status;
  expect([await health(first), await health(second)]).toEqual([200, 503]);
});

test('a server that started without a role asks nobody for the passphrase', async () => {
  const journey = await startJourney();
  const { program } = journey;
  await setUp(journey);
  const locked = { ROLECALL_MASTER_KEY: '' };
  const unlocked = { ...locked, ROLECALL_PASSPHRASE: 'a passphrase for a test' };
  const login = ['login', '--flow', 'device', '--no-browser'];
  expect((await program.run(login, { env: unlocked })).status).toBe(0);
  const terminal = program.open(['serve'], { env: locked });
  await terminal.waitFor('token_file');
  const load = await program.run(['serve', 'load', 'dev', 'developer'], { env: locked });
  expect(load.status).toBe(7);
  expect(load.stderr).toContain('needs a passphrase');
  expect(terminal.screen()).not.toContain('Passphrase');
});
