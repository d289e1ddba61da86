// Which role a command acts on: by flags or a query, else by the picker with this command as the action of Enter.
import type { Command } from 'commander';
import type { ActionId } from '../domain/action.ts';
import type { Config, InstanceConfig } from '../domain/config.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import type { FolderRole } from '../domain/folder-role.ts';
import { noRole, severalRoles } from '../domain/one-role.ts';
import { isSameRole, type Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { findRoles, type RoleSelector } from '../domain/select-roles.ts';
import { folderRoleAmong, withFolderRole } from '../engine/folder-role.ts';
import { knownRoles } from '../engine/known-roles.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { findInstance, requireInstances } from './instance-option.ts';
import { confirmedInPicker, passGuard } from './pass-guard.ts';
import { addSavedOption, withSaved } from './saved-option.ts';

export type ChosenRole = {
  readonly role: Role;
  readonly instance: InstanceConfig;
  readonly config: Config;
  readonly folder: FolderRole;
};

type Request = {
  readonly args: readonly string[];
  readonly options: Options;
  /** What Enter does when the picker opens; undefined: the picker never opens. */
  readonly action: ActionId | undefined;
  /** False where the role is only asked about, or the command has a guard of its own. */
  readonly isGuarded?: boolean;
};

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** `--profile`, `--account` with `--role`, `--arn`, `--instance`, and a query in words. */
export const addSelectors = (command: Command): Command =>
  addSavedOption(command)
    .argument('[query...]', 'words that match exactly one role')
    .option('-p, --profile <name>', 'the role with this profile name')
    .option('-A, --account <id>', 'account id or name, with --role')
    .option('-R, --role <name>', 'role name, with --account')
    .option('-a, --arn <arn>', 'role ARN, or ACCOUNT:ROLE')
    .option('--here', 'the role of this folder: rolecall use --help')
    .option('--instance <name>', 'only roles of this instance')
    .option('--mfa-code <code>', 'code of the MFA device, where one is due');

const selectorOf = ({ args, options }: Request, config: Config): RoleSelector | undefined => {
  const query = withSaved(config, options, args.join(' '));
  const selector: RoleSelector = {
    profile: textOf(options['profile']),
    account: textOf(options['account']),
    role: textOf(options['role']),
    arn: textOf(options['arn']),
    query: query === '' ? undefined : query,
  };
  const { account, role } = selector;
  if ((account === undefined) !== (role === undefined)) {
    throw new UsageError(
      '--account and --role go together.',
      'Give both, or use --profile, --arn or a query.',
    );
  }
  const given = [selector.profile, account, selector.arn, selector.query].filter(
    (value) => value !== undefined,
  );
  if (given.length > 1)
    throw new UsageError('Give one of --profile, --account with --role, --arn, or a query.');
  return given.length === 0 ? undefined : selector;
};

type Choice = {
  readonly role: Role;
  /** The picker has a guard of its own. */
  readonly isPicked: boolean;
};

const byPicker = async (host: Host, action: ActionId, query: string): Promise<Choice> => {
  const { pickRole } = await import('./pick-role.ts');
  const { pickLook } = await import('./pick-look.ts');
  const look = await pickLook(host);
  return { role: await pickRole(host, { action, query, ...look }), isPicked: true };
};

/** `roles` are those of the instance that is asked for. */
const ofFolder = (folder: FolderRole, roles: RoleList): Choice => {
  if (folder.kind === 'role') {
    if (roles.some((role) => isSameRole(role, folder.role))) return { role: folder.role, isPicked: false };
    throw new UserError(`The role of this folder is of another instance: ${folder.role.instance}.`);
  }
  if (folder.kind === 'passed-over') throw new UserError(folder.reason);
  throw new UserError('No role is set for this folder.', { hint: 'Set one: rolecall use SELECTOR' });
};

type Loaded = LoadedRoles & { readonly folder: FolderRole };

const choose = async (host: Host, request: Request, loaded: Loaded): Promise<Choice> => {
  const { roles, folder } = loaded;
  const selector = selectorOf(request, loaded.config);
  if (request.options['here'] === true) {
    if (selector === undefined) return ofFolder(folder, roles);
    throw new UsageError('--here names a role, and so do the other words. Leave one of them out.');
  }
  if (selector === undefined) {
    if (request.action !== undefined) return byPicker(host, request.action, '');
    throw new UsageError('Which role?', 'Give --profile, --account with --role, --arn, or a query.');
  }
  const known = await knownRoles(host.services, loaded, selector.query ?? '');
  const found = findRoles(roles, { ...selector, known });
  const [only] = found;
  if (only !== undefined && found.length === 1) return { role: only, isPicked: false };
  if (only === undefined) throw noRole(roles, selector.query);
  // A script that asks for one role and finds several is told, not shown a screen.
  if (request.action !== undefined && host.stderr.isTTY && selector.query !== undefined) {
    return byPicker(host, request.action, selector.query);
  }
  throw severalRoles(found, (isTold) => (isTold ? '--profile' : '--account with --role'));
};

/**
 * The one role that the words and flags name, or that is picked. Errors: UsageError, UserError (no match, or several
 * where none can be picked; exit 1; a guarded one that nobody confirmed, exit 3), Cancelled, OtherActionPicked.
 */
export const chooseRole = async (host: Host, request: Request): Promise<ChosenRole> => {
  const loaded = await loadRoles(host.services);
  requireInstances(loaded.config);
  const folder = await folderRoleAmong(host.services, loaded.roles);
  const all = withFolderRole(loaded.roles, folder);
  const name = textOf(request.options['instance']);
  const wanted = name === undefined ? undefined : findInstance(loaded.config, name);
  const roles = wanted === undefined ? all : all.filter((role) => role.instance === wanted.name);
  const { role, isPicked } = await choose(host, request, { ...loaded, roles, folder });
  const { config } = loaded;
  if (request.isGuarded !== false && !isPicked && request.options[confirmedInPicker] !== true)
    await passGuard(host, { config, roles: [role], known: loaded.roles, options: request.options });
  return { role, config, folder, instance: findInstance(config, role.instance) };
};
