// `customer add|list|remove`: roles in customers' accounts, kept in config.yaml as roles that are assumed.
import { type Customer, customersOf } from '../domain/customers.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isSameRole, type Role } from '../domain/role.ts';
import { tableLines } from '../domain/table.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { addCustomer } from './add-customer.ts';
import type { CommandModule, Options } from './command.ts';
import { removeCustomer } from './remove-customer.ts';

const help = `
  add ID       write the customer's role into config.yaml, and the profile customer-ID into ~/.aws/config
  list         show them; external ids only with --external-ids
  remove ID    take both away again, with the credentials that are cached

A customer is a role in somebody else's account that lets you assume it with an external id. It becomes a role of
rolecall's like any other, with the tag customer:ID: the picker lists it, exec and each run programs as it, and
the query customer: finds all of them. --via says which role of yours assumes it, by profile name or
ACCOUNT/ROLE; without it that of your other customers, where all have one.

Examples:
  rolecall customer add acme --role-arn arn:aws:iam::222222222222:role/Support --external-id ours-acme-4711 --via prod-admin
  rolecall customer list --json
  rolecall exec --profile customer-acme -- aws s3 ls
  rolecall each customer: -- aws s3 ls
  rolecall customer remove acme

For access that ends by itself, under a case number: rolecall support-access --help`;

type Listed = { readonly customer: Customer; readonly known: Role | undefined };

const viaOf = ({ chain }: Customer): string | undefined =>
  chain.via === undefined ? undefined : `${chain.via.accountId}/${chain.via.roleName}`;

const recordOf = ({ customer, known }: Listed, withExternalIds: boolean) => ({
  customer: customer.id,
  profile: known?.profile ?? customer.profile ?? null,
  role_arn: customer.arn,
  account_id: customer.role.accountId,
  account_name: known?.accountName ?? null,
  instance: customer.role.instance,
  via: viaOf(customer) ?? null,
  has_external_id: customer.chain.externalId !== undefined,
  ...(withExternalIds ? { external_id: customer.chain.externalId ?? null } : {}),
});

const rowOf = ({ customer, known }: Listed, withExternalIds: boolean): readonly string[] => [
  customer.id,
  known?.profile ?? customer.profile ?? '',
  customer.arn,
  viaOf(customer) ?? `(${customer.role.instance})`,
  customer.chain.externalId === undefined ? 'no' : withExternalIds ? customer.chain.externalId : 'yes',
];

const list = async (host: Host, options: Options): Promise<number> => {
  const { config, roles } = await loadRoles(host.services);
  const listed = customersOf(config).map((customer) => ({
    customer,
    known: roles.find((role) => isSameRole(role, customer.role)),
  }));
  const withExternalIds = options['externalIds'] === true;
  if (options['json'] === true) {
    const records = listed.map((one) => recordOf(one, withExternalIds));
    host.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
  } else if (listed.length === 0)
    host.stderr.write('There are no customers. Add one with: rolecall customer add --help\n');
  else {
    const header = ['customer', 'profile', 'role', 'via', 'external id'];
    const rows = listed.map((one) => rowOf(one, withExternalIds));
    const width = host.stdout.isTTY ? host.stdout.columns : 1000;
    host.stdout.write(`${tableLines({ header, rows, width }).join('\n')}\n`);
  }
  return exitCodes.ok;
};

const idOf = (what: string, ids: readonly string[]): string => {
  const [id, ...rest] = ids;
  if (id !== undefined && rest.length === 0) return id;
  throw new UsageError(`Which customer? Say one id: rolecall customer ${what} ID`);
};

export const customer: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', 'add, list or remove')
      .argument('[id]', 'your name for the customer')
      .option('--role-arn <arn>', 'with add: the role in the account of the customer')
      .option('--external-id <id>', 'with add: what its trust policy asks for')
      .option('--via <profile>', 'with add: which role of yours assumes it: a profile name or ACCOUNT/ROLE')
      .option('--instance <name>', 'with add: the instance that the role of yours is of')
      .option('--name <text>', 'with add: what the account is called in lists; else as AWS does, or the id')
      .option('--region <region>', 'with add: the region that it exports')
      .option('--no-profile', 'with add: write no profile into ~/.aws/config')
      .option('--external-ids', 'with list: show them')
      .option('-y, --yes', 'with add and remove: do not ask')
      .option('--json', 'with list: JSON')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what = '', ...ids] = args;
    if (what === 'list' && ids.length === 0) return list(host, options);
    if (what === 'add') return addCustomer(host, idOf(what, ids), options);
    if (what === 'remove') return removeCustomer(host, idOf(what, ids), options);
    throw new UsageError('Say what to do: add, list or remove.');
  },
};
