// Customers as the config has them, and what of the config changes when one comes or goes.
import { describe, expect, it } from 'vitest';
import { changedConfigText } from '../../src/adapters/config-text/edit-config-text.ts';
import { readConfigText } from '../../src/adapters/config-text/read-config-text.ts';
import type { Config } from '../../src/domain/config.ts';
import { addingCustomer, type NewCustomer, removingCustomer } from '../../src/domain/customer-changes.ts';
import { customersOf, findCustomer, isCustomerId } from '../../src/domain/customers.ts';

const text = `instances:
  acme:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
    accounts:
      # prod
      "111111111111": {name: Production}
`;

const read = (yaml: string): Promise<Config> => readConfigText('config.yaml', yaml, []);

const newCustomer = (config: Config, over: Partial<NewCustomer> = {}): NewCustomer => {
  const [instance] = config.instances;
  if (instance === undefined) throw new Error('The text above has an instance.');
  return {
    id: 'initech',
    roleArn: 'arn:aws:iam::222222222222:role/a/b/Support',
    externalId: 'ours:1',
    instance,
    via: { accountId: '111111111111', roleName: 'Admin' },
    accountName: 'Initech',
    region: undefined,
    ...over,
  };
};

const added = async (before: string, over: Partial<NewCustomer> = {}): Promise<string> => {
  const config = await read(before);
  return changedConfigText(before, addingCustomer(config, newCustomer(config, over)));
};

const removed = async (before: string, hasOthers = false): Promise<string> =>
  changedConfigText(before, [removingCustomer(findCustomer(await read(before), 'initech'), hasOthers)]);

describe('adding', () => {
  it('writes a role that is assumed, and leaves the rest', async () => {
    expect(await added(text)).toBe(`${text}      "222222222222":
        name: Initech
        roles:
          Support:
            via: 111111111111/Admin
            path: /a/b/
            external_id: ours:1
            profile: customer-initech
            tags:
              customer: initech
`);
  });

  it('is read back as the customer that was added', async () => {
    const [customer] = customersOf(await read(await added(text)));
    expect(customer).toMatchObject({
      id: 'initech',
      arn: 'arn:aws:iam::222222222222:role/a/b/Support',
      profile: 'customer-initech',
      chain: { externalId: 'ours:1', via: { accountId: '111111111111', roleName: 'Admin' } },
    });
  });

  it.each<[string, Partial<NewCustomer>, string]>([
    [
      'an id that is there',
      { roleArn: 'arn:aws:iam::333333333333:role/B' },
      'There is a customer initech already',
    ],
    ['a role that is there', { id: 'hooli' }, 'it is the customer initech'],
    ['an id that is none', { id: '../x' }, 'is no customer id'],
    ['another partition', { id: 'a', roleArn: 'arn:aws-cn:iam::333333333333:role/B' }, 'another partition'],
    ['a bad external id', { id: 'a', externalId: 'a b' }, 'no external id'],
    ['a user', { id: 'a', roleArn: 'arn:aws:iam::333333333333:user/B' }, 'is not the ARN of a role'],
  ])('refuses %s', async (_name, over, message) => {
    const before = await added(text);
    await expect(added(before, over)).rejects.toThrow(message);
  });
});

describe('removing', () => {
  it.each<[string, string]>([
    ['beside an account that is there', text],
    ['the only account', text.split('    accounts')[0] ?? ''],
    [
      'in an account with a role of its own',
      text.replace('{name: Production}', '{name: A, roles: {B: {profile: b}}}'),
    ],
  ])('takes away what adding wrote: %s', async (_name, before) => {
    expect(await removed(await added(before))).toBe(before);
  });

  it('leaves the name of an account that has other roles', async () => {
    const after = await removed(await added(text), true);
    expect(after).toBe(`${text}      "222222222222":\n        name: Initech\n`);
  });
});

it.each<[string, boolean]>([
  ['acme', true],
  ['acme-corp.eu_1', true],
  ['-acme', false],
  ['a b', false],
  ['', false],
  ['a/b', false],
  ['a'.repeat(65), false],
])('%j is an id: %j', (id, isGood) => expect(isCustomerId(id)).toBe(isGood));
