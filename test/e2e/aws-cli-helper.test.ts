// The second bin, as its guide uses it: over the same store, with the file of the guide.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromProcess } from '@aws-sdk/credential-providers';
import { describe, expect, it } from 'vitest';
import { type Journey, shareSignedIn } from '../support/journey.ts';
import { prepare, runInside } from '../support/prepare.ts';
import { terminalEnv } from '../support/terminal.ts';

const reader = 'acme-production-ReadOnlyAccess';
const bin = resolve('dist/aws-cli-helper.js');

const fileText = (startUrl: string): string => `profiles:
  myservice:
    tool_name: myservice-cli
    auth_method: sso
    sso_config: {start_url: "${startUrl}", region: us-east-1, account_id: "111111111111", role_name: ReadOnlyAccess}
    required_actions: [s3:GetObject]
  writer:
    auth_method: sso
    sso_config: {start_url: "${startUrl}", account_id: "111111111111", role_name: ReadOnlyAccess}
    required_actions: [s3:DeleteBucket]
  base:
    auth_method: profile
    profile_name: static
  customer-hooli:
    auth_method: cross_account
    cross_account:
      customer_id: hooli
      role_arn: arn:aws:iam::333333333333:role/Support
      external_id: ours-hooli-1
      via: acme-production-AdministratorAccess
plugins:
  - {name: vault, path: /usr/local/bin/vault-plugin, config: {vault_addr: "https://vault.example"}}
`;

const withFile = ({ program, emulator }: Journey): string => {
  const path = join(program.home, 'helper.yaml');
  writeFileSync(path, fileText(emulator.startUrl));
  return path;
};

describe('aws-cli-helper', () => {
  const shared = shareSignedIn();
  const journey = (): Journey => {
    const { program, emulator } = shared();
    const path = withFile({ program, emulator });
    return { emulator, program: { ...program, env: { ...program.env, AWS_CLI_HELPER_CONFIG: path } } };
  };
  const run = (...args: readonly string[]) => runInside(journey().program, ['aws-cli-helper', ...args]);

  it('is a credential_process for the SDK, under its own name', async () => {
    const { program, emulator } = journey();
    const config = program.env['AWS_CONFIG_FILE'] ?? '';
    mkdirSync(dirname(config), { recursive: true });
    writeFileSync(
      config,
      `[profile myservice]\ncredential_process = ${process.execPath} ${bin} --profile myservice\n`,
    );
    const before = { ...process.env };
    Object.assign(process.env, terminalEnv(program.env));
    try {
      const credentials = await fromProcess({
        profile: 'myservice',
        configFilepath: config,
        ignoreCache: true,
      })();
      const client = new STSClient({ region: 'us-east-1', endpoint: emulator.url, credentials });
      const { Arn } = await client.send(new GetCallerIdentityCommand({}));
      expect(Arn).toContain('AWSReservedSSO_ReadOnlyAccess');
    } finally {
      process.env = before;
    }
  });

  it('answers a role of rolecall from the cache on the quick road', async () => {
    const { program } = journey();
    await prepare(program, ['process', '--profile', reader]);
    const env = { ...terminalEnv(program.env), ROLECALL_DEBUG: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, [bin, '--profile', reader], { env });
    expect(JSON.parse(stdout)).toMatchObject({ Version: 1, AccountId: '111111111111' });
  });

  it('lists, exports, checks and renews', async () => {
    expect((await run('--list-profiles')).stdout.split('\n').slice(0, 4)).toEqual([
      ...['myservice', 'writer', 'base', 'customer-hooli'],
    ]);
    const listed = JSON.parse((await run('--list-profiles', '--json')).stdout);
    expect(listed).toContainEqual({
      name: 'customer-hooli',
      from: 'file',
      method: 'cross_account',
      tool: null,
      ready: false,
    });
    expect((await run('--export', '--profile', 'myservice')).stdout).toContain('AWS_ACCESS_KEY_ID=');
    expect((await run('--check', '--profile', 'myservice')).stdout).toContain('ReadOnlyAccess');
    const { emulator } = journey();
    emulator.clearRequests();
    expect(await run('--refresh', '--profile', 'myservice')).toMatchObject({ status: 0, stdout: '' });
    expect(emulator.requests().map(({ operation }) => operation)).toContain('GetRoleCredentials');
  });

  it('validates what a tool needs, and looks at each step', async () => {
    expect(await run('--validate', '--profile', 'myservice')).toMatchObject({ status: 0 });
    expect(await run('--validate', '--profile', 'writer')).toMatchObject({ status: 1 });
    await run('--export', '--profile', 'myservice');
    const health = await run('--health-check', '--profile', 'writer');
    expect(health.status).toBe(1);
    expect(health.stdout).toMatch(
      /ok {4}Configuration valid\nok {4}Authentication working .*\nok {4}Credentials cached/,
    );
    expect(health.stdout).not.toContain('\\u{9}');
    expect(health.stdout).toMatch(/FAIL {2}Permissions verified .*s3:DeleteBucket/);
  });

  it('hands on what a profile of the AWS files has', async () => {
    const { program } = journey();
    const path = program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '[static]\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake\n');
    expect(JSON.parse((await run('--profile', 'base')).stdout)).toEqual({
      ...{ Version: 1, AccessKeyId: 'AKIDFAKE', SecretAccessKey: 'fake' },
    });
    const stale = { ROLECALL_PROFILE: 'prod', AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z' };
    const held = { ...program, env: { ...program.env, ...stale } };
    const exported = await runInside(held, ['aws-cli-helper', '--export', '--profile', 'base']);
    for (const name of Object.keys(stale))
      expect(exported.stdout).toMatch(new RegExp(`^unset ${name}$`, 'm'));
    expect(exported.stdout).not.toMatch(/unset AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/m);
    const config = program.env['AWS_CONFIG_FILE'] ?? '';
    writeFileSync(path, '');
    writeFileSync(
      config,
      `[profile static]\ncredential_process = ${process.execPath} ${bin} --profile base\n`,
    );
    const circle = await run('--profile', 'base');
    expect(circle).toMatchObject({ status: 1, stdout: '' });
  });

  it('takes the file over, shows first what that means, and keeps the file as it is', async () => {
    const { program } = journey();
    const path = program.env['AWS_CLI_HELPER_CONFIG'] ?? '';
    const before = readFileSync(path, 'utf8');
    const dry = await run('--import', '--dry-run');
    expect(dry.stderr).toContain('customer-hooli: rolecall customer add hooli --role-arn');
    expect(dry.stderr).not.toContain('ours-hooli-1');
    expect((await run('--list-customers')).stdout).toBe('');
    expect(await run('--import', '--yes')).toMatchObject({ status: 0 });
    expect((await run('--list-customers')).stdout).toBe('hooli\n');
    const plugins = await runInside(program, ['config', 'get', 'plugins.vault.config.vault_addr']);
    expect(plugins.stdout).toBe('https://vault.example\n');
    expect(JSON.parse((await run('--list-profiles', '--json')).stdout)).toContainEqual(
      expect.objectContaining({ name: 'customer-hooli', ready: true }),
    );
    const given = ['--customer-id', 'initech', '--role-arn', 'arn:aws:iam::444444444444:role/Support'];
    expect(await run('--setup-customer', ...given, '--external-id', 'ours-2', '--yes')).toMatchObject({
      status: 0,
    });
    expect((await run('--list-customers')).stdout).toBe('hooli\ninitech\n');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('leaves an instance as it is that only has the name of what is set up, and signs in again when told to', async () => {
    const { program, emulator } = journey();
    const path = join(program.home, 'other.yaml');
    const config = join(program.home, 'rolecall', 'config.yaml');
    const before = readFileSync(config, 'utf8');
    const name = /^ {2}(\S+):$/m.exec(before)?.[1];
    const startUrl = emulator.startUrl.replace('127.0.0.1', `${name}.localhost`);
    writeFileSync(
      path,
      `profiles:\n  other: {auth_method: sso, sso_config: {start_url: "${startUrl}"}}\n  ci: !odd {auth_method: sso, ci_mode: true, sso_config: {start_url: "${emulator.startUrl}"}}\n`,
    );
    const env = { AWS_CLI_HELPER_CONFIG: path };
    await program.run(['aws-cli-helper', '--setup', '--profile', 'other'], { env });
    expect(readFileSync(config, 'utf8')).toContain(`start_url: ${emulator.startUrl}\n`);
    const listed = await program.run(['aws-cli-helper', '--list-profiles'], { env });
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    emulator.clearRequests();
    const again = ['--setup', '--profile', reader, '--force-sso-reauth'];
    expect(await program.run(['aws-cli-helper', ...again], { env })).toMatchObject({ status: 0 });
    expect(emulator.requests().map(({ operation }) => operation)).toContain('CreateToken');
  });

  it('hands out a guarded role to whoever names it', async () => {
    const { program } = journey();
    const config = join(program.home, 'rolecall', 'config.yaml');
    const before = readFileSync(config, 'utf8');
    writeFileSync(config, `${before}guard:\n  - match: {role_name: ReadOnlyAccess}\n    confirm: role\n`);
    const wanted = ['--export', '--profile', 'myservice'];
    expect(await run(...wanted)).toMatchObject({ status: 3, stdout: '' });
    expect(await run(...wanted, '--confirm', 'ReadOnlyAccess')).toMatchObject({ status: 0 });
    writeFileSync(config, before);
  });

  it('reports, and says what it does not understand', async () => {
    expect((await run('--usage-report', '--days', '30')).stdout).toContain('requests for credentials');
    expect(
      (await run('--migrate', '--profile', 'static', '--from-credentials', '--dry-run')).status,
    ).toBeLessThan(3);
    for (const wrong of [
      [],
      ['--check', '--refresh', '--profile', 'myservice'],
      ['--usage-report', '--days', 'many'],
      ['--migrate', '--profile', 'x'],
      ['--generate-support-access', '--customer', 'hooli'],
      ['myservice'],
    ])
      expect({ wrong, ...(await run(...wrong)) }).toMatchObject({ status: 2, stdout: '' });
    expect(await run('--profile', 'nobody')).toMatchObject({ status: 1, stdout: '' });
    expect(await run('--ci-mode', '--setup', '--profile', 'nobody')).toMatchObject({ stdout: '' });
  });
});
