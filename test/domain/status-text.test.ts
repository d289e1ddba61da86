import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/domain/errors.ts';
import { quickStatus, statusText } from '../../src/domain/status-text.ts';

const now = Date.UTC(2026, 10, 21, 3, 0, 0);

const role = {
  AWS_ACCESS_KEY_ID: 'ASIAFAKE0000000000TEST',
  AWS_CREDENTIAL_EXPIRATION: '2026-11-21T03:42:10Z',
  AWS_REGION: 'eu-west-1',
  ROLECALL_PROFILE: 'acme-prod-Admin',
  ROLECALL_ROLE_ARN: 'arn:aws:iam::012345678901:role/Admin',
  ROLECALL_INSTANCE: 'acme',
  ROLECALL_ACCOUNT_ID: '012345678901',
  ROLECALL_ACCOUNT_NAME: 'Acme Prod',
  ROLECALL_ROLE_NAME: 'Admin',
  ROLECALL_KEY_ID: 'ASIAFAKE0000000000TEST',
};

const later = now + 3_600_000;

describe('in words', () => {
  it('names the role and its life', () => {
    expect(statusText(role, now)).toEqual({
      stdout: [
        'Profile  acme-prod-Admin',
        'Account  Acme Prod (012345678901)',
        'Role     Admin',
        'Region   eu-west-1',
        'Expires  in 42m (2026-11-21T03:42:10Z)',
        '',
      ].join('\n'),
      stderr: '',
      exitCode: 0,
    });
  });

  it('says that nothing is held, with what to do on stderr', () => {
    expect(statusText({}, now)).toEqual({
      stdout: 'No role in this shell.\n',
      stderr: 'Take one: role (rolecall init --install adds it), or rolecall for a shell that holds one.\n',
      exitCode: 1,
    });
  });

  it('says that credentials have expired', () => {
    const report = statusText(role, later);
    expect(report.stdout).toContain('Expires  expired 17m ago (2026-11-21T03:42:10Z)');
    expect(report.stderr).toContain('expired');
    expect(report.exitCode).toBe(1);
  });

  it('warns of AWS_PROFILE beside keys', () => {
    const report = statusText({ ...role, AWS_PROFILE: 'old' }, now);
    expect(report.stderr).toContain('AWS_PROFILE (old) is set beside the keys');
    expect(report.exitCode).toBe(0);
  });

  it('tells of a region that is not the role’s', () => {
    const other = { ...role, AWS_REGION: 'us-east-1', ROLECALL_ROLE_REGION: 'eu-west-1' };
    expect(statusText(other, now).stdout).toContain("Region   us-east-1 (the role's is eu-west-1)\n");
    const changed = { ...role, AWS_REGION: 'us-east-1', ROLECALL_REGION: 'eu-west-1' };
    expect(statusText(changed, now).stdout).toContain("Region   us-east-1 (the role's is eu-west-1)\n");
    expect(statusText({ ...role, ROLECALL_REGION: 'eu-west-1' }, now).stdout).toContain(
      'Region   eu-west-1\n',
    );
  });

  it('knows a role that the shell holds by a profile, until another or keys are set', () => {
    const { AWS_ACCESS_KEY_ID, ROLECALL_KEY_ID, AWS_CREDENTIAL_EXPIRATION, ...names } = role;
    const held = { ...names, AWS_PROFILE: 'acme-prod-Admin', ROLECALL_AWS_PROFILE: 'acme-prod-Admin' };
    const report = statusText(held, now);
    expect(report).toMatchObject({ stderr: '', exitCode: 0 });
    expect(report.stdout).toContain('Expires  each program gets new keys by AWS_PROFILE\n');
    expect(statusText({ ...held, AWS_PROFILE: 'other' }, now).stdout).toContain('not set by rolecall');
    expect(statusText({ ...held, AWS_ACCESS_KEY_ID: 'AKIAFAKE000000000000' }, now).stderr).toContain(
      'AWS_PROFILE (acme-prod-Admin) is set beside the keys',
    );
  });

  it('says when only AWS_PROFILE is set', () => {
    const report = statusText({ AWS_PROFILE: 'old' }, now);
    expect(report.stdout).toContain('Profile  old (by AWS_PROFILE, not set by rolecall)');
    expect(report.exitCode).toBe(0);
  });

  it('does not call keys ours that somebody else put there, and does not show them', () => {
    for (const env of [
      { AWS_ACCESS_KEY_ID: 'AKIAFAKEFOREIGN00WXYZ' },
      { ...role, AWS_ACCESS_KEY_ID: 'AKIAFAKEFOREIGN00WXYZ' },
    ]) {
      const { stdout } = statusText(env, now);
      expect(stdout).toContain('Keys     AKIA...WXYZ (not set by rolecall)');
      expect(stdout).not.toContain('FOREIGN');
      expect(stdout).not.toContain('acme-prod-Admin');
    }
  });

  it('does not claim a role whose keys were removed', () => {
    const { AWS_ACCESS_KEY_ID: _, ...rest } = role;
    expect(statusText(rest, now).exitCode).toBe(1);
  });

  it('lets nothing steer the terminal', () => {
    const env = { ...role, ROLECALL_ACCOUNT_NAME: 'a\u001b]0;x\u0007\nb\u202e' };
    const plain = statusText(env, now).stdout.split('\n');
    expect(plain).toHaveLength(6);
    const prompt = statusText(env, now, { format: '{account}' }).stdout.slice(0, -1);
    for (const text of [...plain, prompt]) expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe('--format', () => {
  it('fills every placeholder and keeps other text', () => {
    const format =
      '[{profile}|{account}|{account_id}|{role}|{region}|{instance}|{arn}|{left}|{time}|{seconds}|{expires}] 100%';
    expect(statusText(role, now, { format }).stdout).toBe(
      '[acme-prod-Admin|Acme Prod|012345678901|Admin|eu-west-1|acme|arn:aws:iam::012345678901:role/Admin|42m|42m|2530|2026-11-21T03:42:10Z] 100%\n',
    );
  });

  it('keeps braces that close nothing', () => {
    expect(statusText(role, now, { format: '}{role}{' }).stdout).toBe('}Admin{\n');
  });

  it('refuses an unknown placeholder, with a role and without', () => {
    for (const env of [role, {}])
      expect(() => statusText(env, now, { format: '{profil}' })).toThrow(UsageError);
  });

  it('goes on when credentials have expired', () => {
    expect(statusText(role, later, { format: '{profile} {left}' })).toEqual({
      stdout: 'acme-prod-Admin expired\n',
      stderr: '',
      exitCode: 0,
    });
  });

  it('prints nothing at all where nothing is held', () => {
    expect(statusText({}, now, { format: '{profile} {left}' })).toEqual({
      stdout: '',
      stderr: '',
      exitCode: 1,
    });
  });

  it('names the profile of AWS_PROFILE', () => {
    expect(statusText({ AWS_PROFILE: 'old' }, now, { format: '{profile}' }).stdout).toBe('old\n');
  });
});

describe('--json', () => {
  it('gives the role', () => {
    expect(JSON.parse(statusText(role, now, { json: true }).stdout)).toEqual({
      holds: 'role',
      held_by: 'keys',
      profile: 'acme-prod-Admin',
      instance: 'acme',
      account_id: '012345678901',
      account_name: 'Acme Prod',
      role_name: 'Admin',
      arn: 'arn:aws:iam::012345678901:role/Admin',
      region: 'eu-west-1',
      expires_at: '2026-11-21T03:42:10Z',
      seconds_left: 2530,
      is_expired: false,
    });
  });

  it('gives nothing as an object, exit 1', () => {
    const report = statusText({}, now, { json: true });
    expect(JSON.parse(report.stdout)).toEqual({ holds: 'nothing' });
    expect(report.exitCode).toBe(1);
  });

  it('exits 1 for expired', () => {
    const report = statusText(role, later, { json: true });
    expect(JSON.parse(report.stdout)).toMatchObject({ is_expired: true, seconds_left: 0 });
    expect(report.exitCode).toBe(1);
  });

  it('does not go with --format', () => {
    expect(() => statusText(role, now, { json: true, format: '{role}' })).toThrow(UsageError);
  });
});

describe('quickStatus', () => {
  it.each([
    [['status'], statusText(role, now)],
    [['status', '--json'], statusText(role, now, { json: true })],
    [['status', '--format', '{role}'], statusText(role, now, { format: '{role}' })],
    [['status', '--format={role}'], statusText(role, now, { format: '{role}' })],
    [['status', '--help'], undefined],
    [['status', '--format'], undefined],
    [['status', '--json', '--format', '{role}'], undefined],
    [['env'], undefined],
    [[], undefined],
  ])('answers %j as the parser would, or leaves it', (argv, report) => {
    expect(quickStatus(argv, role, now)).toEqual(report);
  });
});
