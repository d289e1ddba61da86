import { describe, expect, it } from 'vitest';
import { renderDotenv, renderExports, renderJson } from '../../src/actions/render-variables.ts';
import { UserError } from '../../src/domain/errors.ts';
import { clearVariables, exportVariables } from '../../src/domain/export-variables.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { Role } from '../../src/domain/role.ts';
import { noTags } from '../../src/domain/tag.ts';
import { findShell } from '../../src/shells/registry.ts';
import { someCredentials } from '../support/some-credentials.ts';

const role: Role = {
  instance: 'acme',
  accountId: '012345678901',
  accountName: "Bob's $(id)",
  email: 'aws@acme.example',
  roleName: 'Admin',
  profile: 'bobs-id-Admin',
  region: 'eu-west-1',
  ssoRegion: 'us-east-1',
  tags: noTags,
};

const credentials = someCredentials({
  accessKeyId: 'ASIAFAKE0000000000TEST',
  secretAccessKey: 'fake/secret+key=',
  sessionToken: 'fake-token==',
  expiration: Date.UTC(2026, 10, 21, 4, 5, 11, 999),
});

const ask = (change: { role?: Partial<Role>; region?: string; currentEnv?: Record<string, string> } = {}) =>
  exportVariables({
    role: { ...role, ...change.role },
    credentials,
    region: change.region,
    currentEnv: change.currentEnv ?? {},
  });

describe('exportVariables', () => {
  it('sets keys, region and what says whose they are', () => {
    expect(Object.fromEntries(ask().set)).toEqual({
      AWS_ACCESS_KEY_ID: 'ASIAFAKE0000000000TEST',
      AWS_SECRET_ACCESS_KEY: 'fake/secret+key=',
      AWS_SESSION_TOKEN: 'fake-token==',
      AWS_CREDENTIAL_EXPIRATION: '2026-11-21T04:05:11Z',
      AWS_SESSION_EXPIRATION: '2026-11-21T04:05:11Z',
      ROLECALL_EXPIRES_AT: String(Date.UTC(2026, 10, 21, 4, 5, 11) / 1000),
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      ROLECALL_PROFILE: 'bobs-id-Admin',
      ROLECALL_ROLE_ARN: 'arn:aws:iam::012345678901:role/Admin',
      ROLECALL_INSTANCE: 'acme',
      ROLECALL_ACCOUNT_ID: '012345678901',
      ROLECALL_ACCOUNT_NAME: "Bob's $(id)",
      ROLECALL_ROLE_NAME: 'Admin',
      ROLECALL_KEY_ID: 'ASIAFAKE0000000000TEST',
      ROLECALL_REGION: 'eu-west-1',
    });
  });

  it('unsets what would beat or contradict the keys', () => {
    expect(ask().unset).toEqual(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN']);
  });

  it('takes the region that was asked for', () => {
    expect(ask({ region: 'us-west-2' }).set).toContainEqual(['AWS_DEFAULT_REGION', 'us-west-2']);
  });

  it('leaves the region of the user alone where the role has none', () => {
    const variables = ask({ role: { region: undefined }, currentEnv: { AWS_REGION: 'eu-north-1' } });
    expect(variables.set.map(([name]) => name)).not.toContain('AWS_REGION');
    expect(variables.unset).not.toContain('AWS_REGION');
  });

  it('removes the region of an earlier role where this one has none', () => {
    const currentEnv = {
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-north-1',
      ROLECALL_REGION: 'eu-west-1',
    };
    const { unset } = ask({ role: { region: undefined }, currentEnv });
    expect(unset).toEqual(expect.arrayContaining(['AWS_REGION', 'ROLECALL_REGION']));
    expect(unset).not.toContain('AWS_DEFAULT_REGION');
  });
});

describe('clearVariables', () => {
  it('unsets everything that was set', () => {
    const { set } = ask();
    const { unset } = clearVariables(Object.fromEntries(set));
    expect(unset).toEqual(expect.arrayContaining(set.map(([name]) => name)));
    expect(new Set(unset).size).toBe(unset.length);
  });

  it('keeps a region that the user chose since', () => {
    const { unset } = clearVariables({ ...Object.fromEntries(ask().set), AWS_REGION: 'ap-southeast-2' });
    expect(unset).not.toContain('AWS_REGION');
    expect(unset).toContain('AWS_DEFAULT_REGION');
  });

  it('keeps the regions where no role set one', () => {
    expect(clearVariables({ AWS_REGION: 'eu-west-1' }).unset).not.toContain('AWS_REGION');
  });
});

describe('rendering', () => {
  it('writes removals before settings, one statement a line', () => {
    const lines = renderExports(findShell('bash'), ask()).split('\n');
    expect(lines[0]).toBe('unset AWS_PROFILE');
    expect(lines).toContain("export ROLECALL_ACCOUNT_NAME='Bob'\\''s $(id)'");
    expect(lines.at(-1)).toBe('');
  });

  it('writes JSON of what is set', () => {
    expect(JSON.parse(renderJson(ask()))).toEqual(Object.fromEntries(ask().set));
  });

  it('leaves keys bare in dotenv, since docker keeps quotes', () => {
    const lines = renderDotenv(ask()).split('\n');
    expect(lines).toContain('AWS_SECRET_ACCESS_KEY=fake/secret+key=');
    expect(lines).toContain('AWS_CREDENTIAL_EXPIRATION=2026-11-21T04:05:11Z');
  });

  it.each([
    ['Acme Prod #1 $HOME', "K='Acme Prod #1 $HOME'"],
    ['Bob\'s $(id) \\ `x` "q"', 'K="Bob\'s \\$(id) \\\\ \\`x\\` \\"q\\""'],
    ['', 'K='],
  ])('quotes %j for dotenv', (value, line) => {
    expect(renderDotenv(guarded({ set: [['K', value]], unset: [] }))).toBe(`${line}\n`);
  });

  it.each(['a\nB=1', 'a\rb', 'a\u0085b', 'a\0b'])('refuses %j in dotenv', (value) => {
    expect(() => renderDotenv(guarded({ set: [['K', value]], unset: [] }))).toThrow(UserError);
  });
});
