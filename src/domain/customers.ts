// Customers: roles in other people's accounts, assumed with an external id. A customer is a role of config.yaml like any
// other that is assumed, and its tag `customer` says whose it is; so all that works for roles works for customers.
import type { ChainConfig, Config, InstanceConfig, RoleConfig } from './config.ts';
import { UserError } from './errors.ts';
import { nearestWord } from './nearest-word.ts';
import { type RoleId, roleArn } from './role.ts';

/** The tag whose value is the customer's id; it stands at the role itself. */
export const customerTag = 'customer';

export type Customer = {
  readonly id: string;
  readonly role: RoleId;
  readonly instance: InstanceConfig;
  readonly chain: ChainConfig;
  readonly arn: string;
  /** The profile name that the config gives it; undefined = what the template makes. */
  readonly profile: string | undefined;
};

const idForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export const customerIdForm = '1 to 64 letters, digits and _.-, not first one of these signs';

export const isCustomerId = (text: string): boolean => idForm.test(text);

export const customerProfile = (id: string): string => `customer-${id}`;

const customerOf = (
  instance: InstanceConfig,
  accountId: string,
  { name, tags, chain, profile }: RoleConfig,
): readonly Customer[] => {
  const id = tags[customerTag];
  if (id === undefined || chain === undefined) return [];
  const role = { instance: instance.name, accountId, roleName: name };
  const arn = roleArn({ ...role, ssoRegion: instance.region, path: chain.path });
  return [{ id, role, instance, chain, arn, profile }];
};

/** Sorted by id. */
export const customersOf = ({ instances }: Pick<Config, 'instances'>): readonly Customer[] =>
  instances
    .flatMap((instance) =>
      instance.accounts.flatMap(({ id, roles }) => roles.flatMap((role) => customerOf(instance, id, role))),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));

/** Errors: UserError where there is none of that id, or where several roles have it. */
export const findCustomer = (config: Pick<Config, 'instances'>, id: string): Customer => {
  const all = customersOf(config);
  const [found, ...others] = all.filter((customer) => customer.id === id);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined)
    throw new UserError(`Several roles are of the customer ${id}.`, {
      hint: [found, ...others].map(({ arn }) => `  ${arn}`).join('\n'),
    });
  const nearest = nearestWord(
    id,
    all.map((customer) => customer.id),
  );
  throw new UserError(`There is no customer ${id}.`, {
    hint: nearest === undefined ? 'See who there is: rolecall customer list' : `Did you mean ${nearest}?`,
  });
};
