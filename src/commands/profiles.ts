// `profiles`: the chosen roles as profiles of ~/.aws/config, and nothing else of that file.
import { parseAwsIni } from '../domain/aws-ini/parse-aws-ini.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { addingJob, fullJob, fullWish, type Job, planFor } from './profiles-job.ts';
import {
  changesText,
  diffOf,
  isAgreed,
  profilesText,
  save,
  sayUpToDate,
  sayWritten,
  showDiff,
  warn,
} from './write-plan.ts';

const help = `
  write     show what changes, ask, and write the profiles
  diff      only show what would change; exit 1 when there is something
  print     print the profiles as an empty file would get them
  preview   what a template makes of your roles: names, names that had to change, names that roles share
  prune     remove the profiles of roles that are gone, and say which profiles of yours began with them
  check     see whether all is as it should be; exit 1 when it is not

Each role becomes a profile whose credential_process is rolecall, named by profile_template in config.yaml.
The profiles lie between two marker lines; every byte outside them stays. The file then holds profiles of exactly
the chosen roles: a role that is not chosen loses its own. With --no-block there are no marker lines: each section
says in a comment that it is rolecall's, and one without that comment is never touched.

--style sso writes sso-session profiles instead, which need no rolecall. The AWS tools then sign in by themselves
(aws sso login) and keep the session, its refresh token too, in clear text in ~/.aws/sso/cache. rolecall never
writes that cache. Roles that Identity Center does not grant, and that the AWS config has no words for, stay with
credential_process.

What else stands in profiles (output, cli_pager, ...) is profile_settings in config.yaml; what is written without
flags is profiles there: {style, only, default, unique, block, auto}.

Examples:
  rolecall profiles diff
  rolecall profiles write --only env:dev
  rolecall profiles write --yes --default acme-prod-ReadOnly
  rolecall profiles preview --template "{{ account_name | slug }}.{{ role_name | kebab }}"
  rolecall profiles prune --yes --json
  rolecall profiles print >> ~/somewhere/else`;

type Work = (host: Host, options: Options) => Promise<number>;

/** Asks, unless told not to, and writes. With `replan`, another program's change meanwhile is kept. */
const writeJob = async (host: Host, options: Options, replan: () => Promise<Job>): Promise<number> => {
  const job = await replan();
  warn(host, job);
  if (diffOf(job) === '') return sayUpToDate(host, job);
  const { plan, files } = job;
  const question = `Write ${profilesText(plan.count)} (${changesText(plan.changes)}) to ${files.configPath}?`;
  if (!(await isAgreed(host, job, { options, question, command: 'write' }))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  const isShown = options['yes'] !== true;
  return sayWritten(host, await save(host, job, isShown ? {} : { replan }));
};

const write: Work = (host, options) => writeJob(host, options, () => fullJob(host, options));

const diff: Work = async (host, options) => {
  const job = await fullJob(host, options);
  warn(host, job);
  const text = diffOf(job);
  if (options['json'] === true) {
    const { count, changes, warnings } = job.plan;
    const moved = changes.moved ?? null;
    const record = { file: job.files.configPath, profiles: count, ...changes, moved, warnings };
    host.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
    return text === '' ? exitCodes.ok : exitCodes.failed;
  }
  if (text === '') return sayUpToDate(host, job);
  showDiff(host, host.stdout, { diff: text });
  return exitCodes.failed;
};

/** As an empty file would get them: whatever the user's file holds does not matter. */
const print: Work = async (host, options) => {
  const loaded = await loadRoles(host.services);
  const unread = { current: undefined, file: '', credentialsSections: [] };
  const layout = (options['block'] ?? loaded.config.profiles?.block) === false ? 'marked' : 'block';
  const wish = await fullWish(host, loaded, options);
  const plan = await planFor(host, { ...unread, layout }, { loaded, options, wish });
  if (options['json'] === true) {
    const sections = parseAwsIni(plan.text).sections.map(({ header, entries }) => ({
      section: header,
      settings: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
    }));
    host.stdout.write(`${JSON.stringify(sections, null, 2)}\n`);
  } else host.stdout.write(plan.text);
  return exitCodes.ok;
};

/** The picker's action: adds or renews the profile of one role and leaves the others of ours. */
export const writeOneProfile = (host: Host, role: Role): Promise<number> =>
  writeJob(host, {}, () => addingJob(host, [role]));

const works: Readonly<Record<string, () => Promise<Work> | Work>> = {
  write: () => write,
  diff: () => diff,
  print: () => print,
  preview: async () => (await import('./preview-profiles.ts')).previewProfiles,
  prune: async () => (await import('./prune-profiles.ts')).pruneProfiles,
  check: async () => (await import('./check-profiles.ts')).checkProfiles,
};

const names = Object.keys(works)
  .join(', ')
  .replace(/, (\w+)$/, ' or $1');

export const profiles: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', names)
      .option('--instance <name>', 'only roles of this instance')
      .option('--only <query>', 'only roles that match, as in the picker')
      .option('--saved <name>', 'only roles of this saved filter')
      .option('--style <style>', 'process (rolecall gives the credentials) or sso (the AWS tools sign in)')
      .option('--default <profile>', 'make [default] the same as this profile')
      .option('--block', 'one block between marker lines')
      .option('--no-block', 'no block: a comment in each section says that it is rolecall’s')
      .option('--template <template>', 'of preview: instead of profile_template')
      .option('-y, --yes', 'write without asking')
      .option('--json', 'of diff, print, preview, prune and check: JSON on stdout')
      .option('--aws-config <file>', 'another file than ~/.aws/config')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what = '', ...rest] = args;
    if (rest.length > 0)
      throw new UsageError(`Too many words: ${rest.join(' ')}.`, 'Choose roles with --only "QUERY".');
    if (host.argv.includes('--block') && host.argv.includes('--no-block'))
      throw new UsageError(
        '--block and --no-block say the opposite of each other.',
        'Leave one of them out.',
      );
    const load = Object.hasOwn(works, what) ? works[what] : undefined;
    if (load === undefined)
      throw new UsageError(`profiles does not know ${what || 'nothing'}.`, `Use ${names}.`);
    return (await load())(host, options);
  },
};
