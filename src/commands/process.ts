// The credential_process of an SDK: one line on stdout, or one line on stderr and an exit code. Never a prompt, a
// browser or a picker. Cached credentials are answered by quick.ts, before this is loaded.
import { credentialProcessLine } from '../actions/credential-process.ts';
import { askingFor, refuseCircle } from '../domain/base-circle.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, Terminated, UpstreamFailed, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { RoleId } from '../domain/role.ts';
import { parseRoleArn } from '../domain/role-arn.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { keepLastFailure } from '../engine/last-failure.ts';
import { handOutSupport } from '../engine/support-access.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { findInstance, loadConfig } from './instance-option.ts';
import { refuseGuardedProcess } from './pass-guard.ts';
import { addSelectors, chooseRole } from './role-selection.ts';

const help = `
In ~/.aws/config (rolecall profiles write does this for every role):
  [profile prod-admin]
  credential_process = rolecall process --instance acme --arn 111111111111:AdministratorAccess

It never prompts, never opens a browser and never reads stdin; it ends within 45 seconds. Cached credentials are
used while they have 15 minutes left, and to their end while AWS cannot be reached. A secret store on a passphrase
is opened beforehand: rolecall unlock.

Exit codes: 0 credentials, 1 failed, 2 wrong usage or config, 3 guarded (process: refuse in config.yaml), 4 login needed, 5 not assigned, 6 AWS throttled or
unreachable, 7 secret store locked or missing.`;

type Wanted = {
  readonly role: RoleId & { readonly accountName?: string };
  readonly instance: InstanceConfig;
};

/** A role that is named in full needs no catalog: profiles from a dotfiles repository work after a sign-in. */
const namedInFull = async (
  host: Host,
  args: readonly string[],
  options: Options,
): Promise<Wanted | undefined> => {
  const { arn, instance: name, profile, account, saved } = options;
  const isPlain = args.length === 0 && [profile, account, saved].every((value) => value === undefined);
  if (!isPlain || typeof arn !== 'string' || typeof name !== 'string') return undefined;
  const instance = findInstance(await loadConfig(host), name);
  const { accountId, roleName } = parseRoleArn(arn);
  return { role: { instance: name, accountId, roleName }, instance };
};

const chosen = async (host: Host, args: readonly string[], options: Options): Promise<Wanted> =>
  (await namedInFull(host, args, options)) ??
  (await chooseRole(host, { args, options, action: undefined, isGuarded: false }));

const guarded = (host: Host, role: RoleId): Host => host.withEnv(askingFor(host.env, role)).unattended();

/** Access to a customer that ends by itself has credentials of its own, and they are never renewed. */
const supportOf = (options: Options): string | undefined => {
  const profile = options['support'];
  return typeof profile === 'string' ? profile : undefined;
};

const answer = async (
  host: Host,
  { role, instance }: Wanted,
  support: string | undefined,
): Promise<number> => {
  const giveUp = AbortSignal.timeout(leftOf(credentialsLimit, host));
  // The quick road may have waited for another process that then failed.
  const since = host.startedAt;
  const credentials =
    support === undefined
      ? await handOutCredentials(host.services, role, { instance, giveUp, since })
      : await handOutSupport(host.services, { instance, role, profile: support });
  if (credentials.staleReason !== undefined)
    host.stderr.write(`rolecall: Older credentials are used. ${credentials.staleReason}\n`);
  host.stdout.write(credentialProcessLine(credentials, role.accountId));
  return exitCodes.ok;
};

// Go's SDK kills the process after 60 s, and whoever waits should hear why. Credentials that still live are found
// before the last moment; that one is for whatever else may hang, a secret store say.
const credentialsLimit = 36_000;
const wholeLimit = 42_000;

/** Of a limit that counts from the program's start (ms): the quick road may have waited before. */
const leftOf = (limit: number, { services, startedAt }: Host): number =>
  Math.min(limit, Math.max(1_000, Math.round(startedAt + limit - services.clock.now())));

const withinLimit = (host: Host, work: Promise<number>): Promise<number> =>
  new Promise((resolve, reject) => {
    AbortSignal.timeout(leftOf(wholeLimit, host)).addEventListener('abort', () =>
      reject(new UpstreamFailed('There were no credentials in time.')),
    );
    work.then(resolve, reject);
  });

// SDKs show little of stderr, and Java's never drains it: what happened and what to do, in one short line.
const oneLine = ({ message, hint = '' }: UserError): string =>
  `rolecall: ${`${message} ${hint}`.replace(/\s+/g, ' ').trim().slice(0, 500)}`;

/** What else is thrown may quote what it failed on. */
const asUserError = (error: unknown): UserError => {
  if (error instanceof UserError) return error;
  if (error instanceof Cancelled || error instanceof Terminated) throw error;
  const kind = error instanceof Error ? error.name : 'unknown error';
  return new UserError(`Something went wrong that should not have (${kind}).`);
};

export const process: CommandModule = {
  configure: (command) =>
    void addSelectors(command)
      .option('--support <profile>', 'as rolecall support-access writes it: only while that access lasts')
      .option('--until <time>', 'as rolecall support-access writes it: when that is')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    let wanted: Wanted | undefined;
    const work = async (): Promise<number> => {
      wanted = await chosen(host.unattended(), args, options);
      refuseCircle(wanted.instance, host.env);
      await refuseGuardedProcess(host, await loadConfig(host), wanted.role);
      return answer(guarded(host, wanted.role), wanted, supportOf(options));
    };
    try {
      return await withinLimit(host, work());
    } catch (error) {
      const failure = asUserError(error);
      const text = host.redact(oneLine(failure));
      host.stderr.write(`${text}\n`);
      // What has ended on purpose is no trouble of the role.
      const { instance, accountId, roleName } = supportOf(options) === undefined ? (wanted?.role ?? {}) : {};
      const at = host.services.clock.now();
      const { exitCode } = failure;
      await keepLastFailure(host.services, { at, exitCode, text, instance, accountId, roleName });
      return exitCode;
    }
  },
};
