// Roles as sections of the AWS config. `process` asks rolecall for credentials; `sso` needs nothing of rolecall's: the
// AWS CLI and SDKs sign in by themselves, and keep what they get in a cache of their own.
import type { IniSection } from './aws-ini/parse-aws-ini.ts';
import { identitiesOf } from './aws-ini/section-identity.ts';
import type { WritableSection } from './aws-ini/writable-section.ts';
import type { ChainConfig, InstanceConfig, ProfileStyle } from './config.ts';
import { UsageError } from './errors.ts';
import { isPortableName } from './portable-name.ts';
import { type Role, type RoleId, roleArn } from './role.ts';
import { chainTo, pluginOf } from './role-chain.ts';
import type { RoleList } from './role-list.ts';
import { sanitize } from './sanitize.ts';
import { parseStartUrl } from './start-url.ts';

type Entry = readonly [key: string, value: string];

export type SectionsRequest = {
  readonly roles: RoleList;
  /** The profile of a role that will be there, written now or before: a chained role begins with one. */
  readonly profileOf: (role: RoleId) => string | undefined;
  readonly style: ProfileStyle;
  /** The `credential_process` command of a role. */
  readonly commandFor: (role: Role) => string;
  /** What else stands in a role's profile. */
  readonly settingsOf: (role: Role) => readonly Entry[];
  readonly instances: readonly InstanceConfig[];
  /** Sections that are not ours. */
  readonly foreign: readonly IniSection[];
};

export type Sections = {
  readonly sections: readonly WritableSection[];
  /** Which profiles could not be written in the wanted style, and why, a sentence each. */
  readonly notes: readonly string[];
};

type Native = { readonly kind: 'native'; readonly entries: readonly Entry[] };
type Refused = { readonly kind: 'refused'; readonly why: string };

const sessionName = (instance: InstanceConfig): string => {
  if (isPortableName(instance.name)) return instance.name;
  throw new UsageError(
    `${sanitize(instance.name, 128)} cannot be the name of an sso-session for every AWS SDK.`,
    'Give the instance another name in config.yaml, or write its profiles with --style process.',
  );
};

const chainEntries = (role: Role, chain: ChainConfig, source: string): readonly Entry[] => [
  ['role_arn', roleArn(role)],
  ['source_profile', source],
  ...(chain.externalId === undefined ? [] : [['external_id', chain.externalId] as const]),
  ...(chain.sessionName === undefined ? [] : [['role_session_name', chain.sessionName] as const]),
  ...(chain.duration === undefined ? [] : [['duration_seconds', String(chain.duration / 1000)] as const]),
];

const nativeOf = (role: Role, request: SectionsRequest): Native | Refused => {
  const instance = request.instances.find(({ name }) => name === role.instance);
  if (instance === undefined || instance.base !== undefined)
    return { kind: 'refused', why: `${role.instance} is no Identity Center` };
  if (pluginOf(instance, role) !== undefined)
    return { kind: 'refused', why: 'a plugin gives its credentials' };
  const chain = chainTo(instance, role);
  if (chain === undefined)
    return {
      kind: 'native',
      entries: [
        ['sso_session', sessionName(instance)],
        ['sso_account_id', role.accountId],
        ['sso_role_name', role.roleName],
      ],
    };
  if (chain.sourceIdentity !== undefined)
    return { kind: 'refused', why: 'the AWS config has no setting for a source identity' };
  const { via } = chain;
  const source = via && request.profileOf({ ...via, instance: role.instance });
  return source === undefined
    ? { kind: 'refused', why: 'the role that assumes it has no profile' }
    : { kind: 'native', entries: chainEntries(role, chain, source) };
};

const withSettings = (
  role: Role,
  entries: readonly Entry[],
  settings: readonly Entry[],
): readonly Entry[] => {
  const own = new Map<string, string>(settings);
  const region = own.get('region') ?? role.region;
  own.delete('region');
  return [...entries, ...(region === undefined ? [] : [['region', region] as const]), ...own];
};

const sessionEntries = (instance: InstanceConfig): readonly Entry[] => [
  ['sso_start_url', instance.startUrl],
  ['sso_region', instance.region],
  ['sso_registration_scopes', 'sso:account:access'],
];

/** A session that the user has already, and that is the same one, is used as it is. */
const isThere = (instance: InstanceConfig, foreign: readonly IniSection[]): boolean => {
  const wanted = `sso-session ${instance.name}`;
  const found = foreign.find(({ header }) => identitiesOf(header).has(wanted));
  const settingOf = (key: string): string => found?.entries.find((entry) => entry.key === key)?.value ?? '';
  const url = parseStartUrl(settingOf('sso_start_url'), true);
  return (
    found !== undefined &&
    settingOf('sso_region') === instance.region &&
    url.kind !== 'refused' &&
    url.url === instance.startUrl
  );
};

const sessionsFor = (names: ReadonlySet<string>, request: SectionsRequest): readonly WritableSection[] =>
  request.instances
    .filter((instance) => names.has(instance.name) && !isThere(instance, request.foreign))
    .map((instance) => ({ name: `sso-session ${instance.name}`, entries: sessionEntries(instance) }));

const noteText = (why: string, profiles: readonly string[]): string => {
  const shown =
    profiles.slice(0, 3).join(', ') + (profiles.length > 3 ? `, ${profiles.length - 3} more` : '');
  const subject =
    profiles.length === 1 ? `Profile ${shown} stays` : `${profiles.length} profiles (${shown}) stay`;
  return `${subject} with credential_process: ${why}.`;
};

/** One profile a role, in the order of the roles, then the sessions that these need. */
export const sectionsFor = (request: SectionsRequest): Sections => {
  const sessions = new Set<string>();
  const refused = new Map<string, string[]>();
  const byProcess = (role: Role): readonly Entry[] => [['credential_process', request.commandFor(role)]];
  const originOf = (role: Role): readonly Entry[] => {
    if (request.style === 'process') return byProcess(role);
    const native = nativeOf(role, request);
    if (native.kind === 'native') {
      if (native.entries[0]?.[0] === 'sso_session') sessions.add(role.instance);
      return native.entries;
    }
    refused.set(native.why, [...(refused.get(native.why) ?? []), role.profile]);
    return byProcess(role);
  };
  const profiles = request.roles.map((role) => ({
    name: `profile ${role.profile}`,
    entries: withSettings(role, originOf(role), request.settingsOf(role)),
  }));
  return {
    sections: [...profiles, ...sessionsFor(sessions, request)],
    notes: [...refused].map(([why, names]) => noteText(why, names)),
  };
};
