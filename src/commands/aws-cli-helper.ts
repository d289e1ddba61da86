// `aws-cli-helper`, for people who follow the AWS CLI integration guide: its flags, over rolecall's own commands. The bin
// of that name is this command.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { findTarget, profileOption, selectorOf } from './helper/find-target.ts';
import { exportForeignKeys, printForeignKeys } from './helper/foreign-keys.ts';
import { healthCheck, validateProfile } from './helper/health.ts';
import { readHelperFile } from './helper/helper-file.ts';
import { importFile, listProfiles, refreshCredentials, setupProfile } from './helper/profiles.ts';
import { runWords } from './helper/run-words.ts';

const help = `
A profile is one of rolecall's roles, or one of ~/.aws-remote-access/config.yaml (AWS_CLI_HELPER_CONFIG names another
file), which is read and never written; --import takes all of it over. Also installed as aws-cli-helper.
--debug, or AWS_CLI_HELPER_DEBUG=1, logs what it does to stderr, without secrets.

Examples:
  aws-cli-helper --profile myservice                     JSON, for credential_process
  eval "$(aws-cli-helper --export --profile myservice)"
  aws-cli-helper --health-check --profile myservice
  aws-cli-helper --migrate --profile dev --from-credentials --dry-run
  aws-cli-helper --usage-report --days 30
  aws-cli-helper --generate-support-access --customer acme --duration 1800 --case CS-123`;

type Act = (host: Host, options: Options) => Promise<number>;

const text = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const needed = (options: Options, name: string, flag: string): string => {
  const value = text(options, name);
  if (value !== undefined) return value;
  throw new UsageError(`${flag} is missing.`);
};

/** `[flag, value]` where it was given. */
const passed = (options: Options, name: string, flag: string): readonly string[] => {
  const value = text(options, name);
  return value === undefined ? [] : [flag, value];
};

const set = (options: Options, name: string, flag: string): readonly string[] =>
  options[name] === true ? [flag] : [];

const json = (options: Options): readonly string[] => set(options, 'json', '--json');
const yes = (options: Options): readonly string[] => set(options, 'yes', '--yes');

const handOut: Act = async (host, options) => {
  const target = await findTarget(host, profileOption(options));
  return target.kind === 'role'
    ? runWords(host, ['process', ...selectorOf(target)])
    : printForeignKeys(host, target.name);
};

const exportKeys: Act = async (host, options) => {
  const target = await findTarget(host, profileOption(options));
  return target.kind === 'role'
    ? runWords(host, ['env', ...selectorOf(target), ...passed(options, 'confirm', '--confirm')])
    : exportForeignKeys(host, target.name);
};

const check: Act = async (host, options) =>
  runWords(host, ['whoami', ...selectorOf(await findTarget(host, profileOption(options))), ...json(options)]);

const migrate: Act = async (host, options) => {
  const [fromCredentials, fromSso] = [options['fromCredentials'] === true, options['fromSso'] === true];
  if (fromCredentials === fromSso) throw new UsageError('Say one: --from-credentials or --from-sso.');
  return runWords(host, [
    'import',
    fromCredentials ? 'credentials' : 'aws-cli',
    ...passed(options, 'profile', '--only'),
    ...set(options, 'dryRun', '--dry-run'),
    ...(fromSso ? ['--replace-profiles'] : []),
    ...yes(options),
    ...json(options),
  ]);
};

const usageReport: Act = async (host, options) => {
  const days = text(options, 'days') ?? '30';
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new UsageError('--days is a number of days.');
  return runWords(host, ['report', '--since', `${days}d`, ...json(options)]);
};

const setupCustomer: Act = async (host, options) => {
  const id = text(options, 'customerId') ?? needed(options, 'customer', '--customer-id');
  const helper = await readHelperFile(host);
  const known = helper.profiles.find(
    (one) =>
      one.method === 'cross_account' &&
      [one.customerId, one.name].some((name) => name === id || name === `customer-${id}`),
  );
  const roleArn = text(options, 'roleArn') ?? known?.roleArn;
  const externalId = text(options, 'externalId') ?? known?.externalId;
  const via = text(options, 'via') ?? known?.via;
  return runWords(host, [
    'customer',
    ...['add', id],
    ...(roleArn === undefined ? [] : ['--role-arn', roleArn]),
    ...(externalId === undefined ? [] : ['--external-id', externalId]),
    ...(via === undefined ? [] : ['--via', via]),
    ...yes(options),
  ]);
};

/** One id a line, for loops of shells. */
const listCustomers: Act = async (host, options) => {
  if (options['json'] === true) return runWords(host, ['customer', 'list', '--json']);
  const { customersOf } = await import('../domain/customers.ts');
  const config = await (await host.services.configStore()).load();
  host.stdout.write(
    customersOf(config)
      .map(({ id }) => `${id}\n`)
      .join(''),
  );
  return exitCodes.ok;
};

const supportAccess: Act = (host, options) =>
  runWords(host, [
    'support-access',
    ...['--customer', needed(options, 'customer', '--customer')],
    ...['--case', needed(options, 'case', '--case')],
    ...passed(options, 'duration', '--duration'),
    ...passed(options, 'confirm', '--confirm'),
    ...json(options),
  ]);

/** The guide's word for each, in the order in which they are looked for. */
const acts: readonly (readonly [option: string, act: Act])[] = [
  ['listProfiles', listProfiles],
  ['setup', setupProfile],
  ['import', importFile],
  ['check', check],
  ['refresh', refreshCredentials],
  ['validate', validateProfile],
  ['healthCheck', healthCheck],
  ['migrate', migrate],
  ['usageReport', usageReport],
  ['setupCustomer', setupCustomer],
  ['listCustomers', listCustomers],
  ['generateSupportAccess', supportAccess],
  ['export', exportKeys],
];

/** In CI nobody answers: what would ask is an error that says what to give. */
const inCi = (host: Host): Host => ({ ...host.unattended(), isInteractive: false });

/** `ci_mode` of a profile holds for all but its setup: whoever does that is there. */
const isForCi = async (host: Host, options: Options): Promise<boolean> => {
  const name = text(options, 'profile');
  if (options['ciMode'] === true || name === undefined || options['setup'] === true)
    return options['ciMode'] === true;
  return (await readHelperFile(host)).profiles.some((profile) => profile.name === name && profile.isCi);
};

const chosenAct = (options: Options): Act => {
  const wanted = acts.filter(([name]) => options[name] === true);
  if (wanted.length > 1) throw new UsageError('Say one thing to do.', 'Run: aws-cli-helper --help');
  return wanted[0]?.[1] ?? handOut;
};

export const awsCliHelper: CommandModule = {
  configure: (command) =>
    void command
      .option('-p, --profile <name>', 'the profile; alone: its credentials as JSON')
      .option('--export', 'its credentials as exports for the shell')
      .option('--check', 'whose credentials they are, and how long they live')
      .option('--refresh', 'new credentials, whatever is cached')
      .option('--list-profiles', 'one name a line')
      .option('--setup', 'make a profile of the file known, or open the wizard')
      .option('--force-sso-reauth', 'with --setup: sign in again, whatever sign-in lives')
      .option('--import', 'take the whole file over into config.yaml')
      .option('--validate', 'the configuration, and required_actions at IAM')
      .option('--health-check', 'each step from the configuration to the AWS CLI')
      .option('--ci-mode', 'ask nobody anything')
      .option('--migrate', 'take a profile over: with --from-credentials or --from-sso')
      .option('--from-credentials', 'lasting keys of ~/.aws/credentials')
      .option('--from-sso', 'profiles that the AWS CLI signs in to by itself')
      .option('--dry-run', 'with --migrate and --import: only show what would be done')
      .option('--usage-report', 'who used what, and how it went')
      .option('--days <number>', 'with --usage-report: how far back', '30')
      .option('--setup-customer', 'add a customer')
      .option('--customer-id <id>', 'with --setup-customer: your name for the customer')
      .option('--role-arn <arn>', "with --setup-customer: the customer's role")
      .option('--external-id <id>', 'with --setup-customer: what its trust policy asks for')
      .option('--via <role>', 'with --setup-customer: your role that assumes it')
      .option('--list-customers', 'one id a line')
      .option('--generate-support-access', 'a profile that ends by itself')
      .option('--customer <id>', 'with --generate-support-access: whose')
      .option('--duration <seconds>', 'with --generate-support-access: how long')
      .option('--case <id>', 'with --generate-support-access: for which case')
      .option('--confirm <name>', 'for a guarded role: the name that its guard asks for')
      .option('-y, --yes', 'do not ask before something is written')
      .option('--json', 'JSON, where there is more than names')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    if (args.length > 0) throw new UsageError('It takes flags alone.', 'Run: aws-cli-helper --help');
    const act = chosenAct(options);
    return act((await isForCi(host, options)) ? inCi(host) : host, options);
  },
};
