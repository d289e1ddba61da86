import { describe, expect, it } from 'vitest';
import { parseHelperConfig } from '../../../src/domain/helper/helper-config.ts';
import { helperTarget, instanceNameAt } from '../../../src/domain/helper/helper-target.ts';
import { parseConfig } from '../../../src/domain/parse-config.ts';
import fc from '../../support/properties.ts';
import { someRole } from '../../support/some-roles.ts';

describe('the file', () => {
  it('gives its profiles, whatever else stands there', () => {
    const { profiles, plugins, problems } = parseHelperConfig({
      profiles: {
        myservice: {
          auth_method: 'sso',
          sso_config: { start_url: 'https://acme.awsapps.com/start', region: 'us-east-1' },
          required_actions: ['s3:GetObject', 'ec2:*'],
          session_duration: 3600,
        },
        'customer-acme': {
          auth_method: 'cross_account',
          cross_account: {
            customer_id: 'acme',
            role_arn: 'arn:aws:iam::222222222222:role/Support',
            external_id: 'x',
          },
        },
      },
      cache: { directory: '~/.aws-remote-access/cache' },
      plugins: [{ name: 'vault', path: '/usr/local/bin/vault', config: { vault_addr: 'https://v' } }],
    });
    expect(problems).toEqual([]);
    expect(profiles).toMatchObject([
      { name: 'myservice', method: 'sso', requiredActions: ['s3:GetObject', 'ec2:*'], sessionDuration: 3600 },
      { name: 'customer-acme', customerId: 'acme', externalId: 'x' },
    ]);
    expect(plugins).toEqual([
      { name: 'vault', path: '/usr/local/bin/vault', config: { vault_addr: 'https://v' } },
    ]);
  });

  it.each([
    ['text', 'The file must be a mapping with profiles.'],
    [{ profiles: { 'a b': {} } }, 'profiles.a b is no name: letters, digits and _.@+- only, and no - first.'],
    [
      { profiles: { '--yes': {} } },
      'profiles.--yes is no name: letters, digits and _.@+- only, and no - first.',
    ],
    [
      { profiles: { a: { auth_method: 'cross_account', cross_account: { customer_id: '--yes' } } } },
      'profiles.a.cross_account.customer_id is not right.',
    ],
    [
      { profiles: { a: { auth_method: 'cross_account', cross_account: { external_id: 'x'.repeat(1025) } } } },
      'profiles.a.cross_account.external_id is not right.',
    ],
    [{ profiles: { a: 1 } }, 'profiles.a must be a mapping.'],
    [
      { profiles: { a: { auth_method: 'magic' } } },
      'profiles.a.auth_method must be one of sso, profile, iam_user, cross_account.',
    ],
    [{ profiles: { a: { auth_method: 'sso' } } }, 'profiles.a.sso_config.start_url is missing.'],
    [{ profiles: { a: { auth_method: 'profile' } } }, 'profiles.a.profile_name is missing.'],
    [{ profiles: { a: { auth_method: 'cross_account' } } }, 'profiles.a.cross_account.role_arn is missing.'],
    [
      { profiles: { a: { auth_method: 'iam_user', required_actions: ['all'] } } },
      'profiles.a.required_actions must be a list of actions, like s3:GetObject.',
    ],
    [{ plugins: [{ name: 'vault', path: 'vault' }] }, 'plugins.0 needs a name and an absolute path.'],
  ])('says what is wrong with %j', (value, problem) => {
    expect(parseHelperConfig(value).problems).toContain(problem);
  });

  it('keeps an external id whole, and of the config of a plugin what is text', () => {
    const externalId = 'x'.repeat(500);
    const { profiles, plugins } = parseHelperConfig({
      profiles: { a: { auth_method: 'cross_account', cross_account: { external_id: externalId } } },
      plugins: [{ name: 'v', path: '/v', config: { addr: 'x', port: 1, odd: { toString: 1 }, none: null } }],
    });
    expect(profiles[0]?.externalId).toBe(externalId);
    expect(plugins[0]?.config).toEqual({ addr: 'x', port: '1' });
  });

  it('never throws, and lets no control character through', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { problems } = parseHelperConfig({ profiles: value, plugins: value });
        expect(problems.join('')).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });
});

describe('what a profile stands for', () => {
  const instances = new Map([
    [
      'acme',
      new Map([
        ['start_url', 'https://acme.awsapps.com/start'],
        ['region', 'us-east-1'],
      ]),
    ],
  ]);
  const { config } = parseConfig(new Map([['instances', instances]]));
  const reader = someRole({
    instance: 'acme',
    accountId: '111111111111',
    roleName: 'Reader',
    profile: 'prod-reader',
  });
  const admin = someRole({
    instance: 'acme',
    accountId: '111111111111',
    roleName: 'Admin',
    profile: 'prod-admin',
  });
  const sso = { start_url: 'https://acme.awsapps.com/start/', region: 'us-east-1' };
  const targetOf = (profile: object, roles = [reader, admin]) =>
    helperTarget('mine', { helper: parseHelperConfig({ profiles: { mine: profile } }), config, roles });

  it('a role of rolecall by that name, before the file', () => {
    const own = { ...reader, profile: 'mine' };
    expect(targetOf({ auth_method: 'profile', profile_name: 'other' }, [own])).toMatchObject({ role: own });
  });

  it('the role that the sign-in has, or the one that is named', () => {
    expect(targetOf({ auth_method: 'sso', sso_config: sso }, [reader])).toMatchObject({ role: reader });
    expect(targetOf({ auth_method: 'sso', sso_config: sso })).toMatchObject({
      kind: 'none',
      why: 'acme has 2 roles, and mine does not say which.',
    });
    expect(targetOf({ auth_method: 'sso', sso_config: { ...sso, role_name: 'Admin' } })).toMatchObject({
      role: admin,
    });
    expect(targetOf({ auth_method: 'sso', sso_config: { ...sso, role_name: 'Owner' } })).toMatchObject({
      kind: 'none',
    });
    expect(
      targetOf({ auth_method: 'sso', sso_config: { start_url: 'https://x.example/start' } }),
    ).toMatchObject({
      next: 'Run: aws-cli-helper --setup --profile mine',
    });
  });

  it('a profile of the AWS files, a customer by its ARN, or nothing yet', () => {
    expect(targetOf({ auth_method: 'profile', profile_name: 'base' })).toMatchObject({ name: 'base' });
    const arn = 'arn:aws:iam::111111111111:role/Admin';
    expect(targetOf({ auth_method: 'cross_account', cross_account: { role_arn: arn } })).toMatchObject({
      role: admin,
    });
    expect(targetOf({ auth_method: 'iam_user' })).toMatchObject({ kind: 'none' });
    expect(helperTarget('nobody', { helper: parseHelperConfig({}), config, roles: [] })).toMatchObject({
      why: 'There is no profile nobody.',
    });
  });

  it('calls an instance as it is called, and a new one as no other', () => {
    expect(instanceNameAt(config, 'https://acme.awsapps.com/start/')).toBe('acme');
    expect(instanceNameAt(config, 'https://acme.example.com/start')).toBe('acme-2');
    expect(instanceNameAt(config, 'https://hooli.awsapps.com/start')).toBe('hooli');
    expect(instanceNameAt(config, 'http://127.0.0.1/start')).toBe('default');
  });

  it('takes no instance without a start URL for a profile without one', () => {
    const keys = new Map([
      ['keys', new Map(Object.entries({ auth: 'profile', profile: 'base', region: 'us-east-1' }))],
    ]);
    const { config: based } = parseConfig(new Map([['instances', keys]]));
    expect(based.instances[0]?.startUrl).toBe('');
    const helper = parseHelperConfig({ profiles: { broken: { auth_method: 'sso' } } });
    const roles = [someRole({ instance: 'keys', profile: 'its-role' })];
    expect(helperTarget('broken', { helper, config: based, roles })).toMatchObject({ kind: 'none' });
  });
});
