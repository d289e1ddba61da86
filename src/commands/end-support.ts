// Access to customers: what there is, what is over, and what is ended before its time.
import { planRemoval } from '../actions/write-profiles.ts';
import { awsProfiles } from '../domain/aws-profiles.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { clockText, isoSeconds, lifeText } from '../domain/expiry.ts';
import { type SupportAccess, type SupportProfile, supportProfilesOf } from '../domain/support-access.ts';
import { tableLines } from '../domain/table.ts';
import { audited } from '../engine/audit.ts';
import { endSupport, supportAccesses } from '../engine/support-access.ts';
import type { Host } from '../host.ts';
import { loadConfig } from './instance-option.ts';
import { type Job, openFile } from './profiles-job.ts';
import { partsIfReadable } from './unread-profiles.ts';
import { save } from './write-plan.ts';

type IsUnwanted = (profile: SupportProfile) => boolean;

/** Undefined where nothing goes. */
const removalJob = async (host: Host, isUnwanted: IsUnwanted): Promise<Job | undefined> => {
  const config = await loadConfig(host);
  const { files, file } = await openFile(host, { ...config, profiles: undefined }, {});
  const own = file.current?.includes('--support') === true ? partsIfReadable(file)?.own : undefined;
  const found = supportProfilesOf(awsProfiles(own ?? [], config.instances)).filter(isUnwanted);
  if (found.length === 0) return undefined;
  const plan = planRemoval(file, new Set(found.map(({ name }) => name)));
  return { files, current: file.current, plan };
};

export const removeSupportProfiles = async (host: Host, isUnwanted: IsUnwanted): Promise<void> => {
  const job = await removalJob(host, isUnwanted);
  if (job === undefined) return;
  const replan = async () => (await removalJob(host, isUnwanted)) ?? job;
  await save(host, job, { replan });
};

/** Takes away what is over. What cannot be done now is done next time: it is of no use to anybody. */
export const sweepSupport = async (host: Host): Promise<void> => {
  const { services } = host;
  try {
    const { instances } = await loadConfig(host);
    await endSupport(services, instances, () => false);
    await removeSupportProfiles(host, ({ endsAt }) => endsAt <= services.clock.now());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
};

const recordOf = ({ profile, customer, role, endsAt, ...access }: SupportAccess, now: number) => ({
  profile,
  customer,
  case: access.case,
  instance: role.instance,
  account_id: role.accountId,
  role_name: role.roleName,
  expires: isoSeconds(endsAt),
  seconds_left: Math.floor((endsAt - now) / 1000),
});

export const listSupportAccess = async (host: Host, isJson: boolean): Promise<number> => {
  const living = await supportAccesses(host.services, (await loadConfig(host)).instances);
  const now = host.services.clock.now();
  if (isJson) {
    const records = living.map((access) => recordOf(access, now));
    host.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
  } else if (living.length === 0) host.stderr.write('There is no support access now.\n');
  else {
    const header = ['profile', 'customer', 'case', 'account', 'left'];
    const rows = living.map(({ profile, customer, role, endsAt, ...access }) => [
      profile,
      customer,
      access.case,
      role.accountId,
      lifeText(endsAt, now),
    ]);
    const width = host.stdout.isTTY ? host.stdout.columns : 1000;
    host.stdout.write(`${tableLines({ header, rows, width }).join('\n')}\n`);
  }
  return exitCodes.ok;
};

type Which = { readonly customer: string | undefined; readonly case: string | undefined };

/** Ends what fits, here: keys that were handed out hold until their own end. Errors: UserError where nothing fits. */
export const endSupportAccess = async (host: Host, which: Which): Promise<number> => {
  const { customer, case: caseName } = which;
  const { services } = host;
  if (customer === undefined && caseName === undefined)
    throw new UsageError('Which access is to end? Say --customer, --case or both.');
  const isMeant = (access: SupportAccess): boolean =>
    (customer === undefined || access.customer === customer) &&
    (caseName === undefined || access.case === caseName);
  const { instances } = await loadConfig(host);
  const ended = await audited(services, {
    subject: { event: 'forgotten', customer, case: caseName },
    run: () => endSupport(services, instances, isMeant),
  });
  const names = new Set(ended.map(({ profile }) => profile));
  await removeSupportProfiles(host, ({ name }) => names.has(name));
  if (ended.length === 0)
    throw new UserError('There is no such access now.', { hint: 'See: rolecall support-access --list' });
  const now = services.clock.now();
  for (const { profile, endsAt } of ended)
    host.stderr.write(
      `${profile} has ended. Keys that a program was given hold at AWS until ${clockText(endsAt, now)}.\n`,
    );
  return exitCodes.ok;
};
