// `profiles write|diff|print`: the chosen roles as profiles in our block of ~/.aws/config, and nothing else of it.
import { type ProfileChanges, type ProfilesPlan, planProfiles } from '../actions/write-profiles.ts';
import { commandString } from '../domain/command-line.ts';
import { requireUniqueProfiles } from '../domain/duplicate-profiles.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import { findRoles } from '../domain/select-roles.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { audited } from '../engine/audit.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { AwsFiles } from '../ports/aws-files.ts';
import type { CommandModule, Options } from './command.ts';
import { diffText } from './diff-text.ts';
import { findInstance, requireInstances } from './instance-option.ts';
import { programWords } from './program-words.ts';

const help = `
  write   show what changes, ask, and write the block
  diff    only show what would change; exit 1 when there is something
  print   print the block

Each role becomes a profile whose credential_process is rolecall, named by profile_template in config.yaml.
The profiles lie between two marker lines; every byte outside them stays. The block holds exactly the
chosen roles: a role that is not chosen loses its profile.

Examples:
  rolecall profiles diff
  rolecall profiles write --only env:dev
  rolecall profiles write --yes
  rolecall profiles print >> ~/somewhere/else`;

// More than this scrolls away before the question.
const shownLines = 200;

type Job = {
  readonly host: Host;
  readonly options: Options;
  readonly files: AwsFiles;
  readonly current: string | undefined;
  readonly plan: ProfilesPlan;
};

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** `process --profile NAME` looks among all roles, so a chosen name must be one role's there. */
const requireOwnNames = (all: readonly Role[], chosen: readonly Role[]): void => {
  const names = new Set(chosen.map((role) => role.profile));
  requireUniqueProfiles(all.filter((role) => names.has(role.profile)));
};

const chosenRoles = async (host: Host, options: Options): Promise<readonly Role[]> => {
  const { config, roles } = await loadRoles(host.services);
  requireInstances(config);
  const instance = textOf(options['instance']);
  const wanted = instance === undefined ? undefined : findInstance(config, instance);
  const own = wanted === undefined ? roles : roles.filter((role) => role.instance === wanted.name);
  const query = textOf(options['only']);
  const found = query === undefined ? own : findRoles(own, { query });
  requireOwnNames(roles, found);
  if (found.length > 0) return found;
  throw new UserError(own.length === 0 ? 'No roles are known yet.' : 'No role matches.', {
    hint: own.length === 0 ? 'Run: rolecall refresh' : 'See what there is with: rolecall list',
  });
};

const filesOf = (host: Host, options: Options): Promise<AwsFiles> => {
  const path = textOf(options['awsConfig']);
  return path === undefined
    ? host.services.awsFiles()
    : host.withEnv({ ...host.env, AWS_CONFIG_FILE: path }).services.awsFiles();
};

const commandFor = (host: Host): ((role: Role) => string) => {
  const program = programWords(host);
  return ({ instance, accountId, roleName }) =>
    commandString(
      [...program, 'process', '--instance', instance, '--arn', `${accountId}:${roleName}`],
      host.platform,
    );
};

const diffOf = ({ current, plan, files }: Job): string =>
  unifiedDiff({
    before: current ?? '',
    after: plan.after,
    beforeLabel: files.configPath,
    afterLabel: `${files.configPath} (new)`,
  });

const show = ({ host }: Job, stream: NodeJS.WriteStream, request: { diff: string; limit?: number }): void => {
  const isTerminal = stream.isTTY === true;
  const isColoured = isTerminal && !host.env['NO_COLOR'];
  stream.write(diffText(request.diff, { isTerminal, isColoured, limit: request.limit }));
};

const profilesText = (count: number): string => (count === 1 ? '1 profile' : `${count} profiles`);

const changesText = ({ added, changed, removed }: ProfileChanges): string =>
  `${added.length} added, ${changed.length} changed, ${removed.length} removed`;

const upToDate = ({ host, plan, files }: Job): number => {
  host.stderr.write(
    `Nothing to change: ${profilesText(plan.count)} in ${files.configPath} ${plan.count === 1 ? 'is' : 'are'} up to date.\n`,
  );
  return exitCodes.ok;
};

const isAgreed = async (job: Job, diff: string): Promise<boolean> => {
  const { host, options, plan, files } = job;
  if (options['yes'] === true) return true;
  if (!host.isInteractive)
    throw new UsageError(
      'There is no terminal to ask on, so nothing was written.',
      'Look with: rolecall profiles diff\nThen write with: rolecall profiles write --yes',
    );
  show(job, host.stderr, { diff, limit: shownLines });
  return host.confirm(
    `Write ${profilesText(plan.count)} (${changesText(plan.changes)}) to ${files.configPath}?`,
  );
};

const write = async (job: Job): Promise<number> => {
  const { host, files, current, plan } = job;
  const diff = diffOf(job);
  if (diff === '') return upToDate(job);
  if (!(await isAgreed(job, diff))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  const lock = await host.services.lock();
  await audited(host.services, {
    subject: { event: 'profiles' },
    run: () => lock.run('aws-config', () => files.writeConfig(current, plan.after)),
  });
  const backup = current === undefined ? '' : ` The file before is ${files.configPath}.rolecall-backup.`;
  host.stderr.write(
    `Wrote ${profilesText(plan.count)} to ${files.configPath} (${changesText(plan.changes)}).${backup}\n`,
  );
  return exitCodes.ok;
};

const diff = (job: Job): number => {
  const text = diffOf(job);
  if (text === '') return upToDate(job);
  show(job, job.host.stdout, { diff: text });
  return exitCodes.failed;
};

type Wish = { readonly roles: readonly Role[]; readonly keepsOthers: boolean };

const jobOf = async (host: Host, options: Options, wish: Wish): Promise<Job> => {
  const files = await filesOf(host, options);
  const current = await files.readConfig();
  const plan = planProfiles({
    ...wish,
    commandFor: commandFor(host),
    current,
    file: files.configPath,
    credentialsSections: await files.credentialsSections(),
  });
  for (const warning of plan.warnings) host.stderr.write(`Warning: ${warning}\n`);
  return { host, options, files, current, plan };
};

const jobOfOptions = async (host: Host, options: Options): Promise<Job> =>
  jobOf(host, options, { roles: await chosenRoles(host, options), keepsOthers: false });

/** The picker's action: adds or renews the profile of one role and leaves the others in the block. */
export const writeOneProfile = async (host: Host, role: Role): Promise<number> => {
  requireOwnNames((await loadRoles(host.services)).roles, [role]);
  return write(await jobOf(host, {}, { roles: [role], keepsOthers: true }));
};

/** The block as an empty file would get it: whatever the user's file holds does not matter. */
const print = async (host: Host, options: Options): Promise<number> => {
  const roles = await chosenRoles(host, options);
  const unread = { current: undefined, file: '', credentialsSections: [], keepsOthers: false };
  host.stdout.write(planProfiles({ roles, commandFor: commandFor(host), ...unread }).text);
  return exitCodes.ok;
};

export const profiles: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', 'write, diff or print')
      .option('--instance <name>', 'only roles of this instance')
      .option('--only <query>', 'only roles that match, as in the picker')
      .option('-y, --yes', 'write without asking')
      .option('--aws-config <file>', 'another file than ~/.aws/config')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what, ...rest] = args;
    if (rest.length > 0)
      throw new UsageError(`Too many words: ${rest.join(' ')}.`, 'Choose roles with --only "QUERY".');
    if (what === 'write') return write(await jobOfOptions(host, options));
    if (what === 'diff') return diff(await jobOfOptions(host, options));
    if (what === 'print') return print(host, options);
    throw new UsageError(`profiles does not know ${what ?? 'nothing'}.`, 'Use write, diff or print.');
  },
};
