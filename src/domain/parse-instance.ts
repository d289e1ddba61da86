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
import { chainKeys, chainOf } from './parse-chain.ts';
import { chainFaults } from './role-chain.ts';
import { isAccountId, isRoleName } from './sanitize.ts';
import { parseStartUrl } from './start-url.ts';

type Context = { readonly reader: Reader; readonly hasBase: boolean };

const roleOf = ({ reader, hasBase }: Context, name: string, place: Place): RoleConfig => {
  if (!isRoleName(name))
    problem(reader, place.path, 'is not a role name (letters, digits and +=,.@_- only).');
  mapping(reader, place, ['profile', 'region', 'tags', ...chainKeys]);
  return {
    name,
    profile: text(reader, at(place, 'profile')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
    chain: chainOf(reader, place, hasBase),
  };
};

const accountOf = (context: Context, id: string, place: Place): AccountConfig => {
  const { reader } = context;
  if (!isAccountId(id)) problem(reader, place.path, 'is not an account id: 12 digits, in quotes.');
  mapping(reader, place, ['name', 'region', 'tags', 'roles']);
  return {
    id,
    name: text(reader, at(place, 'name')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
    roles: mapping(reader, at(place, 'roles')).map(([name, role]) => roleOf(context, name, role)),
  };
};

const instanceNameForm = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}$/;

/** Instance names go into keys, profile lines and arguments: letters, digits and `_.@+-`, not first a `-`. */
export const isInstanceName = (name: string): boolean => instanceNameForm.test(name);

const auths = ['identity_center', 'profile', 'environment'] as const;

const commonKeys = ['auth', 'region', 'default_region', 'accounts'];

const keysOf: Readonly<Record<(typeof auths)[number], readonly string[]>> = {
  identity_center: [...commonKeys, 'start_url', 'login', 'session_duration'],
  profile: [...commonKeys, 'profile'],
  environment: commonKeys,
};

const baseOf = (reader: Reader, place: Place): BaseSource | undefined => {
  const auth = oneOf(reader, at(place, 'auth'), auths) ?? 'identity_center';
  mapping(reader, place, keysOf[auth]);
  if (auth === 'identity_center') return undefined;
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

const refuseFaultyChains = (reader: Reader, place: Place, instance: InstanceConfig): void => {
  for (const { role, kind, text: chain } of chainFaults(instance)) {
    const path = [...place.path, 'accounts', role.accountId, 'roles', role.roleName, 'via'];
    const message =
      kind === 'loop' ? `goes round in a loop: ${chain}.` : `names no role of this instance: ${chain}.`;
    problem(reader, path, message);
  }
};

export const instanceOf = (reader: Reader, name: string, place: Place): InstanceConfig => {
  if (!isInstanceName(name))
    problem(reader, place.path, 'is not a good instance name: letters, digits and _.@+- only.');
  const base = baseOf(reader, place);
  const startUrl = startUrlOf(reader, place, base);
  const region = regionOf(reader, at(place, 'region'));
  if (region === undefined && isAbsent(at(place, 'region')))
    problem(
      reader,
      place.path,
      `needs a region (${base === undefined ? 'where Identity Center is' : 'whose STS is asked'}).`,
    );
  const context: Context = { reader, hasBase: base !== undefined };
  const instance: InstanceConfig = {
    name,
    startUrl,
    region: region ?? '',
    defaultRegion: regionOf(reader, at(place, 'default_region')),
    login: oneOf<LoginFlow>(reader, at(place, 'login'), ['pkce', 'device', 'auto']) ?? 'auto',
    sessionDuration: hoursOf(reader, at(place, 'session_duration')) ?? 8 * hour,
    base,
    accounts: mapping(reader, at(place, 'accounts')).map(([id, account]) => accountOf(context, id, account)),
  };
  refuseFaultyChains(reader, place, instance);
  return instance;
};
