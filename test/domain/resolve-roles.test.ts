import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/catalog.ts';
import type { Config, InstanceConfig } from '../../src/domain/config.ts';
import { hour } from '../../src/domain/expiry.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { resolveRoles } from '../../src/domain/resolve-roles.ts';
import { roleArn } from '../../src/domain/role.ts';

const startUrl = 'https://acme.awsapps.com/start';

const instance: InstanceConfig = {
  name: 'acme',
  startUrl,
  region: 'us-east-1',
  defaultRegion: 'eu-west-1',
  login: 'auto',
  sessionDuration: 8 * hour,
  accounts: [
    {
      id: '111111111111',
      name: 'Acme Production',
      region: 'eu-central-1',
      tags: { team: 'core', env: 'live' },
      roles: [
        { name: 'Admin', profile: 'prod-admin', region: 'us-west-2', tags: { risk: 'high', team: 'ops' } },
      ],
    },
  ],
};

const config: Config = {
  ...parseConfig(new Map()).config,
  instances: [instance],
  tagRules: [
    { match: { account_name: '*-PROD' }, tags: { env: 'prod', kind: 'rule' } },
    { match: { account_name: '*', role_name: 'Read*' }, tags: { risk: 'low' } },
  ],
};

const account = (id: string, name: string, roles: readonly string[]) => ({
  id,
  name,
  email: `${name}@acme.example`,
  roles,
  rolesFetchedAt: 1,
});

const catalogOf = (over: Partial<Catalog['instances'][number]> = {}): Catalog => ({
  version: 1,
  instances: [
    {
      instance: 'acme',
      startUrl,
      fetchedAt: 1,
      changes: { added: [], removed: [] },
      accounts: [
        account('111111111111', 'acme-prod', ['Admin', 'ReadOnly']),
        account('022222222222', 'dev', ['Admin']),
      ],
      ...over,
    },
  ],
});

const namer = ({ accountName, roleName }: { accountName: string; roleName: string }) =>
  `${accountName}.${roleName}`;
const resolve = (catalog: Catalog) => resolveRoles(catalog, config, namer);

describe('roles as people see them', () => {
  it('are named, tagged and given a region: role over account over rule, role over account over instance', () => {
    const [readOnly, dev, admin] = resolve(catalogOf());
    expect(admin).toMatchObject({
      profile: 'prod-admin',
      accountName: 'Acme Production',
      region: 'us-west-2',
      tags: { env: 'live', kind: 'rule', team: 'ops', risk: 'high' },
    });
    expect(readOnly).toMatchObject({
      profile: 'Acme Production.ReadOnly',
      region: 'eu-central-1',
      tags: { env: 'live', kind: 'rule', team: 'core', risk: 'low' },
    });
    expect(dev).toMatchObject({ profile: 'dev.Admin', region: 'eu-west-1', accountId: '022222222222' });
    expect(dev?.tags).toEqual({});
  });

  it('come in the order of their profile names', () => {
    expect(resolve(catalogOf()).map((role) => role.profile)).toEqual([
      'Acme Production.ReadOnly',
      'dev.Admin',
      'prod-admin',
    ]);
  });

  it('have those that the config assumes from others, also in accounts that AWS does not list', () => {
    const chain = {
      via: { accountId: '111111111111', roleName: 'Admin' },
      path: '/teams/',
      externalId: undefined,
      sourceIdentity: undefined,
      sessionName: undefined,
      duration: undefined,
    };
    const deploy = {
      name: 'Deploy',
      profile: undefined,
      region: undefined,
      tags: { kind: 'chained' },
      chain,
    };
    const accounts = [
      ...instance.accounts,
      { id: '022222222222', name: undefined, region: undefined, tags: {}, roles: [deploy] },
      { id: '033333333333', name: undefined, region: undefined, tags: {}, roles: [deploy] },
      { id: '044444444444', name: 'no chained role', region: undefined, tags: {}, roles: [] },
    ];
    const bare = { ...chain, via: undefined, path: '/' };
    const ci: InstanceConfig = {
      ...instance,
      name: 'ci',
      startUrl: '',
      base: { kind: 'profile', profile: 'base' },
      accounts: [
        { id: '055555555555', name: 'CI', region: undefined, tags: {}, roles: [{ ...deploy, chain: bare }] },
      ],
    };
    const roles = resolveRoles(catalogOf(), { ...config, instances: [{ ...instance, accounts }, ci] }, namer);
    const assumed = roles.filter((role) => role.via !== undefined);
    expect(assumed.map(({ profile, via }) => `${profile} via ${via}`)).toEqual([
      '033333333333.Deploy via 111111111111/Admin',
      'CI.Deploy via profile base',
      'dev.Deploy via 111111111111/Admin',
    ]);
    expect(assumed.map(roleArn)).toEqual([
      'arn:aws:iam::033333333333:role/teams/Deploy',
      'arn:aws:iam::055555555555:role/Deploy',
      'arn:aws:iam::022222222222:role/teams/Deploy',
    ]);
    expect(roles).toHaveLength(6);
  });

  it('leave out what was found under another start URL, or for an instance that is gone', () => {
    expect(resolve(catalogOf({ startUrl: 'https://other.awsapps.com/start' }))).toEqual([]);
    expect(resolve(catalogOf({ instance: 'gone' }))).toEqual([]);
  });
});
