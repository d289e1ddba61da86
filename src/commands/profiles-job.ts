// What the words and the config ask of the AWS config's profiles, planned: shared by every way to change them.
import { type ProfilesFile, type ProfilesPlan, planProfiles } from '../actions/write-profiles.ts';
import { awsProfiles } from '../domain/aws-profiles.ts';
import { commandString } from '../domain/command-line.ts';
import type { Config, ProfileStyle } from '../domain/config.ts';
import { requireUniqueProfiles } from '../domain/duplicate-profiles.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { layoutIn, type ProfileLayout } from '../domain/own-sections.ts';
import { profileSettings } from '../domain/profile-settings.ts';
import { type Role, type RoleId, roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { explainNoUse, findRoles } from '../domain/select-roles.ts';
import { supportProfilesOf } from '../domain/support-access.ts';
import { compileRule } from '../domain/tag-rules.ts';
import { knownRoles } from '../engine/known-roles.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { AwsFiles } from '../ports/aws-files.ts';
import type { Services } from '../ports/services.ts';
import type { Options } from './command.ts';
import { findInstance, requireInstances } from './instance-option.ts';
import { programWords } from './program-words.ts';
import { withSaved } from './saved-option.ts';
import { partsIfReadable, unreadProfiles } from './unread-profiles.ts';

export type Job = {
  readonly files: AwsFiles;
  /** The AWS config as it was read; undefined where there is none. */
  readonly current: string | undefined;
  readonly plan: ProfilesPlan;
};

/** Which roles, and what becomes of the other profiles that are ours. */
export type Wish = {
  readonly roles: RoleList;
  readonly keepsOthers: boolean;
  readonly defaultRole?: Role | undefined;
};

export const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** `process --profile NAME` looks among all roles, so a chosen name must be one role's there. */
export const requireOwnNames = (all: RoleList, chosen: RoleList): void => {
  const names = new Set(chosen.map((role) => role.profile));
  requireUniqueProfiles(all.filter((role) => names.has(role.profile)));
};

const noneFound = (own: RoleList, query: string | undefined): UserError => {
  if (own.length === 0) return new UserError('No roles are known yet.', { hint: 'Run: rolecall refresh' });
  const why = query === undefined ? '' : explainNoUse(own, query);
  const look = 'See what there is with: rolecall list';
  return new UserError('No role matches.', { hint: why === '' ? look : `${why}\n${look}` });
};

/** Those of `--instance` and `--only`, or of the config's `profiles.only`. Errors: UserError where there are none. */
export const chosenRoles = async (host: Host, loaded: LoadedRoles, options: Options): Promise<RoleList> => {
  const { config, roles } = loaded;
  requireInstances(config);
  const instance = textOf(options['instance']);
  const wanted = instance === undefined ? undefined : findInstance(config, instance);
  const own = wanted === undefined ? roles : roles.filter((role) => role.instance === wanted.name);
  const given = withSaved(config, options, textOf(options['only']) ?? '');
  const query = given === '' ? config.profiles?.only : given;
  const known = await knownRoles(host.services, loaded, query ?? '');
  const found = query === undefined ? own : findRoles(own, { query, known });
  if (found.length === 0) throw noneFound(own, query);
  return found;
};

const defaultRoleOf = ({ config, roles }: LoadedRoles, options: Options): Role | undefined => {
  const name = textOf(options['default']) ?? config.profiles?.default;
  if (name === undefined) return undefined;
  const found = roles.filter(({ profile }) => profile === name);
  requireUniqueProfiles(found);
  if (found[0] !== undefined) return found[0];
  throw new UsageError(
    `No role has the profile name ${name}, which [default] is to be.`,
    'See what there is with: rolecall list --fields profile\nIt comes from --default, or profiles: {default: ...} in config.yaml.',
  );
};

/** What a full write is for. Errors: UserError, UsageError. */
export const fullWish = async (host: Host, loaded: LoadedRoles, options: Options): Promise<Wish> => {
  const roles = await chosenRoles(host, loaded, options);
  requireOwnNames(loaded.roles, roles);
  return { roles, keepsOthers: false, defaultRole: defaultRoleOf(loaded, options) };
};

export const filesOf = (host: Host, options: Options): Promise<AwsFiles> => {
  const path = textOf(options['awsConfig']);
  return path === undefined
    ? host.services.awsFiles()
    : host.withEnv({ ...host.env, AWS_CONFIG_FILE: path }).services.awsFiles();
};

export const commandFor = (host: Host, more: readonly string[] = []): ((role: RoleId) => string) => {
  const program = programWords(host);
  return ({ instance, accountId, roleName }) =>
    commandString(
      [...program, 'process', '--instance', instance, '--arn', `${accountId}:${roleName}`, ...more],
      host.platform,
    );
};

const styles: readonly ProfileStyle[] = ['process', 'sso'];

const styleOf = (config: Config, options: Options): ProfileStyle => {
  const given = options['style'];
  const named = styles.find((style) => style === given);
  if (given !== undefined && named === undefined)
    throw new UsageError(`--style is one of ${styles.join(', ')}.`);
  return named ?? config.profiles?.style ?? 'process';
};

/** Tag rules look at the account's name at AWS, which the roles no longer have where the config names it. */
const awsNames = async (services: Services): Promise<ReadonlyMap<string, string>> => {
  const catalog = await (await services.catalogStore()).load();
  return new Map(
    catalog.instances.flatMap(({ instance, accounts }) =>
      accounts.map(({ id, name }) => [`${instance}/${id}`, name] as const),
    ),
  );
};

const settingsFor = async (services: Services, config: Config) => {
  const rules = config.tagRules.filter((rule) => rule.profileSettings !== undefined).map(compileRule);
  const names = rules.length === 0 ? undefined : await awsNames(services);
  return (role: Role) => {
    const accountName = names?.get(`${role.instance}/${role.accountId}`) ?? role.accountName;
    return profileSettings(role, { config, rules, accountName });
  };
};

const layoutFor = (config: Config, options: Options, file: ProfilesFile): ProfileLayout => {
  const isBlock = typeof options['block'] === 'boolean' ? options['block'] : config.profiles?.block;
  if (isBlock !== undefined) return isBlock ? 'block' : 'marked';
  return layoutIn(file.current, file.file) ?? 'block';
};

export type OpenFile = { readonly files: AwsFiles; readonly file: ProfilesFile };

/** The AWS files as they are, and how ours are to lie in them. Errors: UserError. */
export const openFile = async (host: Host, config: Config, options: Options): Promise<OpenFile> => {
  const files = await filesOf(host, options);
  const file: ProfilesFile = {
    current: await files.readConfig(),
    file: files.configPath,
    credentialsSections: await files.credentialsSections(),
  };
  return { files, file: { ...file, layout: layoutFor(config, options, file) } };
};

type Planning = {
  readonly loaded: LoadedRoles;
  readonly options: Options;
  readonly wish: Wish;
  /** More words for the command of the wanted profiles. */
  readonly more?: readonly string[] | undefined;
};

/** Those for a time: one that lasts stays, whatever else is wanted, and one that is over goes. */
const supportIn = (file: ProfilesFile, { config }: LoadedRoles, now: number) => {
  const parts = file.current?.includes('--support') === true ? partsIfReadable(file) : undefined;
  const found = parts === undefined ? [] : supportProfilesOf(awsProfiles(parts.own, config.instances));
  const names = (isLiving: boolean): readonly string[] =>
    found.filter(({ endsAt }) => endsAt > now === isLiving).map(({ name }) => name);
  return { living: names(true), ended: new Set(names(false)) };
};

/** What the file becomes with the wanted roles. Errors: UsageError, UserError. */
export const planFor = async (
  host: Host,
  file: ProfilesFile,
  { loaded, options, wish, more }: Planning,
): Promise<ProfilesPlan> => {
  const unread = wish.keepsOthers ? new Map<string, readonly string[]>() : unreadProfiles(file, loaded);
  const support = supportIn(file, loaded, host.services.clock.now());
  const plan = planProfiles({
    ...file,
    ...wish,
    kept: new Set([...[...unread.values()].flat(), ...support.living]),
    ended: support.ended,
    allRoles: loaded.roles,
    style: styleOf(loaded.config, options),
    instances: loaded.config.instances,
    settingsOf: await settingsFor(host.services, loaded.config),
    commandFor: commandFor(host, more),
  });
  const notes = [...unread].map(
    ([instance, names]) =>
      `${names.length === 1 ? '1 profile of' : `${names.length} profiles of`} ${instance} ${names.length === 1 ? 'stays as it is' : 'stay as they are'}: its roles were never read. Run: rolecall login --instance ${instance}`,
  );
  return { ...plan, warnings: [...notes, ...plan.warnings] };
};

export const jobFor = async (host: Host, planning: Planning): Promise<Job> => {
  const { files, file } = await openFile(host, planning.loaded.config, planning.options);
  return { files, current: file.current, plan: await planFor(host, file, planning) };
};

/** All that the options choose. */
export const fullJob = async (host: Host, options: Options): Promise<Job> => {
  const loaded = await loadRoles(host.services);
  return jobFor(host, { loaded, options, wish: await fullWish(host, loaded, options) });
};

/** One or some roles, beside the profiles that are there. As they are in every folder, whatever region this one gives them. */
export const addingJob = async (host: Host, picked: readonly Role[]): Promise<Job> => {
  const loaded = await loadRoles(host.services);
  const wanted = new Set(picked.map(roleKey));
  const known = new Map(
    loaded.roles.map((role) => [roleKey(role), role] as const).filter(([key]) => wanted.has(key)),
  );
  const roles = picked.map((role) => known.get(roleKey(role)) ?? role);
  requireOwnNames(loaded.roles, roles);
  return jobFor(host, { loaded, options: {}, wish: { roles, keepsOthers: true } });
};
