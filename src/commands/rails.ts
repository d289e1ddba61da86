// Guard rails of `exec`: what must hold before the command runs, and why it may have failed after. Whoever asks for any
// of them is told more: AWS itself is asked whose keys these are.
import type { Command } from 'commander';
import type { RoleCredentials } from '../domain/credentials.ts';
import { StsRefused, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import {
  type Disappointment,
  type Expectations,
  tooShort,
  wrongAccount,
  wrongRegion,
} from '../domain/expectations.ts';
import { clockText } from '../domain/expiry.ts';
import { type Explanation, explainRefusal } from '../domain/explain-refusal.ts';
import { isRegion } from '../domain/region.ts';
import type { Role } from '../domain/role.ts';
import { parseSpan } from '../domain/time-span.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';

export const addRails = (command: Command): Command =>
  command
    .option('--expect-account <id>', 'run nothing unless the keys are of this account, as AWS says')
    .option('--expect-region <region>', 'run nothing unless the command would work in this region')
    .option('--min-life <span>', 'run nothing unless the keys live that long: 30m, 2h');

const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** Errors: UsageError. */
export const expectationsOf = (options: Options): Expectations => {
  const account = textOf(options, 'expectAccount')?.replaceAll('-', '');
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError('--expect-account is the 12 digits of an account.');
  const region = textOf(options, 'expectRegion');
  if (region !== undefined && !isRegion(region))
    throw new UsageError(
      `--expect-region: ${region} is not an AWS region.`,
      'A region looks like eu-west-1.',
    );
  const life = textOf(options, 'minLife');
  const minLife = life === undefined ? undefined : parseSpan(life);
  if (life !== undefined && minLife === undefined)
    throw new UsageError('--min-life is a time: 45m, 2h or 1h30m.');
  return { account, region, minLife };
};

export const expectsAnything = (expected: Expectations): boolean =>
  Object.values(expected).some((value) => value !== undefined);

const refuse = (found: Disappointment | undefined): void => {
  if (found === undefined) return;
  throw new UserError(`${found.what} Nothing was run.`, {
    hint: found.next,
    exitCode: exitCodes.notExpected,
  });
};

/** Before any key is fetched. Errors: UserError (8). */
export const expectAccount = ({ account }: Expectations, role: Role): void =>
  refuse(wrongAccount(account, { account: role.accountId, name: role.profile, by: 'rolecall' }));

type Ready = {
  readonly role: Role;
  readonly credentials: RoleCredentials;
  /** Of the command. */
  readonly env: Readonly<Record<string, string>>;
  /** What it gets is renewed while it runs. */
  readonly isRenewed: boolean;
};

const asked = (role: Role, env: Ready['env'] | undefined): string =>
  [env?.['AWS_REGION'], env?.['AWS_DEFAULT_REGION'], role.region].find(
    (region) => region !== undefined && isRegion(region),
  ) ?? role.ssoRegion;

type Asked = Pick<Ready, 'role' | 'credentials'> & { readonly region: string };

/** Undefined where AWS takes the keys. Errors: UpstreamFailed, UsageError. */
const refusalOf = async (host: Host, { role, credentials, region }: Asked): Promise<Explanation | string> => {
  try {
    return (await (await host.services.sts(region, credentials)).getCallerIdentity()).account;
  } catch (error) {
    if (!(error instanceof StsRefused)) throw error;
    const renewal = `rolecall login --instance ${role.instance}`;
    return explainRefusal(error.code, { source: `of ${role.profile}`, renewal, region });
  }
};

/** Right before the command runs. Errors: UserError (8 where something is not as expected, 1 where AWS refuses the
 *  keys), UpstreamFailed where AWS must be asked and cannot. */
export const expectReady = async (host: Host, expected: Expectations, ready: Ready): Promise<void> => {
  const { credentials, env, role, isRenewed } = ready;
  refuse(wrongRegion(expected.region, env));
  const { expiration } = credentials;
  if (!isRenewed) refuse(tooShort(expected.minLife, { expiration, now: host.services.clock.now() }));
  if (expected.account === undefined) return;
  const found = await refusalOf(host, { role, credentials, region: asked(role, env) });
  if (typeof found !== 'string') throw new UserError(found.what, { hint: found.next });
  refuse(wrongAccount(expected.account, { account: found, name: role.profile, by: 'AWS' }));
};

/** Why a command may have failed: its keys have ended, or AWS does not take them any more. Undefined where that is not why,
 *  or nobody knows. AWS is asked only `withAws`. */
export const reasonOfFailure = async (
  host: Host,
  { role, credentials }: Pick<Ready, 'role' | 'credentials'>,
  withAws: boolean,
): Promise<string | undefined> => {
  const now = host.services.clock.now();
  if (credentials.expiration <= now) {
    const end = clockText(credentials.expiration, now);
    return `The credentials of ${role.profile} ended at ${end}, while the command ran (ExpiredToken).\nRun it again, or with --keep-fresh, whose keys are renewed.`;
  }
  if (!withAws) return undefined;
  const found = await refusalOf(host, { role, credentials, region: asked(role, undefined) }).catch(
    () => undefined,
  );
  return found === undefined || typeof found === 'string' ? undefined : `${found.what}\n${found.next}`;
};
