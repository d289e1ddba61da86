// `each`: one command with every role that matches.
import { runEach } from '../actions/run-each.ts';
import { overallExit } from '../domain/each-result.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { afterDashes } from './after-dashes.ts';
import type { CommandModule, Options } from './command.ts';
import { groupedOutput } from './each-grouped.ts';
import { jsonOutput, roleFields } from './each-json.ts';
import { type EachOutput, labelsOf, type Sinks, sinksOf } from './each-output.ts';
import { prefixedOutput } from './each-prefixed.ts';
import { noProgress, type Progress, progressLine } from './each-progress.ts';
import { addEachSelectors, chooseEachRoles, type EachRoles } from './each-roles.ts';
import { stopSignals } from './each-stop.ts';
import { summaryLines } from './each-summary.ts';
import { addConfirm, passGuard } from './pass-guard.ts';
import { addRegionRule, regionOption, regionRule } from './region-option.ts';

const help = `
Everything after -- is the command: a program and its words, no shell. It runs once for each role, away from the
terminal and without input, with the variables that exec gives (ROLECALL_PROFILE and ROLECALL_ACCOUNT_ID name the role).

Words before -- make one query, as in the picker. --account, --role and --instance narrow it; --profile, --arn and
--also add roles to it. On a terminal, more than 5 roles are listed and asked about first; --yes does not ask.
Guarded roles are asked about whatever --yes says; --confirm names them beforehand.

Output is grouped by role, in the order of rolecall list; --prefix shows each line as it comes, behind the role's
name; --json prints one object a line as each role ends. A summary with each exit code follows on stderr.

Exit status: 0 when every command ended with 0; else the code that all failures have in common (4 where every one
needs a sign-in); else 1. Ctrl-C and SIGTERM are passed on, and end it with 130 and 143.

Examples:
  rolecall each prod readonly -- aws s3 ls
  rolecall each env:dev --also sandbox --jobs 4 --prefix -- terraform plan -input=false
  rolecall each --role ReadOnlyAccess --json -- aws sts get-caller-identity | jq -r '[.account_id, .exit_code] | @tsv'
  rolecall each --account 111111111111 --dry-run`;

/** With more roles than this, a person is asked first. */
const askedAbove = 5;
const shownRoles = 20;
const mostJobs = 64;

const jobsOption = (options: Options): number => {
  const text = options['jobs'];
  if (typeof text !== 'string') return 8;
  const jobs = Number(text);
  if (/^\d+$/.test(text) && jobs >= 1 && jobs <= mostJobs) return jobs;
  throw new UsageError(`--jobs is a number from 1 to ${mostJobs}.`);
};

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** ms */
const timeoutOption = (options: Options): number | undefined => {
  const text = options['timeout'];
  if (typeof text !== 'string') return undefined;
  const [, count = '', unit = ''] = /^(\d{1,4})([smh])$/.exec(text) ?? [];
  const time = Number(count) * (units[unit] ?? 0);
  if (time > 0 && time <= 24 * 3_600_000) return time;
  throw new UsageError('--timeout is a number and a unit, up to 24h: 90s, 5m or 2h.');
};

const requireConsistent = (options: Options): void => {
  if (options['prefix'] === true && options['json'] === true)
    throw new UsageError('Give one of --prefix and --json.');
  if (options['failFast'] === true && options['keepGoing'] === true)
    throw new UsageError('Give one of --fail-fast and --keep-going.');
};

const showRoles = (host: Host, { roles }: EachRoles, options: Options): number => {
  const labels = labelsOf(roles);
  const lines = roles.map((role, at) =>
    options['json'] === true
      ? JSON.stringify(roleFields(role))
      : [labels[at], role.accountId, role.accountName, role.roleName].join('\t'),
  );
  host.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return exitCodes.ok;
};

const isAgreed = async (host: Host, { roles }: EachRoles, argv: readonly string[]): Promise<boolean> => {
  const lines = labelsOf(roles.slice(0, shownRoles)).map((label) => `  ${label}`);
  const more = roles.length - lines.length;
  host.stderr.write(`${[...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')}\n`);
  return host.confirm(`Run ${sanitize(argv.join(' '), 60)} with these ${roles.length} roles?`);
};

type Execution = { readonly chosen: EachRoles; readonly argv: readonly string[]; readonly options: Options };

const outputFor = (host: Host, sinks: Sinks, { chosen: { roles }, options }: Execution): EachOutput => {
  const shown = { roles, sinks, redact: host.redact };
  if (options['json'] === true) return jsonOutput(shown);
  if (options['prefix'] === true) return prefixedOutput({ ...shown, hasColour: !host.env['NO_COLOR'] });
  return groupedOutput(shown);
};

const progressFor = (host: Host, { chosen, options }: Execution): Progress => {
  const sinks = sinksOf(host);
  const isShown = host.stderr.isTTY && host.env['TERM'] !== 'dumb' && options['quiet'] !== true;
  return isShown ? progressLine(sinks, host.stderr, chosen.roles.length) : noProgress(sinks);
};

const execute = async (host: Host, execution: Execution): Promise<number> => {
  const { chosen, argv, options } = execution;
  const progress = progressFor(host, execution);
  const output = outputFor(host, progress.sinks, execution);
  const stopping = await stopSignals(host, progress.sinks.stderr);
  const results = await runEach(host.services, {
    roles: chosen.roles,
    instances: chosen.config.instances,
    argv,
    env: host.env,
    ...regionRule(options, chosen.config),
    jobs: jobsOption(options),
    timeout: timeoutOption(options),
    isFailFast: options['failFast'] === true,
    keepsStoreKey: Boolean(host.env['ROLECALL_DEMO']),
    stop: stopping.stop,
    kill: stopping.kill,
    onEvent: (event) => {
      progress.note(event);
      return output(event);
    },
  });
  progress.end();
  if (options['json'] !== true && options['quiet'] !== true) {
    const gap = host.stderr.isTTY && options['prefix'] !== true ? '\n' : '';
    host.stderr.write(
      `${gap}${summaryLines(results, host.stderr.isTTY ? host.stderr.columns : undefined).join('\n')}\n`,
    );
  }
  return stopping.exitCode() ?? overallExit(results);
};

const shellWords = (host: Host, command: string): readonly string[] =>
  host.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', command] : ['/bin/sh', '-c', command];

/** Where a shell reads stdout, as in eval "$(rolecall env)", it must not run what commands print. */
const besideShell = (host: Host): Host => (host.stdout.isTTY ? host : { ...host, stdout: host.stderr });

/** A line of shell with each of the roles, as picked: the picker has its own guard. Answers the exit code. Errors: as of the command. */
export const runInShell = async (
  host: Host,
  { command, roles }: { readonly command: string; readonly roles: readonly Role[] },
): Promise<number> => {
  const { config, roles: known } = await loadRoles(host.services);
  const chosen = { config, known, roles };
  return execute(besideShell(host), { chosen, argv: shellWords(host, command), options: {} });
};

export const each: CommandModule = {
  configure: (command) =>
    void addRegionRule(addConfirm(addEachSelectors(command)))
      .usage('[selector...] -- command...')
      .option('-j, --jobs <number>', 'how many run at once, 1 to 64 (8)')
      .option('--prefix', 'each line as it comes, behind the name of its role')
      .option('--json', 'one object a line: role, account, exit code, stdout, stderr')
      .option('--fail-fast', 'after the first failure start no more, and stop those that run')
      .option('--timeout <time>', 'how long one command may take: 90s, 5m, 2h; then it is stopped')
      .option('--keep-going', 'run it with all, whatever fails (the default)')
      .option('-r, --region <region>', 'region for the command, whatever the shell and the roles have')
      .option('-n, --dry-run', 'only list the roles')
      .option('-q, --quiet', 'no summary')
      .option('-y, --yes', 'do not ask, however many')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const { words, argv } = afterDashes(host, args);
    requireConsistent(options);
    jobsOption(options);
    timeoutOption(options);
    regionOption(options);
    const isDry = options['dryRun'] === true;
    if (argv.length === 0 && !isDry)
      throw new UsageError(
        'What is to run?',
        'Put the command after --, as in: rolecall each prod -- aws s3 ls',
      );
    const chosen = await chooseEachRoles(host, { words, options });
    if (isDry) return showRoles(host, chosen, options);
    const isAsked = chosen.roles.length > askedAbove && options['yes'] !== true && host.isInteractive;
    if (isAsked && !(await isAgreed(host, chosen, argv))) {
      host.stderr.write('Nothing was run.\n');
      return exitCodes.cancelled;
    }
    await passGuard(host, { ...chosen, options });
    return execute(host, { chosen, argv, options });
  },
};
