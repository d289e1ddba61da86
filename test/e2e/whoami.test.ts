// `rolecall whoami` and `rolecall validate` with the built program.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startJourney, startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import type { Program } from '../support/program.ts';
import { addUser } from '../support/users.ts';

const admin = 'acme-production-AdministratorAccess';
const reader = 'acme-production-ReadOnlyAccess';

type Variables = Readonly<Record<string, string>>;

const variablesOf = async (program: Program, profile: string): Promise<Variables> => {
  const { stdout } = await runInside(program, ['env', '--profile', profile, '--format', 'json']);
  return JSON.parse(stdout) as Variables;
};

const writeConfig = (program: Program, text: string): void => {
  const path = program.env['AWS_CONFIG_FILE'] ?? '';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

describe('whoami', () => {
  it('is a role of rolecall, by its name', async () => {
    const { program } = await startSignedIn();
    const { status, stdout, stderr } = await program.run(['whoami', '--profile', admin]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('assumed-role/AWSReservedSSO_AdministratorAccess_');
    expect(stdout).toContain('Account     111111111111  Acme Production');
    expect(stdout).toMatch(/Asked for {3}acme-production-AdministratorAccess, .*: the same/);
  });

  it('is what the shell holds, and the shell may say otherwise', async () => {
    const { program } = await startSignedIn();
    const [held, other] = [await variablesOf(program, admin), await variablesOf(program, reader)];
    const same = JSON.parse((await program.run(['whoami', '--json'], { env: held })).stdout);
    expect(same).toMatchObject({
      account: '111111111111',
      account_name: 'Acme Production',
      role: 'AdministratorAccess',
      source: 'variables',
      key_id: `****${held['AWS_ACCESS_KEY_ID']?.slice(-4)}`,
      says: { by: 'ROLECALL_*', profile: admin, role: 'AdministratorAccess' },
      same: true,
    });
    expect(same.seconds_left).toBeGreaterThan(60);
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = other;
    const mixed = { ...held, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN };
    const differs = await program.run(['whoami'], { env: mixed });
    expect(differs.status).toBe(1);
    expect(differs.stdout).toMatch(/Shell says {2}.*AdministratorAccess \(ROLECALL_\*\): SOMEBODY ELSE/);
    expect(`${differs.stdout}${differs.stderr}`).not.toContain(AWS_SECRET_ACCESS_KEY);
  });

  it('is what AWS_PROFILE names, by the SDK’s own rules', async () => {
    const { program, emulator } = await startSignedIn();
    expect((await program.run(['profiles', 'write', '--yes'])).status).toBe(0);
    const env = { AWS_PROFILE: reader };
    const own = JSON.parse((await program.run(['whoami', '--json'], { env })).stdout);
    expect(own).toMatchObject({ source: 'profile', role: 'ReadOnlyAccess', same: true });
    expect(own.expires).toMatch(/Z$/);

    const user = addUser(emulator);
    writeConfig(program, '[profile jo]\nregion = eu-west-1\n');
    writeFileSync(
      program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '',
      `[jo]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`,
    );
    const lasting = await program.run(['whoami', '--profile', 'jo']);
    expect(lasting).toMatchObject({ status: 0, stderr: '' });
    expect(lasting.stdout).toContain('arn:aws:iam::012345678901:user/ci-bot');
    expect(lasting.stdout).toContain('never (lasting keys)');
    const missing = await program.run(['whoami'], { env: { AWS_PROFILE: 'nope' } });
    expect(missing).toMatchObject({ status: 1, stdout: '' });
    expect(missing.stderr).toContain('There is no profile nope in the AWS files.');
  });

  it('warns when another SDK would be somebody else', async () => {
    const { program } = await startSignedIn();
    const env = { ...(await variablesOf(program, admin)), AWS_PROFILE: 'x' };
    expect((await program.run(['whoami'], { env })).stderr).toContain('AWS_PROFILE (x) is set too');
  });

  it.each([
    ['ExpiredToken', /have ended/],
    ['InvalidClientTokenId', /does not know these keys/],
    ['AccessDenied', /forbids them to ask/],
    ['SignatureDoesNotMatch', /signature is wrong/],
  ])('explains %s, and says what to do', async (error, words) => {
    const { program, emulator } = await startSignedIn();
    const env = await variablesOf(program, admin);
    emulator.fault({ operation: 'GetCallerIdentity', error, status: 403, count: 3 });
    const { status, stdout, stderr } = await program.run(['whoami', '--json'], { env });
    expect(status).toBe(1);
    expect(stderr).toMatch(words);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: error, next: expect.any(String) },
      says: { profile: admin },
    });
  });

  it('says what AWS itself says of keys that have ended or are cut', async () => {
    const { program, emulator } = await startSignedIn();
    const env = await variablesOf(program, admin);
    const cut = await program.run(['whoami'], { env: { ...env, AWS_SECRET_ACCESS_KEY: 'cut' } });
    expect(cut.stderr).toMatch(/signature is wrong/);
    const half = await program.run(['whoami'], { env: { ...env, AWS_SESSION_TOKEN: '' } });
    expect(half.stderr).toMatch(/does not know these keys/);
    emulator.shiftClock(7_200_000);
    const ended = await program.run(['whoami'], { env });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/have ended[\s\S]*rolecall env --profile acme-production-Admin/);
  });

  it('holds nothing, is not signed in, or cannot ask', async () => {
    const { program, emulator } = await startSignedIn();
    const nothing = await program.run(['whoami']);
    expect(nothing).toMatchObject({ status: 1, stdout: '' });
    expect(nothing.stderr).toContain('This shell holds no credentials.');
    const env = await variablesOf(program, admin);
    expect((await program.run(['logout'])).status).toBe(0);
    expect((await program.run(['whoami', '--profile', admin])).status).toBe(4);
    await emulator.close();
    const away = await program.run(['whoami'], { env });
    expect(away.status).toBe(6);
  });

  it('works with a config that is broken', async () => {
    const { program } = await startSignedIn();
    const env = await variablesOf(program, admin);
    writeFileSync(`${program.env['ROLECALL_HOME']}/config.yaml`, 'nonsense: [\n');
    const { status, stdout } = await program.run(['whoami'], { env });
    expect(status).toBe(0);
    expect(stdout).toContain('AdministratorAccess');
  });
});

describe('validate', () => {
  const validate = (program: Program, ...args: readonly string[]) => program.run(['validate', ...args]);

  it('tells for each action whether the role may do it', async () => {
    const { program } = await startSignedIn();
    const all = await validate(program, '-p', admin, '--actions', 's3:GetObject,iam:CreateUser');
    expect(all.status).toBe(0);
    expect(all.stdout).toBe(
      's3:GetObject\t*\tallowed\temulator (IAM Policy)\niam:CreateUser\t*\tallowed\temulator (IAM Policy)\n',
    );
    expect(all.stderr).toMatch(/^IAM was asked about arn:aws:iam::111111111111:role\/aws-reserved/);
    const some = await validate(
      program,
      ...['-p', reader, '--actions', 's3:GetObject', '--actions', 's3:PutObject', '--json'],
      ...['--resource', 'arn:aws:s3:::a/*', '--resource', 'arn:aws:s3:::b/*'],
    );
    expect(some.status).toBe(1);
    const { principal_assumed, allowed, results } = JSON.parse(some.stdout);
    expect({ principal_assumed, allowed }).toEqual({ principal_assumed: true, allowed: false });
    expect(
      results.map((result: Record<string, string>) => [
        result['action'],
        result['resource'],
        result['decision'],
      ]),
    ).toEqual([
      ['s3:GetObject', 'arn:aws:s3:::a/*', 'allowed'],
      ['s3:GetObject', 'arn:aws:s3:::b/*', 'allowed'],
      ['s3:PutObject', 'arn:aws:s3:::a/*', 'implicitDeny'],
      ['s3:PutObject', 'arn:aws:s3:::b/*', 'implicitDeny'],
    ]);
  });

  it('passes * on, and says when AWS does not take it', async () => {
    const { program } = await startSignedIn();
    const { status, stdout } = await validate(program, '-p', admin, '--actions', 's3:GetObject,ec2:*');
    expect(status).toBe(2);
    expect(stdout).toContain('ec2:*\t\tunknown\tIAM simulates no wildcards');
    expect(stdout).toContain('s3:GetObject\t*\tallowed');
  });

  it('says plainly when the role may not ask', async () => {
    const { program } = await startSignedIn();
    const { status, stdout, stderr } = await validate(
      program,
      ...['-p', 'acme-dev-DeveloperAccess', '--actions', 's3:GetObject'],
    );
    expect({ status, stdout }).toEqual({ status: 5, stdout: '' });
    expect(stderr).toContain('This role may not ask: iam:SimulatePrincipalPolicy is denied to it');
  });

  it('is of this shell without a selector, in a table on a terminal', async () => {
    const { program } = await startSignedIn({ region: 'eu-central-1' });
    const env = await variablesOf(program, reader);
    const terminal = program.open(['validate', '--actions', 's3:GetObject,s3:PutObject'], {
      env,
      columns: 200,
    });
    expect(await terminal.exited()).toBe(1);
    expect(terminal.screen()).toContain('sso.amazonaws.com/eu-central-1/AWSReservedSSO_ReadOnlyAccess_');
    expect(terminal.screen()).toMatch(/ACTION +RESOURCE +DECISION +BY/);
    expect(terminal.screen()).toMatch(/s3:PutObject +\* +denied +implicitDeny: no statement allows it/);
  });

  it('refuses what is no action and no resource', async () => {
    const { program } = await startJourney();
    for (const args of [[], ['--actions', 'nonsense'], ['--actions', 's3:GetObject', '--resource', 'bucket']])
      expect((await runInside(program, ['validate', ...args])).status).toBe(2);
  });
});
