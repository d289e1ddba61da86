// What our sections of the AWS config should be for some roles, and what that changes.
import { blockText, managedSections } from '../domain/aws-ini/managed-block.ts';
import { markedSections, markedText } from '../domain/aws-ini/marked-sections.ts';
import type { IniSection } from '../domain/aws-ini/parse-aws-ini.ts';
import { listSections } from '../domain/aws-ini/section-identity.ts';
import type { WritableSection } from '../domain/aws-ini/writable-section.ts';
import type { InstanceConfig, ProfileStyle } from '../domain/config.ts';
import { requireUniqueProfiles } from '../domain/duplicate-profiles.ts';
import { UsageError } from '../domain/errors.ts';
import { foreignSections, ownSections, type ProfileLayout, withOwnSections } from '../domain/own-sections.ts';
import { isPortableName, portableProfileName } from '../domain/portable-name.ts';
import { sectionsFor } from '../domain/profile-sections.ts';
import { profileUsers } from '../domain/profile-users.ts';
import { type Role, type RoleId, roleArn, roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { sanitize } from '../domain/sanitize.ts';

/** The file as it is, and how ours lie in it. */
export type ProfilesFile = {
  /** The text of the AWS config, undefined where there is no file. */
  readonly current: string | undefined;
  /** The AWS config's path, for messages. */
  readonly file: string;
  readonly credentialsSections: readonly string[];
  /** One block, unless given. */
  readonly layout?: ProfileLayout | undefined;
};

export type ProfilesRequest = ProfilesFile & {
  readonly roles: RoleList;
  /** The `credential_process` command of a role. */
  readonly commandFor: (role: Role) => string;
  /** Profiles of ours that no given role has stay; else there are those of the given roles only. */
  readonly keepsOthers: boolean;
  /** Profiles of ours that stay in any case, since nobody knows whether their role is gone. */
  readonly kept?: ReadonlySet<string> | undefined;
  /** Profiles of ours that go in any case: their time is over. */
  readonly ended?: ReadonlySet<string> | undefined;
  /** `process` unless given. */
  readonly style?: ProfileStyle | undefined;
  /** What else stands in a role's profile. */
  readonly settingsOf?: ((role: Role) => readonly (readonly [string, string])[]) | undefined;
  readonly instances?: readonly InstanceConfig[] | undefined;
  /** The role that `[default]` is to be; undefined = none. */
  readonly defaultRole?: Role | undefined;
  /** Every role that is known; the given ones unless told. */
  readonly allRoles?: RoleList | undefined;
};

/** Profile names, sorted. */
export type ProfileChanges = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Those that are ours already lie otherwise afterwards: in one block, or as marked sections. */
  readonly moved: ProfileLayout | undefined;
};

export type ProfilesPlan = {
  /** Our sections alone, as they would be written into an empty file. */
  readonly text: string;
  /** The whole file after the change. */
  readonly after: string;
  /** Profiles of ours. */
  readonly count: number;
  readonly changes: ProfileChanges;
  /** What is worth knowing but stops nothing, one sentence each. */
  readonly warnings: readonly string[];
};

const requirePortable = (role: Role): void => {
  if (isPortableName(role.profile)) return;
  throw new UsageError(
    `The profile name ${JSON.stringify(sanitize(role.profile, 128))} of ${roleArn(role)} is not one that every AWS SDK reads.`,
    `Choose another in config.yaml, such as: profile: ${portableProfileName(role.profile)}`,
  );
};

const asWritable = ({ header, entries }: IniSection): WritableSection => ({
  name: header,
  entries: entries.map(({ key, value }) => [key, value] as const),
});

/** What is ours now. When it is to be replaced anyway, what cannot be read there does not matter. */
const sectionsNow = ({ current, file }: ProfilesFile, isNeeded: boolean): readonly WritableSection[] => {
  try {
    return ownSections(current, file).map(asWritable);
  } catch (error) {
    if (isNeeded) throw error;
    return [];
  }
};

const isSession = ({ name }: WritableSection): boolean => name.startsWith('sso-session ');

/** Sessions that nobody names any more go; one that a profile of the user's names stays. */
const withoutIdleSessions = (
  sections: readonly WritableSection[],
  foreign: readonly IniSection[],
): readonly WritableSection[] => {
  const entries = [
    ...sections.map((section) => section.entries),
    ...foreign.map((section) => section.entries.map(({ key, value }) => [key, value] as const)),
  ].flat();
  const used = new Set(entries.filter(([key]) => key === 'sso_session').map(([, value]) => value));
  return sections.filter(
    (section) => !isSession(section) || used.has(section.name.slice('sso-session '.length)),
  );
};

const profileName = (section: string): string => section.replace(/^profile /, '');

const byProfile = (sections: readonly WritableSection[]): ReadonlyMap<string, string> =>
  new Map(
    sections
      .filter((section) => !isSession(section))
      .map(({ name, entries }) => [profileName(name), JSON.stringify(entries)]),
  );

const changesBetween = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Omit<ProfileChanges, 'moved'> => ({
  added: [...after.keys()].filter((name) => !before.has(name)),
  changed: [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name)),
  removed: [...before.keys()].filter((name) => !after.has(name)),
});

/** What of ours does not lie there in this layout. */
const isElsewhere = ({ current, file }: ProfilesFile, layout: ProfileLayout): boolean => {
  try {
    const others = layout === 'block' ? markedSections(current, file) : managedSections(current, file);
    return others.length > 0;
  } catch {
    return false;
  }
};

const shadowWarnings = (request: ProfilesFile, profiles: readonly string[]): readonly string[] => {
  const inCredentials = new Set(request.credentialsSections);
  const shadowed = profiles
    .filter((name) => inCredentials.has(name))
    .map((name) => `Profile ${name} is in the credentials file too: the keys there win over rolecall's.`);
  const leaking = listSections(request.current ?? '').includes('DEFAULT')
    ? [
        'The section [DEFAULT] leaks its settings into every profile that the AWS CLI reads; [default] does not.',
      ]
    : [];
  return [...shadowed, ...leaking];
};

const userWarnings = (foreign: readonly IniSection[], removed: readonly string[]): readonly string[] =>
  profileUsers(foreign, removed).map(
    ({ profile, source }) =>
      `Profile ${profile}, which is not rolecall's, has source_profile = ${source}, which goes.`,
  );

type Wanted = {
  readonly now: readonly WritableSection[];
  readonly sections: readonly WritableSection[];
  readonly foreign: readonly IniSection[];
  readonly notes: readonly string[];
};

const ownText = (sections: readonly WritableSection[], layout: ProfileLayout): string => {
  if (sections.length === 0) return '';
  return layout === 'block' ? blockText(sections) : sections.map((one) => markedText(one)).join('\n');
};

const planOf = (request: ProfilesFile, { now, sections: wanted, foreign, notes }: Wanted): ProfilesPlan => {
  const { current, file, layout = 'block' } = request;
  const names = new Set(wanted.map(({ name }) => name));
  const sessions = now.filter((section) => isSession(section) && !names.has(section.name));
  const sections = withoutIdleSessions([...wanted, ...sessions], foreign).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const after = byProfile(sections);
  const moved = isElsewhere(request, layout) ? layout : undefined;
  const changes = { ...changesBetween(byProfile(now), after), moved };
  return {
    text: ownText(sections, layout),
    after: withOwnSections(current, { sections, layout, file }),
    count: after.size,
    changes,
    warnings: [
      ...notes,
      ...shadowWarnings(request, [...after.keys()]),
      ...userWarnings(foreign, changes.removed),
    ],
  };
};

/** The profile that a role has among those that are written now, or that stay. */
const profilesByRole = (
  { roles, allRoles = roles }: ProfilesRequest,
  kept: readonly WritableSection[],
): ((role: RoleId) => string | undefined) => {
  const written = new Map(roles.map((role) => [roleKey(role), role.profile]));
  const names = new Set(kept.map(({ name }) => name));
  const known =
    kept.length === 0 ? undefined : new Map(allRoles.map((role) => [roleKey(role), role.profile]));
  return (role) => {
    const own = written.get(roleKey(role));
    const other = known?.get(roleKey(role));
    return own ?? (other !== undefined && names.has(`profile ${other}`) ? other : undefined);
  };
};

const wantedOf = (request: ProfilesRequest): Wanted => {
  const { roles, defaultRole, keepsOthers, current, file } = request;
  const { style = 'process', settingsOf = () => [], instances = [] } = request;
  const now = sectionsNow(request, keepsOthers);
  const foreign = foreignSections(current, file);
  const own = new Set(roles.map(({ profile }) => `profile ${profile}`));
  if (defaultRole !== undefined) own.add('default');
  const stays = (name: string): boolean =>
    request.ended?.has(profileName(name)) !== true &&
    (keepsOthers || request.kept?.has(profileName(name)) === true);
  const kept = now.filter(({ name }) => stays(name) && !own.has(name));
  const profileOf = profilesByRole(request, kept);
  const context = { profileOf, style, commandFor: request.commandFor, settingsOf, instances, foreign };
  const made = sectionsFor({ ...context, roles });
  const asDefault = defaultRole === undefined ? undefined : sectionsFor({ ...context, roles: [defaultRole] });
  const defaults = (asDefault?.sections ?? []).map((section) =>
    isSession(section) ? section : { ...section, name: 'default' },
  );
  const all = new Map([...kept, ...made.sections, ...defaults].map((section) => [section.name, section]));
  return { now, foreign, sections: [...all.values()], notes: made.notes };
};

/**
 * One profile a role, sorted by name. Errors: UsageError for names that are not portable or not unique, and for a file
 * that cannot be edited safely.
 */
export const planProfiles = (request: ProfilesRequest): ProfilesPlan => {
  requireUniqueProfiles(request.roles);
  for (const role of request.roles) requirePortable(role);
  return planOf(request, wantedOf(request));
};

/** The file without these profiles of ours; `default` is one of them. Errors: UsageError, as `planProfiles`. */
export const planRemoval = (request: ProfilesFile, profiles: ReadonlySet<string>): ProfilesPlan => {
  const now = sectionsNow(request, true);
  return planOf(request, {
    now,
    foreign: foreignSections(request.current, request.file),
    sections: now.filter((section) => isSession(section) || !profiles.has(profileName(section.name))),
    notes: [],
  });
};
