// A role in a shell in every way that it can be held, one after the other: nothing of one way is beside another.
import { describe, expect, it } from 'vitest';
import {
  clearVariables,
  type Holding,
  roleVariables,
  type Variables,
} from '../../src/domain/export-variables.ts';
import { type ExportsConfig, usualExports } from '../../src/domain/exports-config.ts';
import { tagVariable } from '../../src/domain/extra-variables.ts';
import { guarded } from '../../src/domain/guarded.ts';
import fc from '../support/properties.ts';
import { someCredentials } from '../support/some-credentials.ts';
import { someRole } from '../support/some-roles.ts';

type Env = Readonly<Record<string, string>>;

const held: Readonly<Record<Holding['kind'], Holding>> = {
  credentials: { kind: 'credentials', credentials: someCredentials({}) },
  profile: { kind: 'profile', name: 'acme-prod-Admin' },
  server: guarded({
    kind: 'server',
    uri: 'http://127.0.0.1:4144/slot/x',
    token: undefined,
    tokenFile: '/state/token',
  }),
};

const applied = (env: Env, { set, unset }: Variables): Env => {
  const gone = new Set(unset);
  const left = Object.entries(env).filter(([name]) => !gone.has(name));
  return { ...Object.fromEntries(left), ...Object.fromEntries(set) };
};

const role = someRole({ tags: { env: 'prod', 'cost-center': "$(id) 'R&D'" } });

const picked = (kind: Holding['kind'], env: Env, exports: ExportsConfig = usualExports): Env =>
  applied(env, roleVariables({ role, holding: held[kind], region: undefined, exports, currentEnv: env }));

const ways = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'] as const;
const kinds = Object.keys(held) as Holding['kind'][];

describe('the variables of a role', () => {
  it.each([
    ['credentials', 'AWS_ACCESS_KEY_ID'],
    ['profile', 'AWS_PROFILE'],
    ['server', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ] as const)('by %s are never beside those of another way', (kind, own) => {
    const before = {
      AWS_PROFILE: 'old',
      AWS_ACCESS_KEY_ID: 'AKIAOLD',
      AWS_SESSION_TOKEN: 'old',
      AWS_ROLE_ARN: 'x',
    };
    const env = picked(kind, before);
    const rivals = ways.filter((name) => name !== own && env[name] !== undefined);
    expect(rivals).toEqual([]);
    expect(env[own]).toBeDefined();
    expect(env).toMatchObject({ ROLECALL_ROLE_NAME: role.roleName, AWS_REGION: 'eu-west-1' });
  });

  it('keep a container’s address that is not ours beside keys, which every SDK prefers', () => {
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' };
    expect(picked('credentials', env)).toMatchObject(env);
  });

  it('give way to one another, and leave nothing when they go', () => {
    const full: ExportsConfig = {
      ...usualExports,
      tagVariables: ['env', 'cost-center'],
      compat: 'aws-sso-cli',
    };
    const steps = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.boolean()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(steps, (roles) => {
        let env: Env = { HOME: '/home/me', AWS_REGION: 'us-east-2' };
        for (const [kind, isFull] of roles) {
          const request = { role, holding: held[kind], region: undefined, currentEnv: env };
          const change = roleVariables({ ...request, exports: isFull ? full : usualExports });
          const names = [...change.set.map(([name]) => name), ...change.unset];
          expect(new Set(names).size).toBe(names.length);
          env = applied(env, change);
          expect(ways.filter((name) => env[name] !== undefined)).toHaveLength(1);
          expect('ROLECALL_TAG_ENV' in env).toBe(isFull);
        }
        expect(applied(env, clearVariables(env))).toEqual({ HOME: '/home/me', AWS_REGION: 'us-east-2' });
      }),
    );
  });
});

describe('variables beyond the usual', () => {
  it('are those of tags, under portable names', () => {
    const env = picked('credentials', {}, { ...usualExports, tagVariables: ['env', 'cost-center', 'none'] });
    expect(env).toMatchObject({ ROLECALL_TAG_ENV: 'prod', ROLECALL_TAG_COST_CENTER: "$(id) 'R&D'" });
    expect(env).not.toHaveProperty('AWS_SSO_TAG_ENV');
    expect(['env', 'cost-center', 'Größe', 'a..b', '費用'].map(tagVariable)).toEqual([
      'ENV',
      'COST_CENTER',
      'GR_SSE',
      'A_B',
      undefined,
    ]);
  });

  it('are those of aws-sso-cli', () => {
    const exports: ExportsConfig = { ...usualExports, tagVariables: ['env'], compat: 'aws-sso-cli' };
    expect(picked('credentials', {}, exports)).toMatchObject({
      AWS_SSO: role.instance,
      AWS_SSO_PROFILE: role.profile,
      AWS_SSO_ACCOUNT_ID: role.accountId,
      AWS_SSO_ROLE_NAME: role.roleName,
      AWS_SSO_ROLE_ARN: `arn:aws:iam::${role.accountId}:role/${role.roleName}`,
      AWS_SSO_SESSION_EXPIRATION: expect.stringMatching(/^\d{4}-.*Z$/),
      AWS_SSO_DEFAULT_REGION: 'eu-west-1',
      AWS_SSO_TAG_ENV: 'prod',
    });
    // That tool sets this one only where it manages the region.
    expect(picked('credentials', { AWS_REGION: 'us-east-2' }, exports)).not.toHaveProperty(
      'AWS_SSO_DEFAULT_REGION',
    );
  });

  it('never take away what is somebody else’s', () => {
    const env = {
      ROLECALL_VARIABLES: 'PATH AWS_SSO_PROFILE HOME',
      PATH: '/bin',
      HOME: '/',
      AWS_SSO_PROFILE: 'x',
    };
    expect(applied(env, clearVariables(env))).toEqual({ PATH: '/bin', HOME: '/' });
  });
});
