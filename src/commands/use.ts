// `use`: the role of a folder. It is written beside the project, holds no secret, and is offered first there.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { folderRole, shownPath } from '../domain/folder-role.ts';
import type { Project } from '../domain/project-file.ts';
import { projectFileName } from '../domain/project-file-name.ts';
import { aboutRole, audited } from '../engine/audit.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { folderJson, folderLines } from './folder-lines.ts';
import { regionOption } from './region-option.ts';
import { addSelectors, type ChosenRole, chooseRole } from './role-selection.ts';

const help = `
It writes ${projectFileName} into the working folder: the account's id and the role, and a region where --region gives one. The
picker offers that role first in this folder and below it, by role and by rolecall; --here takes it without a picker. The
file is yours to commit: for others it counts after they ran rolecall trust. A guard of the role is as for every role.

Without a selector it shows the file that counts here, from this folder upwards.

Examples:
  rolecall use prod admin
  rolecall use --profile acme-dev-admin --region eu-central-1
  rolecall use
  rolecall exec --here -- make deploy

Exit codes: 0 written, or there is a role here that counts; 1 there is none.`;

const selectors = ['profile', 'account', 'role', 'arn', 'saved', 'here'];

/** The instance is told only where it has to be: its name is another on another machine. */
const projectOf = async (host: Host, { role }: ChosenRole, options: Options): Promise<Project> => {
  const { roles } = await loadRoles(host.services);
  const { accountId, roleName } = role;
  const twins = roles.filter((one) => one.accountId === accountId && one.roleName === roleName);
  const instance = twins.length > 1 ? role.instance : undefined;
  return { accountId, roleName, instance, region: regionOption(options) };
};

const write = async (host: Host, args: readonly string[], options: Options): Promise<number> => {
  const chosen = await chooseRole(host, { args, options, action: undefined, isGuarded: false });
  const project = await projectOf(host, chosen, options);
  const files = await host.services.folderFiles();
  const subject = aboutRole('folder', chosen.role);
  const written = await audited(host.services, { subject, run: () => files.write(project) });
  if (options['json'] === true) host.stdout.write(folderJson(written, folderRole(written, [chosen.role])));
  else host.stderr.write(`${chosen.role.profile} is the role of this folder: ${shownPath(written.path)}\n`);
  return exitCodes.ok;
};

const show = async (host: Host, options: Options): Promise<number> => {
  const [{ roles }, found] = await Promise.all([
    loadRoles(host.services),
    host.services.folderFiles().then((files) => files.find()),
  ]);
  const meant = folderRole(found, roles);
  if (options['json'] === true) host.stdout.write(folderJson(found, meant));
  else if (found === undefined)
    host.stderr.write('No role is set for this folder. Set one: rolecall use SELECTOR\n');
  else {
    host.stdout.write(folderLines(found, roles));
    if (meant.kind === 'passed-over') host.stderr.write(`${meant.reason}\n`);
  }
  return meant.kind === 'role' ? exitCodes.ok : exitCodes.failed;
};

export const use: CommandModule = {
  configure: (command) =>
    void addSelectors(command)
      .option('-r, --region <region>', 'the region that the role has in this folder')
      .option('--show', 'show the file that counts here')
      .option('--json', 'print one JSON object')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const isSelected = args.length > 0 || selectors.some((name) => options[name] !== undefined);
    if (options['show'] !== true && isSelected) return write(host, args, options);
    if (isSelected || options['region'] !== undefined)
      throw new UsageError(
        'Which role?',
        'Give --profile, --account with --role, --arn, or a query; --show takes none.',
      );
    return show(host, options);
  },
};
