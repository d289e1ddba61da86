// One instance of config.yaml: an Identity Center, or with `auth` another source of credentials (a profile of the AWS
// config, the environment) whose roles are all assumed.
import type { AccountConfig, BaseSource, InstanceConfig, LoginFlow, RoleConfig } from './config.ts';
import {
  at,
  hoursOf,
  isAbsent,
  mapping,
  oneOf,
  type Place,
  problem,
  type Reader,
  regionOf,
  tagsOf,
  text,
} from './config-reader.ts';
import { hour } from './expiry.ts';
import { browserRefOf, consoleLinkOf } from './parse-browser.ts';
import { chainKeys, chainOf } from './parse-chain.ts';
import { isPlainName, keysBaseOf, mfaOf } from './parse-keys.ts';
import { pluginKeys, pluginUseOf } from './parse-plugins.ts';
import { settingsOf } from './parse-profiles.ts';
import type { Plugin } from './plugin.ts';
import { chainFaults } from './role-chain.ts';
import { isAccountId, isRoleName } from './sanitize.ts';
import { parseStartUrl } from './start-url.ts';

type Given = { readonly reader: Reader; readonly plugins: readonly Plugin[] };

type Context = Given & { readonly base: BaseSource | undefined };

type Entry = { readonly accountId: string; readonly name: string };

/** An entry named like the user of the keys is that user's: it is not assumed. */
const isUserEntry = ({ base }: Context, { accountId, name }: Entry): boolean =>
  base?.kind === 'keys' && base.user.accountId === accountId && base.user.userName === name;

/** Assumed by another, or given by a plugin: not both. */
const originOf = ({ reader, base, plugins }: Context, place: Place): Pick<RoleConfig, 'chain' | 'plugin'> => {
  // What the instance says over the plugin's config is about its base.
  const around = base?.kind === 'plugin' ? plugins.find(({ name }) => name === base.plugin.name) : undefined;
  const plugin = pluginUseOf(reader, place, { plugins, around });
  if (plugin === undefined) return { chain: chainOf(reader, place, base !== undefined) };
  const [stray] = chainKeys.filter((key) => !isAbsent(at(place, key)));
  if (stray !== undefined)
    problem(reader, at(place, stray).path, 'cannot be with a plugin, which gives the credentials itself.');
  return { plugin };
};

const roleOf = (context: Context, entry: Entry, place: Place): RoleConfig => {
  const { reader } = context;
  const { name } = entry;
  const isUser = isUserEntry(context, entry);
  if (!isRoleName(name))
    problem(reader, place.path, 'is not a role name (letters, digits and +=,.@_- only).');
  mapping(reader, place, [
    'profile',
    'region',
    'tags',
    'browser',
    'profile_settings',
    ...(isUser ? [] : [...chainKeys, ...pluginKeys]),
  ]);
  return {
    name,
    profile: text(reader, at(place, 'profile')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
    browser: browserRefOf(reader, at(place, 'browser')),
    ...(isUser ? {} : originOf(context, place)),
    profileSettings: settingsOf(reader, at(place, 'profile_settings')),
  };
};

const accountOf = (context: Context, id: string, place: Place): AccountConfig => {
  const { reader } = context;
  if (!isAccountId(id)) problem(reader, place.path, 'is not an account id: 12 digits, in quotes.');
  mapping(reader, place, ['name', 'region', 'tags', 'browser', 'roles', 'profile_settings']);
  return {
    id,
    name: text(reader, at(place, 'name')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
    browser: browserRefOf(reader, at(place, 'browser')),
    roles: mapping(reader, at(place, 'roles')).map(([name, role]) =>
      roleOf(context, { accountId: id, name }, role),
    ),
    profileSettings: settingsOf(reader, at(place, 'profile_settings')),
  };
};

/** Instance names go into keys, profile lines and arguments: letters, digits and `_.@+-`, not first a `-`. */
export const isInstanceName = isPlainName;

const auths = ['identity_center', 'keys', 'profile', 'plugin', 'environment'] as const;

const commonKeys = ['auth', 'region', 'default_region', 'browser', 'accounts', 'profile_settings'];

const keysOf: Readonly<Record<(typeof auths)[number], readonly string[]>> = {
  identity_center: [
    ...commonKeys,
    'start_url',
    'login',
    'session_duration',
    'sign_in_browser',
    'console_link',
  ],
  keys: [...commonKeys, 'keys', 'user', 'mfa_serial', 'mfa_command', 'session_duration'],
  profile: [...commonKeys, 'profile', 'mfa_command'],
  plugin: [...commonKeys, ...pluginKeys, 'mfa_command'],
  environment: [...commonKeys, 'mfa_command'],
};

const pluginBaseOf = ({ reader, plugins }: Given, place: Place): BaseSource | undefined => {
  const plugin = pluginUseOf(reader, place, { plugins, around: undefined });
  if (plugin !== undefined) return { kind: 'plugin', plugin };
  if (isAbsent(at(place, 'plugin'))) problem(reader, place.path, 'needs a plugin (of plugins in this file).');
  return { kind: 'environment' };
};

const baseOf = (given: Given, name: string, place: Place): BaseSource | undefined => {
  const { reader } = given;
  const auth = oneOf(reader, at(place, 'auth'), auths) ?? 'identity_center';
  mapping(reader, place, keysOf[auth]);
  if (auth === 'identity_center') return undefined;
  if (auth === 'keys') return keysBaseOf(reader, place, name);
  if (auth === 'plugin') return pluginBaseOf(given, place);
  if (auth === 'environment') return { kind: 'environment' };
  const profile = text(reader, at(place, 'profile'));
  if (profile === undefined) problem(reader, place.path, 'needs a profile (of ~/.aws/config).');
  return { kind: 'profile', profile: profile ?? '' };
};

/** Empty where there is none to ask for: an instance with a base has no start URL. */
const startUrlOf = (reader: Reader, place: Place, base: BaseSource | undefined): string => {
  if (base !== undefined) return '';
  const startUrl = text(reader, at(place, 'start_url'));
  if (startUrl === undefined) {
    problem(reader, place.path, 'needs a start_url.');
    return '';
  }
  const checked = parseStartUrl(startUrl, true);
  if (checked.kind !== 'refused') return checked.url;
  problem(reader, at(place, 'start_url').path, `is no start URL: ${checked.reason}`);
  return '';
};

/** AWS gives keys a session of a quarter of an hour to one and a half days. */
const sessionOf = (reader: Reader, place: Place, base: BaseSource | undefined): number => {
  const span = hoursOf(reader, place);
  if (base?.kind !== 'keys') return span ?? 8 * hour;
  if (span !== undefined && (span < hour / 4 || span > 36 * hour))
    problem(reader, place.path, 'must be from 0.25 to 36 hours.');
  return span ?? 12 * hour;
};

const refuseFaultyChains = (reader: Reader, place: Place, instance: InstanceConfig): void => {
  for (const { role, kind, text: chain } of chainFaults(instance)) {
    const path = [...place.path, 'accounts', role.accountId, 'roles', role.roleName, 'via'];
    const message =
      kind === 'loop' ? `goes round in a loop: ${chain}.` : `names no role of this instance: ${chain}.`;
    problem(reader, path, message);
  }
};

export const instanceOf = (given: Given, name: string, place: Place): InstanceConfig => {
  const { reader } = given;
  if (!isInstanceName(name))
    problem(reader, place.path, 'is not a good instance name: letters, digits and _.@+- only.');
  const base = baseOf(given, name, place);
  const startUrl = startUrlOf(reader, place, base);
  const region = regionOf(reader, at(place, 'region'));
  if (region === undefined && isAbsent(at(place, 'region')))
    problem(
      reader,
      place.path,
      `needs a region (${base === undefined ? 'where Identity Center is' : 'whose STS is asked'}).`,
    );
  const context: Context = { ...given, base };
  const instance: InstanceConfig = {
    name,
    startUrl,
    region: region ?? '',
    defaultRegion: regionOf(reader, at(place, 'default_region')),
    login: oneOf<LoginFlow>(reader, at(place, 'login'), ['pkce', 'device', 'auto']) ?? 'auto',
    sessionDuration: sessionOf(reader, at(place, 'session_duration'), base),
    base,
    mfa: mfaOf(reader, place),
    browser: browserRefOf(reader, at(place, 'browser')),
    signInBrowser: browserRefOf(reader, at(place, 'sign_in_browser')),
    consoleLink: consoleLinkOf(reader, at(place, 'console_link')),
    accounts: mapping(reader, at(place, 'accounts')).map(([id, account]) => accountOf(context, id, account)),
    profileSettings: settingsOf(reader, at(place, 'profile_settings')),
  };
  refuseFaultyChains(reader, place, instance);
  return instance;
};
