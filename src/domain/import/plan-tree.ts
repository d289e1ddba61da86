// What was found as a part of config.yaml: a tree of its own, to be laid beside the one that is there.

import { mayBeEmpty, valueFault } from '../aws-ini/writable-section.ts';
import { type Config, defaultProfileTemplate } from '../config.ts';
import type { YamlValue } from '../config-reader.ts';
import type { History } from '../history.ts';
import { isCredentialKey, isSettingKey } from '../profile-settings.ts';
import { merged, type Tree, treeAt, withValue } from './config-tree.ts';
import type { Found, FoundRole, FoundSetting, ImportNote } from './found.ts';
import { keysNameOf } from './keys-name.ts';
import type { Placed } from './place-instances.ts';
import type { PlannedRole, RoleNames } from './plan-roles.ts';

export type ImportRequest = {
  readonly found: Found;
  readonly config: Config;
  /** The same as the file has it. */
  readonly tree: YamlValue | undefined;
  readonly accounts: RoleNames['accounts'];
  readonly taken: RoleNames['taken'];
  /** Whose the keys are that were tried at AWS, by the key that roles name. */
  readonly users: ReadonlyMap<string, string>;
  /** What is remembered here already; undefined: nothing. */
  readonly history?: History | undefined;
};

/** Stands for the user of keys that were not tried yet. */
export const unknownUser = 'arn:aws:iam::000000000000:user/ASKED-OF-AWS';

const usualRegion = 'us-east-1';

const regionOfUser = (arn: string, region: string | undefined): string => {
  if (region !== undefined) return region;
  if (arn.startsWith('arn:aws-cn:')) return 'cn-north-1';
  return arn.startsWith('arn:aws-us-gov:') ? 'us-gov-west-1' : usualRegion;
};

/** Names of instances in config.yaml by what roles call them. */
export type Names = ReadonlyMap<string, string>;

export const instanceNames = ({ found, config, users }: ImportRequest, placed: Placed): Names => {
  const names = new Map([...placed.byKey].map(([key, { name }]) => [key, name] as const));
  for (const { key, name } of found.keys) if (users.has(key)) names.set(key, name);
  // Of an earlier import, or set up by hand.
  const byBase = new Map(
    config.instances.flatMap(({ name, base }) => (base?.kind === 'keys' ? [[base.name, name] as const] : [])),
  );
  for (const { instance } of found.roles) {
    const own = /^(?:rolecall|aws-sso):(.*)$/s.exec(instance)?.[1];
    if (!names.has(instance) && own !== undefined && config.instances.some(({ name }) => name === own))
      names.set(instance, own);
    const section = /^keys:(.*)$/s.exec(instance)?.[1];
    const kept =
      section === undefined
        ? undefined
        : (byBase.get(keysNameOf(section)) ?? byBase.get(`${keysNameOf(section)}-keys`));
    if (kept !== undefined && !names.has(instance)) names.set(instance, kept);
  }
  return names;
};

export const instancesTree = ({ found, users }: ImportRequest, placed: Placed): Tree => {
  let tree: Tree = new Map();
  const put = (name: string, settings: Tree): void => {
    tree = withValue(tree, ['instances', name], merged(treeAt(tree, ['instances', name]), settings));
  };
  for (const { found: instance, name, startUrl } of placed.byKey.values())
    put(name, new Map([['start_url', startUrl], ['region', instance.region], ...instance.settings]));
  for (const { key, name, region, mfaSerial } of found.keys) {
    const user = users.get(key);
    if (user === undefined) continue;
    put(
      name,
      new Map([
        ['auth', 'keys'],
        ['user', user],
        ['region', regionOfUser(user, region)],
      ]),
    );
    if (region !== undefined) put(name, new Map([['default_region', region]]));
    if (mfaSerial !== undefined) put(name, new Map([['mfa_serial', mfaSerial]]));
  }
  return tree;
};

export const accountsTree = (tree: Tree, found: Found, names: Names): Tree =>
  found.accounts.reduce((so, { instance, accountId, settings }) => {
    const name = names.get(instance);
    if (name === undefined || settings.size === 0) return so;
    const path = ['instances', name, 'accounts', accountId];
    return withValue(so, path, merged(treeAt(so, path), settings));
  }, tree);

export const rolePath = (instance: string, { accountId, roleName }: FoundRole): readonly string[] => [
  'instances',
  instance,
  'accounts',
  accountId,
  'roles',
  roleName,
];

export const rolesTree = (
  tree: Tree,
  roles: readonly Pick<PlannedRole, 'instance' | 'found' | 'settings'>[],
): Tree =>
  roles.reduce((so, { instance, found, settings }) => {
    const path = rolePath(instance, found);
    return settings.size === 0 ? so : withValue(so, path, merged(treeAt(so, path), settings));
  }, tree);

/** What a profile says beside its role, if config.yaml can hold it and does not say it for all. */
const ownSettings = (tree: Tree, { found: { section } }: Pick<PlannedRole, 'found'>): Tree => {
  const entries = (section?.settings ?? []).filter(
    ([key, value]) =>
      key !== 'region' &&
      isSettingKey(key) &&
      !isCredentialKey(key) &&
      (value === '' ? mayBeEmpty(key) : valueFault(value) === undefined) &&
      treeAt(tree, ['profile_settings', key]) !== value,
  );
  return new Map(entries);
};

/** `whole`: config.yaml as it will be, where it says something for all profiles. */
export const profileSettingsTree = (
  tree: Tree,
  whole: Tree,
  roles: readonly Pick<PlannedRole, 'instance' | 'found'>[],
): Tree =>
  roles.reduce((so, role) => {
    const settings = ownSettings(whole, role);
    if (settings.size === 0) return so;
    return withValue(so, [...rolePath(role.instance, role.found), 'profile_settings'], settings);
  }, tree);

export const namesTree = (tree: Tree, roles: readonly PlannedRole[]): Tree =>
  roles.reduce(
    (so, { instance, found, profile, isNamed }) =>
      isNamed && profile !== undefined
        ? withValue(so, [...rolePath(instance, found), 'profile'], profile)
        : so,
    tree,
  );

type Chosen = { readonly settings: readonly FoundSetting[]; readonly notes: readonly ImportNote[] };

/** The first of each; what the program was told already stays, which the changes see to. */
export const chosenSettings = ({ found, config, tree }: ImportRequest): Chosen => {
  const byKey = new Map<string, FoundSetting>();
  const notes: ImportNote[] = [];
  for (const setting of found.settings) {
    const first = byKey.get(setting.key);
    const isFresh = config.instances.length === 0;
    if (setting.key === 'default_instance' && !isFresh) continue;
    // Another template would rename every profile that there is.
    const isLate =
      setting.key === 'profile_template' && !isFresh && treeAt(tree, ['profile_template']) === undefined;
    if (isLate && !byKey.has(setting.key) && setting.value !== config.profileTemplate) {
      const text = `profile_template stays as it is, since profiles are named by it. To name as ${setting.tool} does: profile_template: '${String(setting.value)}'`;
      notes.push({ tool: setting.tool, origin: setting.origin, text });
    }
    if (isLate) continue;
    if (first === undefined) byKey.set(setting.key, setting);
    else if (JSON.stringify(first.value) !== JSON.stringify(setting.value))
      notes.push({
        tool: setting.tool,
        origin: setting.origin,
        text: `${setting.key} is taken from ${first.tool}, not from ${setting.tool}.`,
      });
  }
  return { settings: [...byKey.values()], notes };
};

export const settingsTree = (tree: Tree, settings: readonly FoundSetting[], names: Names): Tree =>
  settings.reduce((so, { key, value }) => {
    const named = key === 'default_instance' && typeof value === 'string' ? names.get(value) : value;
    if (named === undefined || (key === 'profile_template' && named === defaultProfileTemplate)) return so;
    return withValue(so, [key], named);
  }, tree);
