// Profiles that name a role of Identity Center, in the words of the AWS CLI (`sso_session`, or the older `sso_start_url`)
// or of a tool that puts its own name before them.
import { isRegion } from '../region.ts';
import { isAccountId, isRoleName, sanitize } from '../sanitize.ts';
import { parseStartUrl } from '../start-url.ts';
import { type AwsProfile, type AwsWorld, toolOf } from './aws-profiles.ts';
import {
  type Found,
  type FoundInstance,
  type FoundRole,
  type FoundSection,
  type ImportNote,
  type ImportTool,
  nothingFound,
  settingsOf,
} from './found.ts';

/** The same for the same portal, whoever names it. */
export const portalKey = (startUrl: string, region: string): string => {
  const checked = parseStartUrl(startUrl, true);
  return `${checked.kind === 'refused' ? startUrl : checked.url}|${region}`;
};

/** What people call a portal: the first part of its host, or the directory that its path ends with. */
export const nameOfStartUrl = (startUrl: string): string => {
  const url = URL.canParse(startUrl) ? new URL(startUrl) : undefined;
  const [label = ''] = url?.hostname.split('.') ?? [];
  const tail = url?.pathname
    .split('/')
    .filter((part) => part !== '' && part !== 'start')
    .at(-1);
  return tail ?? (label === '' ? 'sso' : label);
};

/** What `rolecall` needs no more, or says in other words. */
const told = /^(?:(?:granted_)?sso_\w+|(?:common_fate|granted)_generated_from|credential_process)$/;

/** Undefined for one that must not move: `[default]`, and one with keys. */
export const sectionOf = (
  profile: AwsProfile,
  isTold: (key: string) => boolean,
): FoundSection | undefined => {
  if (profile.name === 'default' || profile.hasKeys) return undefined;
  return {
    header: profile.header,
    line: profile.line,
    settings: [...profile.values].filter(([key]) => !isTold(key)),
    isManaged: profile.isManaged,
  };
};

export type SsoRole = {
  readonly instance: FoundInstance;
  /** Undefined for a profile that only signs in. */
  readonly role: { readonly accountId: string; readonly roleName: string } | undefined;
};

/** What is missing or wrong, as the end of a sentence; undefined for a profile of another kind. */
export const ssoRoleOf = (world: AwsWorld, profile: AwsProfile): SsoRole | string | undefined => {
  const tool = toolOf(profile);
  const value = (name: string): string | undefined =>
    profile.values.get(`granted_${name}`) ?? profile.values.get(name);
  const sessionName = value('sso_session');
  const session = sessionName === undefined ? undefined : world.sessions.get(sessionName);
  const startUrl = session?.values.get('sso_start_url') ?? value('sso_start_url');
  const region = session?.values.get('sso_region') ?? value('sso_region');
  if (tool === undefined || (startUrl === undefined && sessionName === undefined)) return undefined;
  if (sessionName !== undefined && session === undefined && startUrl === undefined)
    return `there is no [sso-session ${sanitize(sessionName, 64)}]`;
  if (startUrl === undefined || region === undefined) return 'sso_start_url or sso_region is missing';
  const key = portalKey(startUrl, region);
  const origin = { file: profile.file, line: (session ?? profile).line };
  const name = session?.name ?? nameOfStartUrl(startUrl);
  const instance = { tool, key, name, startUrl, region, settings: new Map(), origin };
  const [accountId, roleName] = [value('sso_account_id'), value('sso_role_name')];
  if (accountId === undefined && roleName === undefined) return { instance, role: undefined };
  const padded = /^\d{1,12}$/.test(accountId ?? '') ? (accountId ?? '').padStart(12, '0') : '';
  if (!isAccountId(padded)) return 'sso_account_id is no account id';
  if (!isRoleName(roleName ?? '')) return 'sso_role_name is no name of a role';
  return { instance, role: { accountId: padded, roleName: roleName ?? '' } };
};

const roleOf = (profile: AwsProfile, { instance, role }: SsoRole): FoundRole | undefined => {
  if (role === undefined) return undefined;
  const region = profile.values.get('region');
  return {
    tool: instance.tool,
    instance: instance.key,
    ...role,
    profile: profile.name === 'default' ? undefined : profile.name,
    settings: settingsOf({ region: region !== undefined && isRegion(region) ? region : undefined }),
    origin: { file: profile.file, line: profile.line },
    section: sectionOf(profile, (key) => told.test(key)),
  };
};

/** The instances and roles that a tool's profiles name. */
export const foundSsoProfiles = (world: AwsWorld, tool: ImportTool): Found => {
  const instances: FoundInstance[] = [];
  const roles: FoundRole[] = [];
  const notes: ImportNote[] = [];
  for (const profile of world.profiles.filter((candidate) => toolOf(candidate) === tool)) {
    const found = ssoRoleOf(world, profile);
    if (found === undefined) continue;
    const origin = { file: profile.file, line: profile.line };
    if (typeof found === 'string') {
      notes.push({ tool, origin, text: `[${sanitize(profile.header, 128)}] is left alone: ${found}.` });
      continue;
    }
    instances.push(found.instance);
    const role = roleOf(profile, found);
    if (role !== undefined) roles.push(role);
    if (profile.name === 'default' && role === undefined) continue;
    if (profile.name === 'default')
      notes.push({ tool, origin, text: '[default] names a role too; it stays where it is.' });
  }
  return { ...nothingFound, instances, roles, notes };
};
