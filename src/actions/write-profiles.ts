// What our block of the AWS config should hold for some roles, and what that changes.
import { blockText, managedSections, replaceManagedBlock } from '../domain/aws-ini/managed-block.ts';
import { listSections } from '../domain/aws-ini/section-identity.ts';
import type { WritableSection } from '../domain/aws-ini/writable-section.ts';
import { requireUniqueProfiles } from '../domain/duplicate-profiles.ts';
import { UsageError } from '../domain/errors.ts';
import { isPortableName, portableProfileName } from '../domain/portable-name.ts';
import { type Role, roleArn } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';

export type ProfilesRequest = {
  readonly roles: readonly Role[];
  /** The `credential_process` command of a role. */
  readonly commandFor: (role: Role) => string;
  /** The text of the AWS config, undefined where there is no file. */
  readonly current: string | undefined;
  /** The AWS config's path, for messages. */
  readonly file: string;
  readonly credentialsSections: readonly string[];
  /** Profiles in the block that no given role has stay; else the block holds the given roles only. */
  readonly keepsOthers: boolean;
};

/** Profile names, sorted. */
export type ProfileChanges = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
};

export type ProfilesPlan = {
  /** Our block alone, as it would be written into an empty file. */
  readonly text: string;
  /** The whole file after the change. */
  readonly after: string;
  /** Profiles in the block. */
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

const sectionOf = (role: Role, command: string): WritableSection => ({
  name: `profile ${role.profile}`,
  entries: [
    ['credential_process', command],
    ...(role.region === undefined ? [] : [['region', role.region] as const]),
  ],
});

/** What the block holds now. When it is to be replaced anyway, what cannot be read there does not matter. */
const sectionsNow = ({ current, file, keepsOthers }: ProfilesRequest): readonly WritableSection[] => {
  try {
    return managedSections(current, file).map(({ header, entries }) => ({
      name: header,
      entries: entries.map(({ key, value }) => [key, value] as const),
    }));
  } catch (error) {
    if (keepsOthers) throw error;
    return [];
  }
};

const wantedSections = (
  request: ProfilesRequest,
  now: readonly WritableSection[],
): readonly WritableSection[] => {
  const own = request.roles.map((role) => sectionOf(role, request.commandFor(role)));
  const names = new Set(own.map((section) => section.name));
  const others = request.keepsOthers ? now.filter((section) => !names.has(section.name)) : [];
  return [...own, ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
};

const byProfile = (sections: readonly WritableSection[]): ReadonlyMap<string, string> =>
  new Map(sections.map(({ name, entries }) => [name.replace(/^profile /, ''), JSON.stringify(entries)]));

const changesBetween = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ProfileChanges => ({
  added: [...after.keys()].filter((name) => !before.has(name)),
  changed: [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name)),
  removed: [...before.keys()].filter((name) => !after.has(name)),
});

const warningsFor = (request: ProfilesRequest, profiles: readonly string[]): readonly string[] => {
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

/**
 * One profile a role, sorted by name. Errors: UsageError for names that are not portable or not unique, and for a file
 * that cannot be edited safely.
 */
export const planProfiles = (request: ProfilesRequest): ProfilesPlan => {
  requireUniqueProfiles(request.roles);
  for (const role of request.roles) requirePortable(role);
  const now = sectionsNow(request);
  const sections = wantedSections(request, now);
  const after = byProfile(sections);
  return {
    text: sections.length === 0 ? '' : blockText(sections),
    after: replaceManagedBlock(request.current, sections, request.file),
    count: sections.length,
    changes: changesBetween(byProfile(now), after),
    warnings: warningsFor(request, [...after.keys()]),
  };
};
