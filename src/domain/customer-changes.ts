// What has to change in config.yaml so that a customer comes or goes.
import type { AccountConfig, Config, InstanceConfig, RoleName } from './config.ts';
import {
  type Customer,
  customerIdForm,
  customerProfile,
  customersOf,
  customerTag,
  isCustomerId,
} from './customers.ts';
import { UsageError } from './errors.ts';
import { isExternalId } from './parse-chain.ts';
import { partitionOf } from './partition.ts';

export type NewCustomer = {
  readonly id: string;
  readonly roleArn: string;
  readonly externalId: string;
  readonly instance: InstanceConfig;
  /** The role that assumes it; undefined = the base of the instance. */
  readonly via: RoleName | undefined;
  /** What the account is called, where nobody else says. */
  readonly accountName: string | undefined;
  readonly region: string | undefined;
};

type Value = string | { readonly [key: string]: Value };

export type CustomerChange = { readonly path: readonly string[]; readonly value: Value | undefined };

const arnForm = /^arn:([a-z-]+):iam::(\d{12}):role(\/(?:[\w+=,.@-]+\/)*)([\w+=,.@-]{1,64})$/;

type CustomerArn = RoleName & { readonly partition: string; readonly path: string };

const partsOf = (arn: string): CustomerArn => {
  const [, partition, accountId, path, roleName] = arnForm.exec(arn) ?? [];
  if (partition && accountId && path && roleName) return { partition, accountId, path, roleName };
  throw new UsageError(
    `${JSON.stringify(arn)} is not the ARN of a role.`,
    'Write it as arn:aws:iam::111122223333:role/NAME.',
  );
};

const requireFree = (
  config: Pick<Config, 'instances'>,
  { id, instance }: NewCustomer,
  arn: CustomerArn,
): void => {
  const named = customersOf(config).find((customer) => customer.id === id);
  if (named !== undefined)
    throw new UsageError(
      `There is a customer ${id} already: ${named.arn}.`,
      `Remove it first: rolecall customer remove ${id}`,
    );
  const account = instance.accounts.find((one) => one.id === arn.accountId);
  const own = account?.roles.find(({ name }) => name === arn.roleName);
  if (own === undefined) return;
  const whose = own.tags[customerTag];
  throw new UsageError(
    `config.yaml has ${arn.roleName} in ${arn.accountId} already${whose === undefined ? '' : `: it is the customer ${whose}`}.`,
    'Change it there: rolecall config edit',
  );
};

/** Errors: UsageError for what is not right, or is there already. */
export const addingCustomer = (
  config: Pick<Config, 'instances'>,
  customer: NewCustomer,
): readonly CustomerChange[] => {
  const { id, instance, via, externalId, accountName, region } = customer;
  if (!isCustomerId(id))
    throw new UsageError(`${JSON.stringify(id)} is no customer id.`, `It is ${customerIdForm}.`);
  if (!isExternalId(externalId))
    throw new UsageError('That is no external id.', 'It is 2 to 512 letters, digits and _+=,.@:/-');
  const arn = partsOf(customer.roleArn);
  const partition = partitionOf(instance.region).id;
  if (arn.partition !== partition)
    throw new UsageError(`${customer.roleArn} is of another partition than ${instance.name} (${partition}).`);
  requireFree(config, customer, arn);
  const account = ['instances', instance.name, 'accounts', arn.accountId];
  const isNew = !instance.accounts.some((one) => one.id === arn.accountId);
  const role = {
    ...(via === undefined ? {} : { via: `${via.accountId}/${via.roleName}` }),
    ...(arn.path === '/' ? {} : { path: arn.path }),
    external_id: externalId,
    profile: customerProfile(id),
    ...(region === undefined ? {} : { region }),
    tags: { [customerTag]: id },
  };
  const names =
    isNew && accountName !== undefined ? [{ path: [...account, 'name'], value: accountName }] : [];
  return [...names, { path: [...account, 'roles', arn.roleName], value: role }];
};

/** Does the account say nothing but what it is called, and hold no other role? */
const isBare = ({ region, browser, tags, roles, profileSettings }: AccountConfig): boolean =>
  roles.length === 1 &&
  [region, browser, profileSettings].every((setting) => setting === undefined) &&
  Object.keys(tags).length === 0;

/** Nothing empty is left behind. `hasOthers`: the account has other roles, which the config need not name. */
export const removingCustomer = ({ role, instance }: Customer, hasOthers: boolean): CustomerChange => {
  const path = ['instances', role.instance, 'accounts', role.accountId, 'roles', role.roleName];
  const account = instance.accounts.find((one) => one.id === role.accountId);
  if (account === undefined || account.roles.length > 1) return { path, value: undefined };
  const isWhole = isBare(account) && (account.name === undefined || !hasOthers);
  if (!isWhole) return { path: path.slice(0, 5), value: undefined };
  return { path: path.slice(0, instance.accounts.length > 1 ? 4 : 3), value: undefined };
};
