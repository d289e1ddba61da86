// The example plugins with the built program: a server that speaks Vault's API, and another program that is wrapped.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AddedUser, type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { roleKeys } from '../emulator/role-keys.ts';
import { callerArn } from '../support/caller-identity.ts';
import { organisation } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { cliPath, newProgram, type Program } from '../support/program.ts';

huntWithLog();

const token = 'hvs.a-token-of-vault';

type Asked = { readonly path: string; readonly ttl: string | null };

/** `aws/creds/deploy` gives keys of an IAM user of the emulator, `aws/sts/audit` a session of a role. */
const startVault = async (emulator: Emulator, user: AddedUser) => {
  const asked: Asked[] = [];
  let isSealed = false;
  const answerTo = async (path: string): Promise<readonly [number, unknown]> => {
    if (isSealed) return [503, { errors: ['Vault is sealed'] }];
    if (path === '/v1/aws/creds/deploy') {
      const data = { access_key: user.accessKeyId, secret_key: user.secretAccessKey, security_token: null };
      return [200, { lease_id: 'aws/creds/deploy/1', lease_duration: 3600, renewable: true, data }];
    }
    if (path !== '/v1/aws/sts/audit') return [404, { errors: [] }];
    const keys = await roleKeys(emulator, { accountId: '111111111111', roleName: 'ReadOnlyAccess' });
    const { accessKeyId: access_key, secretAccessKey: secret_key, sessionToken: security_token } = keys;
    return [
      200,
      { lease_duration: 1800, renewable: false, data: { access_key, secret_key, security_token } },
    ];
  };
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://vault');
    asked.push({ path: url.pathname, ttl: url.searchParams.get('ttl') });
    const isKnown = request.headers['x-vault-token'] === token;
    const [status, body] = isKnown
      ? await answerTo(url.pathname)
      : [403, { errors: ['permission denied', 'invalid token'] }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    seal: (isOn: boolean) => {
      isSealed = isOn;
    },
    close: () => new Promise((done) => server.close(done)),
  };
};

let emulator: Emulator;
let vault: Awaited<ReturnType<typeof startVault>>;
let program: Program;
const env = { VAULT_TOKEN: token };

beforeAll(async () => {
  emulator = await startEmulator({ organisation });
  const user = emulator.addUser({ accountId: '111111111111', userName: 'vault-made' });
  emulator.trust({ accountId: '222222222222', roleName: 'Deploy' });
  vault = await startVault(emulator, user);
  program = newProgram(emulator.env);
  const folder = join(program.home, 'plugins');
  mkdirSync(folder, { recursive: true });
  for (const name of ['vault.mjs', 'wrap-cli.mjs']) {
    copyFileSync(join('examples', 'plugins', name), join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  // The program that is wrapped: it prints what `aws sts assume-role` does.
  const keys = await roleKeys(emulator, { accountId: '111111111111', roleName: 'BillingAdmin' });
  const Credentials = {
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    SessionToken: keys.sessionToken,
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const other = join(folder, 'company-tool');
  writeFileSync(other, `#!/bin/sh\ncat <<'END'\n${JSON.stringify({ Credentials })}\nEND\n`, { mode: 0o755 });
  program.mayHoldSecrets(other);
  mkdirSync(join(program.home, 'rolecall'), { recursive: true });
  writeFileSync(
    join(program.home, 'rolecall', 'config.yaml'),
    `plugins:
  vault: {path: ${folder}/vault.mjs, config: {addr: "${vault.url}", ttl: 30m}}
  tool: {path: ${folder}/wrap-cli.mjs, config: {command: ${other} --json}}
instances:
  vaulted:
    auth: plugin
    plugin: vault
    plugin_config: {creds: deploy}
    region: us-east-1
    accounts:
      "222222222222": {name: Spoke, roles: {Deploy: {profile: deploy, session_name: ship}}}
      "111111111111":
        name: Hub
        roles:
          ReadOnlyAccess: {profile: audit, plugin_config: {sts: audit}}
          BillingAdmin: {profile: billing, plugin: tool}
          Gone: {profile: gone, plugin_config: {sts: nothing}}
  circle:
    auth: plugin
    plugin: tool
    plugin_config: {command: ${process.execPath} ${cliPath} process --profile round}
    region: us-east-1
    accounts:
      "222222222222": {roles: {Round: {profile: round}}}
      "111111111111":
        roles:
          Again: {profile: again, plugin_config: {command: ${process.execPath} ${cliPath} process --profile again}}
          Env: {profile: by-env, plugin_config: {command: ${process.execPath} ${cliPath} env --profile by-env}}
`,
  );
  expect(await program.run(['profiles', 'write', '--yes'])).toMatchObject({ status: 0 });
});

afterAll(async () => {
  program.remove();
  await vault.close();
  await emulator.close();
});

beforeEach(() => {
  // As if nothing had been asked for yet.
  rmSync(join(program.home, 'rolecall', 'state'), { recursive: true, force: true });
  vault.asked.length = 0;
});

describe('Vault', () => {
  it('makes the base that a role is assumed with, once; an SDK has it through its profile', async () => {
    const arn = await callerArn('deploy', { ...program.env, ...env });
    expect(arn).toBe('arn:aws:sts::222222222222:assumed-role/Deploy/ship');
    expect(vault.asked).toEqual([{ path: '/v1/aws/creds/deploy', ttl: '30m' }]);
    // The role is cached; and where it is not, what it is assumed with is.
    expect(await program.run(['process', '--profile', 'deploy'])).toMatchObject({ status: 0 });
    const again = ['exec', '--profile', 'deploy', '--', 'sh', '-c', 'echo $ROLECALL_ROLE_ARN'];
    expect((await program.run(again)).stdout).toBe('arn:aws:iam::222222222222:role/Deploy\n');
    expect(vault.asked).toHaveLength(1);
  });

  it('gives the credentials of a role itself, to many at once by one question', async () => {
    const callers = Array.from({ length: 4 }, () => program.run(['process', '--profile', 'audit'], { env }));
    for (const { status, stdout } of await Promise.all(callers)) {
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ Version: 1, AccountId: '111111111111' });
    }
    expect(vault.asked).toEqual([{ path: '/v1/aws/sts/audit', ttl: '30m' }]);
    expect(await callerArn('audit', program.env)).toContain('ReadOnlyAccess');
  });

  it.each<[string, string, Record<string, string>, number, string]>([
    ['no token', 'audit', { VAULT_TOKEN: 'stale' }, 4, 'does not take the token for v1/aws/sts/audit'],
    ['no such role', 'gone', env, 5, 'Vault has nothing at v1/aws/sts/nothing'],
  ])('that has %s is told in its own words', async (_name, profile, variables, exit, message) => {
    const { status, stdout, stderr } = await program.run(['process', '--profile', profile], {
      env: variables,
    });
    expect({ status, stdout }).toEqual({ status: exit, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('that is sealed may be asked again later', async () => {
    vault.seal(true);
    const { status, stderr } = await program.run(['process', '--profile', 'deploy'], { env });
    vault.seal(false);
    expect({ status, stderr }).toMatchObject({
      status: 6,
      stderr: expect.stringContaining('Vault is sealed'),
    });
    expect(await program.run(['process', '--profile', 'deploy'], { env })).toMatchObject({ status: 0 });
  });
});

it('another program is wrapped', async () => {
  expect(await callerArn('billing', program.env)).toContain('BillingAdmin');
});

it.each([
  ['round', 'circle takes its base credentials from itself'],
  ['again', 'rolecall calls itself for Again in 111111111111'],
  ['by-env', 'The plugin tool runs rolecall for Env in 111111111111, which asks it again'],
])('one that leads back to rolecall for the same is told so: %s', async (profile, message) => {
  const { status, stderr } = await program.run(['process', '--profile', profile]);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

it('list and check say who uses them, and whether they give credentials', async () => {
  const listed = JSON.parse((await program.run(['plugin', 'list', '--json'])).stdout);
  expect(listed).toMatchObject([
    {
      name: 'vault',
      problem: null,
      used_by: ['instance vaulted', 'ReadOnlyAccess in 111111111111', 'Gone in 111111111111'],
    },
    {
      name: 'tool',
      problem: null,
      used_by: expect.arrayContaining(['BillingAdmin in 111111111111', 'instance circle']),
    },
  ]);
  const { status, stdout } = await program.run(['plugin', 'check', 'vault', '--json'], { env });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { plugin: 'vault', role_name: null, ok: true, key_id: expect.stringMatching(/^\*{4}\w{4}$/) },
    { role_name: 'ReadOnlyAccess', ok: true },
    { role_name: 'Gone', ok: false, problem: expect.stringContaining('Vault has nothing') },
  ]);
});

it('one that others may write is not run, and a config that others may write names none', async () => {
  const path = join(program.home, 'plugins', 'vault.mjs');
  chmodSync(path, 0o777);
  const refused = await program.run(['process', '--profile', 'audit'], { env });
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('other users may write it') });
  expect((await program.run(['plugin', 'list'])).status).toBe(1);
  chmodSync(path, 0o755);
  const config = join(program.home, 'rolecall', 'config.yaml');
  chmodSync(config, 0o666);
  const { status, stderr } = await program.run(['list']);
  chmodSync(config, 0o600);
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('names commands to run'),
  });
  expect(readFileSync(config, 'utf8')).toContain('plugins:');
});
