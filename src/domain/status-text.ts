// How the state of a shell is said: to a person, to a prompt (`--format`) and to a program (`--json`).
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { ageText, isoSeconds, lifeText, shortLifeText } from './expiry.ts';
import { lengthLimits, sanitize } from './sanitize.ts';
import { type HeldRole, readShellStatus, type ShellEnvironment, type ShellStatus } from './shell-status.ts';

export type StatusOptions = {
  readonly json?: boolean;
  readonly format?: string;
  /** What else is in the object of `json`. */
  readonly more?: Readonly<Record<string, unknown>> | undefined;
};

/** Text for stdout and stderr (each empty or with its last newline), and how the process ends. */
export type StatusReport = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

export const statusPlaceholders = [
  'profile',
  'account',
  'account_id',
  'role',
  'region',
  'instance',
  'arn',
  'left',
  'time',
  'seconds',
  'expires',
] as const;

type Placeholder = (typeof statusPlaceholders)[number];

// A variable may hold anything: nothing of it may steer the terminal.
const shown = (text: string): string => sanitize(text, lengthLimits.email);

const isExpired = (status: ShellStatus, now: number): boolean =>
  status.kind !== 'nothing' && status.expiresAt !== undefined && status.expiresAt <= now;

const secondsLeft = (expiresAt: number, now: number): number =>
  Math.max(0, Math.floor((expiresAt - now) / 1000));

const placeholderValues = (
  status: Exclude<ShellStatus, { kind: 'nothing' }>,
  now: number,
): Record<Placeholder, string> => {
  const role = status.kind === 'role' ? status : undefined;
  const { expiresAt } = status;
  const name = status.kind === 'profile' ? status.awsProfile : 'other keys';
  return {
    profile: shown(role?.profile ?? name),
    account: shown(role?.accountName ?? ''),
    account_id: shown(role?.accountId ?? ''),
    role: shown(role?.roleName ?? ''),
    region: shown(status.region ?? ''),
    instance: shown(role?.instance ?? ''),
    arn: shown(role?.arn ?? ''),
    left: expiresAt === undefined ? '' : lifeText(expiresAt, now),
    time: expiresAt === undefined ? '' : shortLifeText(expiresAt, now),
    seconds: expiresAt === undefined ? '' : String(secondsLeft(expiresAt, now)),
    expires: expiresAt === undefined ? '' : isoSeconds(expiresAt),
  };
};

// A prompt must not break when credentials end: only an empty shell answers otherwise, with nothing at all.
const formatted = (status: ShellStatus, now: number, template: string): StatusReport => {
  const values = status.kind === 'nothing' ? undefined : placeholderValues(status, now);
  const text = template.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const known = statusPlaceholders.find((placeholder) => placeholder === name);
    if (known === undefined)
      throw new UsageError(
        `${shown(whole)} is not a placeholder of --format.`,
        `Placeholders: ${statusPlaceholders.map((placeholder) => `{${placeholder}}`).join(' ')}`,
      );
    return values?.[known] ?? '';
  });
  return values === undefined
    ? { stdout: '', stderr: '', exitCode: exitCodes.failed }
    : { stdout: `${text}\n`, stderr: '', exitCode: exitCodes.ok };
};

const jsonOf = (status: ShellStatus, now: number, more: StatusOptions['more']): string => {
  if (status.kind === 'nothing') return `${JSON.stringify({ holds: 'nothing', ...more })}\n`;
  const { expiresAt } = status;
  const role = status.kind === 'role' ? status : undefined;
  return `${JSON.stringify({
    holds: status.kind,
    profile: role?.profile,
    instance: role?.instance,
    account_id: role?.accountId,
    account_name: role?.accountName,
    role_name: role?.roleName,
    arn: role?.arn,
    held_by: role?.heldBy,
    aws_profile: status.awsProfile,
    region: status.region,
    role_region: role?.roleRegion,
    expires_at: expiresAt === undefined ? undefined : isoSeconds(expiresAt),
    seconds_left: expiresAt === undefined ? undefined : secondsLeft(expiresAt, now),
    is_expired: isExpired(status, now),
    ...more,
  })}\n`;
};

const lifeLine = (expiresAt: number | undefined, now: number): string => {
  if (expiresAt === undefined) return 'not known';
  const text = expiresAt <= now ? `expired ${ageText(expiresAt, now)}` : `in ${lifeText(expiresAt, now)}`;
  return `${text} (${isoSeconds(expiresAt)})`;
};

/** Programs in this shell ask the region's own services, whatever the role's configuration says. */
const regionNote = ({ region, roleRegion }: HeldRole): string =>
  roleRegion === undefined || roleRegion === region ? '' : ` (the role's is ${shown(roleRegion)})`;

const endOf = ({ heldBy, expiresAt }: HeldRole, now: number): string => {
  if (heldBy === 'profile') return 'each program gets new keys by AWS_PROFILE';
  return heldBy === 'server' ? 'renewed by the server that programs ask' : lifeLine(expiresAt, now);
};

const roleLines = (role: HeldRole, now: number): readonly string[] => [
  `Profile  ${shown(role.profile)}`,
  `Account  ${shown(role.accountName)} (${shown(role.accountId)})`,
  `Role     ${shown(role.roleName)}`,
  `Region   ${shown(role.region ?? 'not set')}${regionNote(role)}`,
  `Expires  ${endOf(role, now)}`,
];

const plainLines = (status: Exclude<ShellStatus, { kind: 'nothing' }>, now: number): readonly string[] => {
  if (status.kind === 'role') return roleLines(status, now);
  const region = `Region   ${shown(status.region ?? 'not set')}`;
  if (status.kind === 'profile')
    return [`Profile  ${shown(status.awsProfile)} (by AWS_PROFILE, not set by rolecall)`, region];
  const keys = `Keys     ${shown(status.accessKeyId.slice(0, 4))}...${shown(status.accessKeyId.slice(-4))} (not set by rolecall)`;
  return status.expiresAt === undefined
    ? [keys, region]
    : [keys, region, `Expires  ${lifeLine(status.expiresAt, now)}`];
};

const advice = (status: ShellStatus, now: number): string => {
  if (status.kind === 'nothing')
    return 'Take one: role (rolecall init --install adds it), or rolecall for a shell that holds one.\n';
  const conflict =
    status.kind !== 'profile' && status.awsProfile !== undefined
      ? `AWS_PROFILE (${shown(status.awsProfile)}) is set beside the keys, and SDKs disagree on which wins. Unset one of them.\n`
      : '';
  if (!isExpired(status, now)) return conflict;
  return `${conflict}The credentials have expired. Pick the role again: eval "$(rolecall env)"\n`;
};

/**
 * The whole answer of `rolecall status`. Exit 1 when the shell holds nothing or what it holds has expired; with
 * `format`, expired still exits 0 (`{left}` says it) so that prompts go on. Errors: UsageError for an unknown
 * placeholder or for two forms at once.
 */
export const statusText = (env: ShellEnvironment, now: number, options: StatusOptions = {}): StatusReport => {
  if (options.json && options.format !== undefined)
    throw new UsageError('--json and --format cannot be used together.');
  const status = readShellStatus(env);
  if (options.format !== undefined) return formatted(status, now, options.format);
  const exitCode = status.kind === 'nothing' || isExpired(status, now) ? exitCodes.failed : exitCodes.ok;
  if (options.json) return { stdout: jsonOf(status, now, options.more), stderr: '', exitCode };
  const lines = status.kind === 'nothing' ? ['No role in this shell.'] : plainLines(status, now);
  return { stdout: lines.map((line) => `${line}\n`).join(''), stderr: advice(status, now), exitCode };
};

/**
 * The report for a plain `status`, `status --json` or `status --format TEMPLATE` (`argv` after the program's name), so
 * that a prompt pays for no argument parser; undefined for every other line, which is then parsed in full.
 */
export const quickStatus = (
  argv: readonly string[],
  env: ShellEnvironment,
  now: number,
): StatusReport | undefined => {
  const [command, option, template] = argv;
  if (command !== 'status') return undefined;
  if (argv.length === 1) return statusText(env, now);
  if (argv.length === 2 && option === '--json') return statusText(env, now, { json: true });
  if (argv.length === 2 && option?.startsWith('--format='))
    return statusText(env, now, { format: option.slice(9) });
  if (argv.length === 3 && option === '--format' && template !== undefined)
    return statusText(env, now, { format: template });
  return undefined;
};
