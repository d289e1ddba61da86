// What is known besides the roles themselves. News about some of the roles of picker-fixture.ts: two new, one gone, an account renamed.
import type { InstanceNews, NewsRole } from '../../src/domain/news.ts';
import type { Role } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import { now } from './picker-fixture.ts';

const newsRole = ({ instance, accountId, roleName, accountName }: Role): NewsRole => ({
  instance,
  accountId,
  roleName,
  accountName,
});

export const someNews = (roles: readonly Role[], over: Partial<InstanceNews> = {}): InstanceNews => {
  const [first, , , , fifth] = roles;
  if (first === undefined || fifth === undefined) throw new Error('News is about five roles or more.');
  return {
    instance: 'acme',
    since: now - 3 * 86_400_000,
    foundAt: now - 3_600_000,
    newRoles: [newsRole(first), newsRole(fifth)],
    goneRoles: [{ ...newsRole(first), roleName: 'Departed' }],
    newAccounts: [{ id: fifth.accountId, name: fifth.accountName }],
    goneAccounts: [],
    renamedAccounts: [{ id: '999999999999', before: 'acme-dev', after: 'Acme Development' }],
    ...over,
  };
};

/** A config that gives the fixture's roles their tags: by a rule, by the account and by the role. */
export const knownSources = ({ instance, accountId, roleName }: Role): PickerEvent => ({
  kind: 'role-sources-loaded',
  sources: {
    rules: [
      { match: { account_name: '*-prod' }, tags: { env: 'prod' } },
      { match: { account_name: '* Production', email: '*@acme.example' }, tags: { env: 'prod' } },
    ],
    instances: new Map([
      [
        instance,
        {
          defaultRegion: 'us-east-1',
          accounts: new Map([
            [
              accountId,
              {
                name: 'Northwind Production',
                awsName: 'nw-core Production',
                region: 'eu-west-1',
                tags: { team: 'core' },
                roles: new Map([
                  [roleName, { profile: undefined, region: undefined, tags: { risk: 'high' } }],
                ]),
              },
            ],
          ]),
        },
      ],
    ]),
  },
});
