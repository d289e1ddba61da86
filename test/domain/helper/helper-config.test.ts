import { describe, expect, it } from 'vitest';
import { parseHelperConfig } from '../../../src/domain/helper/helper-config.ts';
import { helperTarget } from '../../../src/domain/helper/helper-target.ts';
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
    [{ profiles: { 'a b': {} } }, 'profiles.a b is no name: letters, digits and _.@+- only.'],
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
});
