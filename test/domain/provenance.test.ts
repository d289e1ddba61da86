import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/domain/config.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { type Provenance, provenanceOf, roleSources, ruleText } from '../../src/domain/provenance.ts';
import { resolveRoles } from '../../src/domain/resolve-roles.ts';
import type { Tags } from '../../src/domain/tag.ts';
import { testInstanceConfig } from '../support/instance-config.ts';
import fc from '../support/properties.ts';

const catalog = {
  version: 1,
  instances: [
    {
      instance: 'acme',
      startUrl: 'https://acme.awsapps.com/start',
      fetchedAt: 1,
      changes: { added: [], removed: [] },
      accounts: [
        {
          id: '111111111111',
          name: 'core-prod',
          email: 'a@acme.example',
          roles: ['Admin', 'Read'],
          rolesFetchedAt: 1,
        },
        {
          id: '222222222222',
          name: 'core-dev',
          email: 'b@acme.example',
          roles: ['Admin'],
          rolesFetchedAt: 1,
        },
      ],
    },
  ],
} as const;

const configOf = (over: Partial<Config>): Config => ({ ...parseConfig(new Map()).config, ...over });

const awsName = (_instance: string, id: string): string | undefined =>
  catalog.instances[0].accounts.find((account) => account.id === id)?.name;

const ask = (config: Config): ReadonlyMap<string, Provenance> => {
  const sources = roleSources(config, awsName);
  const roles = resolveRoles(catalog, config, ({ accountId, roleName }) => `${accountId}-${roleName}`);
  return new Map(roles.map((role) => [`${role.accountId}/${role.roleName}`, provenanceOf(sources, role)]));
};

const role = (name: string, over = {}) => ({
  name,
  profile: undefined,
  region: undefined,
  tags: {},
  ...over,
});
const account = (id: string, over = {}) => ({
  id,
  name: undefined,
  region: undefined,
  tags: {},
  roles: [],
  ...over,
});

describe('where what is known of a role comes from', () => {
  it('is told for names, regions and tags, the narrowest place winning', () => {
    const config = configOf({
      tagRules: [
        { match: { account_name: '*-dev' }, tags: { env: 'dev' } },
        {
          match: { account_name: '*-prod', role_name: 'Admin' },
          tags: { env: 'prod', risk: 'high', team: 'x' },
        },
      ],
      instances: [
        testInstanceConfig({
          defaultRegion: 'eu-west-1',
          accounts: [
            account('111111111111', {
              name: 'Live',
              tags: { team: 'core' },
              roles: [role('Admin', { profile: 'live', region: 'us-east-1', tags: { risk: 'low' } })],
            }),
          ],
        }),
      ],
    });
    const found = ask(config);
    expect(found.get('111111111111/Admin')).toEqual({
      accountName: 'config',
      profile: 'role',
      region: 'role',
      tags: new Map([
        [
          'env',
          { kind: 'rule', number: 2, match: { account_name: '*-prod', role_name: 'Admin' }, value: 'prod' },
        ],
        ['risk', { kind: 'role', value: 'low' }],
        ['team', { kind: 'account', value: 'core' }],
      ]),
    });
    expect(found.get('222222222222/Admin')).toMatchObject({
      accountName: 'aws',
      profile: 'template',
      region: 'instance',
    });
    expect(ruleText({ account_name: '*-prod', role_name: 'Admin' })).toBe(
      'account_name *-prod, role_name Admin',
    );
  });

  it('says for every tag of every role what that role has', () => {
    const tags = fc.dictionary(fc.constantFrom('env', 'team', '__proto__'), fc.constantFrom('a', 'b'), {
      maxKeys: 3,
    });
    const rule = fc.record({
      match: fc.constantFrom<Tags>({ account_name: '*-prod' }, { role_name: 'Admin' }),
      tags,
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), tags, tags, (tagRules, ofAccount, ofRole) => {
        const instances = [
          testInstanceConfig({
            accounts: [
              account('111111111111', {
                name: 'Live',
                tags: ofAccount,
                roles: [role('Admin', { tags: ofRole })],
              }),
            ],
          }),
        ];
        const config = configOf({ tagRules, instances });
        const sources = roleSources(config, awsName);
        for (const resolved of resolveRoles(catalog, config, () => 'p')) {
          const { tags: found } = provenanceOf(sources, resolved);
          expect(Object.fromEntries([...found].map(([key, { value }]) => [key, value]))).toEqual(
            Object.fromEntries(Object.entries(resolved.tags)),
          );
        }
      }),
    );
  });
});
