// Access to a customer begins: a profile that lasts as long as its keys, or one program.
import { refuseNesting, runWithRole } from '../actions/run-with-role.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { type Customer, findCustomer } from '../domain/customers.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { clockText, isoSeconds, lifeText, minute } from '../domain/expiry.ts';
import { isSameRole, type Role } from '../domain/role.ts';
import {
  leastSupport,
  mostSupport,
  parseDuration,
  supportProfile,
  supportSession,
  supportWords,
} from '../domain/support-access.ts';
import { userNameIn } from '../domain/user-name.ts';
import { aboutRole, audited } from '../engine/audit.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import {
  beginSupport,
  endSupport,
  keepSupport,
  type SupportRequest,
  supportAccesses,
} from '../engine/support-access.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { passGuard, refuseGuardedProcess } from './pass-guard.ts';
import { jobFor } from './profiles-job.ts';
import { save, warn } from './write-plan.ts';

export type Wanted = {
  readonly customer: string;
  readonly case: string;
  /** Empty: a profile. */
  readonly argv: readonly string[];
  readonly options: Options;
};

const usual = 30 * minute;

const minutesText = (span: number): string => `${span / minute}m`;

const durationOf = (options: Options, { chain, id }: Customer): number => {
  const text = options['duration'];
  const duration = text === undefined ? usual : parseDuration(String(text));
  const most = mostSupport(chain);
  if (duration !== undefined && duration >= leastSupport && duration <= most) return duration;
  throw new UsageError(
    `--duration is from 15m to ${minutesText(most)} for ${id}: seconds, or a time such as 30m.`,
    duration !== undefined && duration < leastSupport
      ? 'AWS gives no session that ends sooner, so nothing shorter could be kept.'
      : 'What a role assumes lives an hour at most, and is not renewed here: ask again when it has ended.',
  );
};

const roleOf = ({ roles }: LoadedRoles, { role }: Customer): Role => {
  const found = roles.find((one) => isSameRole(one, role));
  if (found !== undefined) return found;
  throw new UsageError(
    `The roles of ${role.instance} were never read.`,
    `Run: rolecall login --instance ${role.instance}`,
  );
};

/** Two cases may read alike as names of profiles; one must not end the other. */
const requireOwnName = async (host: Host, loaded: LoadedRoles, request: SupportRequest): Promise<void> => {
  const living = await supportAccesses(host.services, loaded.config.instances);
  const other = living.find(
    ({ profile, ...access }) =>
      profile === request.profile && (access.case !== request.case || access.customer !== request.customer),
  );
  const isTaken = loaded.roles.some(({ profile }) => profile === request.profile);
  if (other === undefined && !isTaken) return;
  throw new UsageError(
    `${request.profile} is the profile of ${other === undefined ? 'a role' : `case ${other.case} of ${other.customer}`}.`,
    'Write the case in another way.',
  );
};

const recordOf = ({ of, profile, sessionName, ...request }: SupportRequest, endsAt: number, now: number) => ({
  profile,
  customer: request.customer,
  case: request.case,
  role_arn: of.arn,
  account_id: of.role.accountId,
  session_name: sessionName,
  expires: isoSeconds(endsAt),
  seconds_left: Math.max(0, Math.floor((endsAt - now) / 1000)),
});

type Begun = {
  readonly loaded: LoadedRoles;
  readonly role: Role;
  readonly request: SupportRequest;
  readonly credentials: RoleCredentials;
  readonly options: Options;
};

/** The record first, so that no profile is there without it; neither where one of them cannot be. */
const writeProfile = async (host: Host, begun: Begun): Promise<number> => {
  const { loaded, request, credentials, options } = begun;
  const { services } = host;
  const { profile, customer } = request;
  const { endsAt } = await keepSupport(services, request, credentials);
  const role = { ...begun.role, profile };
  const wish = { roles: [role], keepsOthers: true };
  const more = supportWords(profile, endsAt);
  const replan = () => jobFor(host, { loaded, options: { style: 'process' }, wish, more });
  try {
    const job = await replan();
    warn(host, job);
    await save(host, job, { replan });
  } catch (error) {
    await endSupport(services, loaded.config.instances, (access) => access.profile === profile);
    throw error;
  }
  const now = services.clock.now();
  if (options['json'] === true) {
    host.stdout.write(`${JSON.stringify(recordOf(request, endsAt, now), null, 2)}\n`);
    return exitCodes.ok;
  }
  host.stderr.write(
    `Access to ${customer} for ${request.case}, until ${clockText(endsAt, now)} (${lifeText(endsAt, now)}). The profile:\n`,
  );
  host.stdout.write(`${profile}\n`);
  return exitCodes.ok;
};

const runProgram = async (host: Host, begun: Begun, argv: readonly string[]): Promise<number> => {
  const { loaded, request, credentials } = begun;
  const { customer, profile } = request;
  const role = { ...begun.role, profile };
  return audited(host.services, {
    subject: { ...aboutRole('exec-ended', role), customer, case: request.case },
    run: () =>
      runWithRole(host.services, {
        role,
        credentials,
        argv,
        region: undefined,
        exports: loaded.config.exports,
        env: host.env,
        platform: host.platform,
        keepsStoreKey: Boolean(host.env['ROLECALL_DEMO']),
      }),
    factsOf: (status) => ({ outcome: status }),
  });
};

/** Answers the exit code. Errors: UsageError, UserError, and as `beginSupport`. */
export const beginSupportAccess = async (host: Host, wanted: Wanted): Promise<number> => {
  const { argv, options } = wanted;
  const isProgram = argv.length > 0;
  if (isProgram) refuseNesting(host.env);
  const loaded = await loadRoles(host.services);
  const { config } = loaded;
  const of = findCustomer(config, wanted.customer);
  const role = roleOf(loaded, of);
  const request: SupportRequest = {
    of,
    customer: of.id,
    case: wanted.case,
    profile: supportProfile({ customer: of.id, case: wanted.case }),
    sessionName: supportSession(wanted.case, userNameIn(host.env) ?? 'unknown'),
    duration: durationOf(options, of),
  };
  if (!isProgram) {
    await refuseGuardedProcess(host, config, role);
    await requireOwnName(host, loaded, request);
  }
  await passGuard(host, { config, roles: [role], known: loaded.roles, options });
  const credentials = await beginSupport(host.services, request);
  const begun = { loaded, role, request, credentials, options };
  return isProgram ? runProgram(host, begun, argv) : writeProfile(host, begun);
};
