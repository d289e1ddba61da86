// config.yaml, as nested Maps of strings, to Config. Every problem is kept with its path, so that the adapter can
// say the line; an unknown key is a problem too, since a misspelt key would silently do nothing.
import type { AccountConfig, Config, InstanceConfig, LoginFlow, RoleConfig, TagRule } from './config.ts';
import { defaultProfileTemplate } from './config.ts';
import { hour } from './expiry.ts';
import { isRegion } from './region.ts';
import { isAccountId, isRoleName, lengthLimits, sanitize } from './sanitize.ts';
import { parseStartUrl } from './start-url.ts';
import { noTags, type Tags } from './tag.ts';

/** What YAML gave, read with the failsafe schema: no prototype in the way, no number that lost a zero. */
export type YamlValue = string | null | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;

export type ConfigProblem = { readonly path: readonly string[]; readonly message: string };

type Reader = { readonly problems: ConfigProblem[] };
type Place = { readonly value: YamlValue | undefined; readonly path: readonly string[] };

const problem = (reader: Reader, path: readonly string[], message: string): undefined => {
  reader.problems.push({ path, message });
  return undefined;
};

const at = (place: Place, key: string): Place => ({
  value: place.value instanceof Map ? place.value.get(key) : undefined,
  path: [...place.path, key],
});

const isAbsent = (place: Place): boolean =>
  place.value === undefined || place.value === null || place.value === '';

const mapping = (
  reader: Reader,
  place: Place,
  known?: readonly string[],
): readonly (readonly [string, Place])[] => {
  if (isAbsent(place)) return [];
  if (!(place.value instanceof Map)) {
    problem(reader, place.path, 'must be a mapping (key: value).');
    return [];
  }
  const entries = [...place.value.keys()].map((key) => [String(key), at(place, key)] as const);
  if (known === undefined) return entries;
  for (const [key, entry] of entries) {
    if (!known.includes(key))
      problem(reader, entry.path, `is not a known key. Known here: ${known.join(', ')}.`);
  }
  return entries;
};

const text = (reader: Reader, place: Place): string | undefined => {
  if (isAbsent(place)) return undefined;
  if (typeof place.value !== 'string') return problem(reader, place.path, 'must be a text.');
  return sanitize(place.value, 512);
};

const oneOf = <T extends string>(reader: Reader, place: Place, allowed: readonly T[]): T | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const match = allowed.find((value) => value === found);
  return match ?? problem(reader, place.path, `must be one of ${allowed.join(', ')}.`);
};

const regionOf = (reader: Reader, place: Place): string | undefined => {
  const found = text(reader, place);
  if (found === undefined || isRegion(found)) return found;
  return problem(reader, place.path, `is not an AWS region: ${found}. Expected something like eu-west-1.`);
};

const hoursOf = (reader: Reader, place: Place): number | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const hours = Number(found);
  if (Number.isFinite(hours) && hours >= 0 && hours <= 24 * 366) return hours * hour;
  return problem(reader, place.path, 'must be a number of hours.');
};

const wordsOf = (reader: Reader, place: Place): readonly string[] | undefined => {
  if (isAbsent(place)) return undefined;
  const words = place.value;
  if (Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string'))
    return words;
  return problem(reader, place.path, 'must be a list of words, such as [firefox, "{url}"].');
};

const tagsOf = (reader: Reader, place: Place): Tags => {
  const entries = mapping(reader, place);
  if (entries.length === 0) return noTags;
  const tags: Record<string, string> = Object.create(null);
  for (const [key, entry] of entries) {
    const value = text(reader, entry);
    if (value !== undefined) tags[sanitize(key, lengthLimits.name)] = sanitize(value, lengthLimits.name);
  }
  return tags;
};

const roleOf = (reader: Reader, name: string, place: Place): RoleConfig => {
  if (!isRoleName(name))
    problem(reader, place.path, 'is not a role name (letters, digits and +=,.@_- only).');
  mapping(reader, place, ['profile', 'region', 'tags']);
  return {
    name,
    profile: text(reader, at(place, 'profile')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
  };
};

const accountOf = (reader: Reader, id: string, place: Place): AccountConfig => {
  if (!isAccountId(id)) problem(reader, place.path, 'is not an account id: 12 digits, in quotes.');
  mapping(reader, place, ['name', 'region', 'tags', 'roles']);
  return {
    id,
    name: text(reader, at(place, 'name')),
    region: regionOf(reader, at(place, 'region')),
    tags: tagsOf(reader, at(place, 'tags')),
    roles: mapping(reader, at(place, 'roles')).map(([name, role]) => roleOf(reader, name, role)),
  };
};

const instanceNameForm = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}$/;

/** Instance names go into keys, profile lines and arguments: letters, digits and `_.@+-`, not first a `-`. */
export const isInstanceName = (name: string): boolean => instanceNameForm.test(name);

const instanceKeys = ['start_url', 'region', 'default_region', 'login', 'session_duration', 'accounts'];

const instanceOf = (reader: Reader, name: string, place: Place): InstanceConfig => {
  if (!isInstanceName(name))
    problem(reader, place.path, 'is not a good instance name: letters, digits and _.@+- only.');
  mapping(reader, place, instanceKeys);
  const startUrl = text(reader, at(place, 'start_url'));
  if (startUrl === undefined) problem(reader, place.path, 'needs a start_url.');
  const checked = startUrl === undefined ? undefined : parseStartUrl(startUrl, true);
  if (checked?.kind === 'refused')
    problem(reader, at(place, 'start_url').path, `is no start URL: ${checked.reason}`);
  const region = regionOf(reader, at(place, 'region'));
  if (region === undefined && isAbsent(at(place, 'region')))
    problem(reader, place.path, 'needs a region (where Identity Center is).');
  return {
    name,
    startUrl: checked === undefined || checked.kind === 'refused' ? '' : checked.url,
    region: region ?? '',
    defaultRegion: regionOf(reader, at(place, 'default_region')),
    login: oneOf<LoginFlow>(reader, at(place, 'login'), ['pkce', 'device', 'auto']) ?? 'auto',
    sessionDuration: hoursOf(reader, at(place, 'session_duration')) ?? 8 * hour,
    accounts: mapping(reader, at(place, 'accounts')).map(([id, account]) => accountOf(reader, id, account)),
  };
};

const matchKeys = ['account_name', 'account_id', 'role_name', 'email', 'instance'];

const tagRulesOf = (reader: Reader, place: Place): readonly TagRule[] => {
  if (isAbsent(place)) return [];
  if (!Array.isArray(place.value)) {
    problem(reader, place.path, 'must be a list of rules.');
    return [];
  }
  return place.value.map((value: YamlValue, index) => {
    const rule: Place = { value, path: [...place.path, String(index)] };
    mapping(reader, rule, ['match', 'tags']);
    mapping(reader, at(rule, 'match'), matchKeys);
    return { match: tagsOf(reader, at(rule, 'match')), tags: tagsOf(reader, at(rule, 'tags')) };
  });
};

const secretStoreOf = (reader: Reader, place: Place): Config['secretStore'] => {
  mapping(reader, place, ['backend', 'passphrase_command']);
  return {
    backend: oneOf(reader, at(place, 'backend'), ['auto', 'keychain', 'passphrase']) ?? 'auto',
    passphraseCommand: wordsOf(reader, at(place, 'passphrase_command')),
  };
};

const topKeys = [
  'default_instance',
  'profile_template',
  'instances',
  'tag_rules',
  'catalog_max_age',
  'secret_store',
  'browser',
  'theme',
  'default_action',
];

/** Reads a whole configuration. With any problem the config is not to be used. */
export const parseConfig = (
  value: YamlValue,
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } => {
  const reader: Reader = { problems: [] };
  const top: Place = { value, path: [] };
  mapping(reader, top, topKeys);
  const instances = mapping(reader, at(top, 'instances')).map(([name, place]) =>
    instanceOf(reader, name, place),
  );
  const defaultInstance = text(reader, at(top, 'default_instance'));
  if (defaultInstance !== undefined && !instances.some((instance) => instance.name === defaultInstance)) {
    problem(reader, ['default_instance'], `names no instance: ${defaultInstance}.`);
  }
  const config: Config = {
    defaultInstance: defaultInstance ?? instances[0]?.name,
    profileTemplate: text(reader, at(top, 'profile_template')) ?? defaultProfileTemplate,
    instances,
    tagRules: tagRulesOf(reader, at(top, 'tag_rules')),
    catalogMaxAge: hoursOf(reader, at(top, 'catalog_max_age')) ?? 24 * hour,
    secretStore: secretStoreOf(reader, at(top, 'secret_store')),
    browser: wordsOf(reader, at(top, 'browser')),
    theme: text(reader, at(top, 'theme')) ?? 'terminal',
    defaultAction: oneOf(reader, at(top, 'default_action'), ['export', 'exec', 'console']) ?? 'export',
  };
  return { config, problems: reader.problems };
};
