// `customer remove`: out of config.yaml, with its profile and the credentials that are cached.
import { planRemoval } from '../actions/write-profiles.ts';
import { awsProfiles } from '../domain/aws-profiles.ts';
import { removingCustomer } from '../domain/customer-changes.ts';
import { findCustomer } from '../domain/customers.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { partsOf } from '../domain/own-sections.ts';
import { isSameRole, type RoleId } from '../domain/role.ts';
import { forgetCredentials } from '../engine/forget-credentials.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { endSupport } from '../engine/support-access.ts';
import type { Host } from '../host.ts';
import { changeConfig } from './change-config.ts';
import type { Options } from './command.ts';
import { loadConfig } from './instance-option.ts';
import { type Job, openFile } from './profiles-job.ts';
import { save, warn } from './write-plan.ts';

/** Our profiles of that role; undefined where there are none. */
const removalJob = async (host: Host, role: RoleId): Promise<Job | undefined> => {
  const config = await loadConfig(host);
  const { files, file } = await openFile(host, { ...config, profiles: undefined }, {});
  const { own, foreign } = partsOf(file.current, file.file);
  const names = awsProfiles(own, config.instances, [...own, ...foreign])
    .filter(({ role: of }) => of?.accountId === role.accountId && of.roleName === role.roleName)
    .filter(({ role: of }) => of?.instance === undefined || of.instance === role.instance)
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return { files, current: file.current, plan: planRemoval(file, new Set(names)) };
};

const removeProfiles = async (host: Host, role: RoleId): Promise<void> => {
  const replan = () => removalJob(host, role);
  const job = await replan();
  if (job === undefined) return;
  warn(host, job);
  await save(host, job, { replan: async () => (await replan()) ?? job });
  const names = job.plan.changes.removed.join(', ');
  host.stderr.write(`Removed from ${job.files.configPath}: ${names}.\n`);
};

/** Answers the exit code. Errors: UsageError, UserError, SecretStoreFailed. */
export const removeCustomer = async (host: Host, id: string, options: Options): Promise<number> => {
  const { config, roles } = await loadRoles(host.services);
  const customer = findCustomer(config, id);
  const { role } = customer;
  const hasOthers = roles.some((one) => one.accountId === role.accountId && !isSameRole(one, role));
  const isWritten = await changeConfig(host, [removingCustomer(customer, hasOthers)], {
    isAgreed: options['yes'] === true,
    question: `Remove the customer ${id}, and its profile?`,
    subject: { event: 'config', customer: id, instance: role.instance },
  });
  if (!isWritten) return exitCodes.cancelled;
  await endSupport(host.services, config.instances, (access) => access.customer === id);
  await removeProfiles(host, role);
  await forgetCredentials(host.services, role);
  host.stderr.write(
    `The customer ${id} is gone from here. What was handed out holds until its end; the role stays at AWS.\n`,
  );
  return exitCodes.ok;
};
