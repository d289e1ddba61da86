import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/catalog.ts';
import type { Config, InstanceConfig } from '../../src/domain/config.ts';
import { hour } from '../../src/domain/expiry.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { resolveRoles } from '../../src/domain/resolve-roles.ts';

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

  it('leave out what was found under another start URL, or for an instance that is gone', () => {
    expect(resolve(catalogOf({ startUrl: 'https://other.awsapps.com/start' }))).toEqual([]);
    expect(resolve(catalogOf({ instance: 'gone' }))).toEqual([]);
  });
});
