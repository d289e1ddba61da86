// Profiles with `role_arn`: roles that are assumed, from a role of Identity Center, from lasting keys, or from each other.
import { isRegion } from '../region.ts';
import { isAccountId, sanitize } from '../sanitize.ts';
import { type AwsProfile, type AwsWorld, toolOf } from './aws-profiles.ts';
import {
  type Found,
  type FoundRole,
  type ImportNote,
  type ImportTool,
  nothingFound,
  settingsOf,
} from './found.ts';
import { awsSsoRole, ownRole } from './program-roles.ts';
import { sectionOf, ssoRoleOf } from './sso-profiles.ts';

/** What a profile leads to. */
export type Base = {
  readonly tool: ImportTool;
  readonly instance: string;
  /** Undefined: the instance's own keys. */
  readonly role: { readonly accountId: string; readonly roleName: string } | undefined;
};

const deepest = 20;

const arnForm = /^arn:[a-z-]+:iam::(\d{12}):role((?:\/[\w+=,.@-]+)*\/)([\w+=,.@-]{1,64})$/;

export const keysKey = (section: string): string => `keys:${section}`;

/** A value of the profile, or of those that it includes (aws-vault's `include_profile`). */
export const includedValue = (world: AwsWorld, profile: AwsProfile, key: string): string | undefined => {
  let at: AwsProfile | undefined = profile;
  for (let depth = 0; depth < deepest && at !== undefined; depth += 1) {
    const value = at.values.get(key);
    if (value !== undefined && value !== '') return value;
    const next: string | undefined = at.values.get('include_profile');
    at = next === undefined ? undefined : world.byName.get(next);
  }
  return undefined;
};

/** Flags of aws-vault that take a value, which is not the profile then. */
const valued = [
  '--duration',
  '-d',
  '--region',
  '--mfa-token',
  '-t',
  '--prompt',
  '--backend',
  '--format',
  '--stdout',
];

/** Whose keys `aws-vault exec NAME --json` or `aws-vault export NAME` gives. */
export const vaultProfile = ({ words }: AwsProfile): string | undefined => {
  const at = words.findIndex((word) => /^(?:exec|export|e)$/.test(word));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1);
  return rest.find((word, index) => !word.startsWith('-') && !valued.includes(rest[index - 1] ?? ''));
};

const sourceOf = (world: AwsWorld, profile: AwsProfile): string | undefined =>
  includedValue(world, profile, 'source_profile') ??
  (toolOf(profile) === 'aws-vault' ? vaultProfile(profile) : undefined);

/** Where the profile's own keys, or those of the vault under its name, are. */
const keysOf = (world: AwsWorld, name: string): Base => ({
  tool: world.keys.has(name) ? 'credentials' : 'aws-vault',
  instance: keysKey(name),
  role: undefined,
});

/** What a profile leads to that rolecall or aws-sso-cli answers. */
const programRole = (world: AwsWorld, name: string): Base | undefined => {
  const profile = world.byName.get(name);
  const own = world.own.get(name) ?? (profile === undefined ? undefined : ownRole(profile));
  if (own !== undefined) {
    const { instance, accountId, roleName } = own;
    const isUser = world.ownUsers.has(`${instance.replace(/^rolecall:/, '')}/${accountId}/${roleName}`);
    return isUser
      ? { tool: 'credentials', instance, role: undefined }
      : { tool: 'aws-cli', instance, role: { accountId, roleName } };
  }
  if (profile === undefined || toolOf(profile) !== 'aws-sso-cli') return undefined;
  const role = awsSsoRole(profile, world.awsSsoInstance);
  return role === undefined ? undefined : { tool: 'aws-sso-cli', instance: role.instance, role };
};

/** Why it cannot be told, as the end of a sentence, or what the profile of that name leads to. */
const baseOf = (world: AwsWorld, name: string, seen: readonly string[]): Base | string => {
  if (seen.includes(name) || seen.length > deepest) return 'its source_profile goes round in a loop';
  const profile = world.byName.get(name);
  const program = programRole(world, name);
  if (program !== undefined) return program;
  if (profile === undefined)
    return world.keys.has(name) ? keysOf(world, name) : `there is no profile ${sanitize(name, 64)}`;
  const sso = ssoRoleOf(world, profile);
  if (typeof sso === 'string') return sso;
  if (sso?.role !== undefined) return { tool: sso.instance.tool, instance: sso.instance.key, role: sso.role };
  if (profile.words.length > 0 && toolOf(profile) !== 'aws-vault')
    return `the credentials of ${sanitize(name, 64)} come from a program`;
  const assumed = assumedBy(world, profile, seen);
  if (assumed !== undefined) return assumed;
  const alias = sourceOf(world, profile);
  return alias !== undefined && alias !== name ? baseOf(world, alias, [...seen, name]) : keysOf(world, name);
};

const assumedBy = (
  world: AwsWorld,
  profile: AwsProfile,
  seen: readonly string[],
): Base | string | undefined => {
  const [, accountId, , roleName] = arnForm.exec(includedValue(world, profile, 'role_arn') ?? '') ?? [];
  if (accountId === undefined || roleName === undefined) return undefined;
  const base = sourceBase(world, profile, seen);
  return typeof base === 'string' ? base : { ...base, role: { accountId, roleName } };
};

/** What the role of a profile is assumed from. */
const sourceBase = (world: AwsWorld, profile: AwsProfile, seen: readonly string[]): Base | string => {
  if (profile.values.has('credential_source'))
    return 'credential_source is for machines (auth: environment does the same)';
  if (profile.values.has('web_identity_token_file'))
    return 'a web identity is for machines (auth: environment does the same)';
  const source = sourceOf(world, profile);
  // Without a source, or with itself as one, the profile's own keys are meant.
  if (source === undefined || source === profile.name) return keysOf(world, profile.name);
  return baseOf(world, source, [...seen, profile.name]);
};

const minutesOf = (seconds: string | undefined, most: number): string | undefined => {
  const minutes = Number(seconds) / 60;
  return Number.isInteger(minutes) && minutes >= 15 && minutes <= most ? String(minutes) : undefined;
};

const told = [
  'role_arn',
  'source_profile',
  'include_profile',
  'external_id',
  'role_session_name',
  'duration_seconds',
  'mfa_serial',
  'credential_process',
];

type Assumed = { readonly role: FoundRole; readonly notes: readonly ImportNote[] };

const assumedRole = (world: AwsWorld, profile: AwsProfile, base: Base): Assumed | undefined => {
  const value = (key: string): string | undefined => includedValue(world, profile, key);
  const [, accountId = '', path = '/', roleName = ''] = arnForm.exec(value('role_arn') ?? '') ?? [];
  if (!isAccountId(accountId)) return undefined;
  const isVia = base.role !== undefined;
  const [seconds, serial, region] = [value('duration_seconds'), value('mfa_serial'), value('region')];
  const duration = minutesOf(seconds, isVia ? 60 : 720);
  const origin = { file: profile.file, line: profile.line };
  const lost = (text: string): ImportNote => ({
    tool: base.tool,
    origin,
    text: `[${sanitize(profile.header, 128)}]: ${text}`,
  });
  const notes = [
    ...(seconds !== undefined && duration === undefined
      ? [
          lost(
            `duration_seconds = ${sanitize(seconds, 20)} has no counterpart (AWS allows ${isVia ? 'an hour' : '12 hours'} at most, and whole minutes are kept).`,
          ),
        ]
      : []),
    ...(serial !== undefined && isVia
      ? [lost('mfa_serial is not carried over: a role that another role assumes has no MFA device.')]
      : []),
  ];
  const settings = settingsOf({
    via: base.role === undefined ? undefined : `${base.role.accountId}/${base.role.roleName}`,
    path: path === '/' ? undefined : path,
    external_id: value('external_id'),
    session_name: value('role_session_name'),
    mfa_serial: isVia ? undefined : serial,
    duration,
    region: region !== undefined && isRegion(region) ? region : undefined,
  });
  const section = sectionOf(profile, (key) => told.includes(key));
  const isDefault = profile.name === 'default';
  const role: FoundRole = {
    tool: base.tool,
    instance: base.instance,
    accountId,
    roleName,
    profile: isDefault ? undefined : profile.name,
    settings,
    origin,
    section: notes.length > 0 ? undefined : section,
  };
  return { role, notes };
};

/** The roles that a tool's profiles assume: it is the tool whose credentials they begin with. */
export const foundAssumedRoles = (world: AwsWorld, tool: ImportTool): Found => {
  const roles: FoundRole[] = [];
  const notes: ImportNote[] = [];
  for (const profile of world.profiles) {
    if (includedValue(world, profile, 'role_arn') === undefined) continue;
    const base = sourceBase(world, profile, []);
    const origin = { file: profile.file, line: profile.line };
    const skip = (why: string): void =>
      void notes.push({ tool, origin, text: `[${sanitize(profile.header, 128)}] is left alone: ${why}.` });
    if (typeof base === 'string') {
      if (tool === 'aws-cli') skip(base);
      continue;
    }
    if (base.tool !== tool) continue;
    const assumed = assumedRole(world, profile, base);
    if (assumed === undefined) skip('its role_arn is not the ARN of a role');
    else {
      roles.push(assumed.role);
      notes.push(...assumed.notes);
    }
  }
  return { ...nothingFound, roles, notes };
};
