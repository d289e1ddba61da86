// `customer add`: shown as a diff of config.yaml and asked about, then written with its profile.
import type { Config, InstanceConfig, RoleName } from '../domain/config.ts';
import { addingCustomer, type NewCustomer } from '../domain/customer-changes.ts';
import { customerProfile, customersOf, findCustomer } from '../domain/customers.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isRegion } from '../domain/region.ts';
import { isSameRole } from '../domain/role.ts';
import { isAccountId, isRoleName } from '../domain/sanitize.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { changeConfig } from './change-config.ts';
import type { Options } from './command.ts';
import { findInstance, loadConfig } from './instance-option.ts';
import { addingJob, textOf } from './profiles-job.ts';
import { diffOf, save, warn } from './write-plan.ts';

type Origin = { readonly instance: InstanceConfig; readonly via: RoleName | undefined };

const needed = (options: Options, key: string, flag: string): string => {
  const text = textOf(options[key]);
  if (text !== undefined && text !== '') return text;
  throw new UsageError(`${flag} is missing.`, 'See: rolecall customer --help');
};

const namedRole = (text: string): RoleName | undefined => {
  const [accountId = '', roleName = '', ...rest] = text.split('/');
  const isNamed = rest.length === 0 && isAccountId(accountId) && isRoleName(roleName);
  return isNamed ? { accountId, roleName } : undefined;
};

/** By `ACCOUNT/ROLE`, which nobody has to have read yet, or by profile name. */
const givenVia = async (host: Host, text: string, instance: InstanceConfig | undefined): Promise<Origin> => {
  const { config, roles } = await loadRoles(host.services);
  const named = namedRole(text);
  const found = roles.filter(
    (role) =>
      (instance === undefined || role.instance === instance.name) &&
      (named === undefined
        ? role.profile === text
        : role.accountId === named.accountId && role.roleName === named.roleName),
  );
  const [role, ...others] = found;
  if (role !== undefined && others.length === 0)
    return { instance: findInstance(config, role.instance), via: role };
  if (role !== undefined)
    throw new UsageError(`${text} is a role of several instances.`, 'Say which: --instance NAME');
  if (named !== undefined)
    return { instance: instance ?? findInstance(config, config.defaultInstance ?? ''), via: named };
  throw new UserError(`No role has the profile name ${text}.`, {
    hint: 'See what there is with: rolecall list --fields profile',
  });
};

/** As the other customers of the instance, where all of them are reached in one way. */
const usualOrigin = (config: Config, instance: InstanceConfig | undefined): Origin => {
  const isWanted = ({ name }: InstanceConfig): boolean => instance === undefined || name === instance.name;
  const ways = new Map(
    customersOf(config)
      .filter((customer) => isWanted(customer.instance))
      .map(({ instance: own, chain: { via } }) => [
        `${own.name} ${via?.accountId}/${via?.roleName}`,
        { instance: own, via },
      ]),
  );
  const [way, ...others] = ways.values();
  if (way !== undefined && others.length === 0) return way;
  const [base, ...more] = config.instances.filter((one) => one.base !== undefined && isWanted(one));
  if (
    ways.size === 0 &&
    base !== undefined &&
    (instance !== undefined || config.instances.length === 1) &&
    more.length === 0
  )
    return { instance: base, via: undefined };
  throw new UsageError(
    'Which role of yours assumes it?',
    'Say its profile name or ACCOUNT/ROLE with --via; of an instance with auth, --instance NAME will do.',
  );
};

const originOf = async (host: Host, config: Config, options: Options): Promise<Origin> => {
  const name = textOf(options['instance']);
  const instance = name === undefined ? undefined : findInstance(config, name);
  const via = textOf(options['via']);
  return via === undefined ? usualOrigin(config, instance) : givenVia(host, via, instance);
};

const regionOf = (options: Options): string | undefined => {
  const region = textOf(options['region']);
  if (region === undefined || isRegion(region)) return region;
  throw new UsageError(`${region} is not an AWS region.`, 'A region looks like us-east-1.');
};

/** Answers a sentence about the profile. */
const writeProfile = async (host: Host, id: string): Promise<string> => {
  const { config, roles } = await loadRoles(host.services);
  const { role } = findCustomer(config, id);
  const known = roles.find((one) => isSameRole(one, role));
  if (known === undefined)
    return `The roles of ${role.instance} were never read: after rolecall login, rolecall profiles write has its profile.`;
  const replan = () => addingJob(host, [known]);
  const job = await replan();
  warn(host, job);
  if (diffOf(job) !== '') await save(host, job, { replan });
  return `Its profile is ${known.profile}: aws s3 ls --profile ${known.profile}`;
};

/** An account that AWS lists has a name already. */
const nameFor = async (host: Host, id: string, arn: string): Promise<string | undefined> => {
  const { roles } = await loadRoles(host.services);
  return roles.some(({ accountId }) => arn.includes(`:${accountId}:`)) ? undefined : id;
};

/** Answers the exit code. Errors: UsageError, UserError. */
export const addCustomer = async (host: Host, id: string, options: Options): Promise<number> => {
  const config = await loadConfig(host);
  const origin = await originOf(host, config, options);
  const roleArn = needed(options, 'roleArn', '--role-arn');
  const customer: NewCustomer = {
    ...origin,
    id,
    roleArn,
    externalId: needed(options, 'externalId', '--external-id'),
    accountName: textOf(options['name']) ?? (await nameFor(host, id, roleArn)),
    region: regionOf(options),
  };
  const withProfile = options['profile'] !== false;
  const isWritten = await changeConfig(host, addingCustomer(config, customer), {
    isAgreed: options['yes'] === true,
    question: withProfile ? `Write this, and the profile ${customerProfile(id)}?` : 'Write this?',
    subject: { event: 'config', customer: id, instance: origin.instance.name },
  });
  if (!isWritten) return exitCodes.cancelled;
  host.stderr.write(`The customer ${id} is in ${(await host.services.configStore()).path}.\n`);
  if (withProfile) host.stderr.write(`${await writeProfile(host, id)}\n`);
  return exitCodes.ok;
};
