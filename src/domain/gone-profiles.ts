// Profiles of ours whose role is no longer there. Only what is known for sure counts: an instance that was never read
// may well have the role.
import type { AwsProfile } from './aws-profiles.ts';
import type { InstanceConfig } from './config.ts';
import { roleKey } from './role.ts';
import type { RoleList } from './role-list.ts';
import { supportProfilesOf } from './support-access.ts';

export type GoneProfile = {
  readonly profile: string;
  /** A sentence without its full stop. */
  readonly why: string;
};

export type Known = {
  readonly roles: RoleList;
  readonly instances: readonly InstanceConfig[];
  /** Names of the instances whose roles were read in full at least once. */
  readonly read: ReadonlySet<string>;
  /** ms since the epoch */
  readonly now: number;
};

const whyGone = ({ role }: AwsProfile, known: Known, keys: ReadonlySet<string>): string | undefined => {
  if (role === undefined) return undefined;
  const { instance: name, accountId, roleName } = role;
  const instance = known.instances.find((one) => one.name === name);
  if (name === undefined || instance === undefined)
    return name === undefined
      ? `no instance of config.yaml has the role ${accountId}:${roleName}`
      : `config.yaml has no instance ${name}`;
  if (keys.has(roleKey({ instance: name, accountId, roleName }))) return undefined;
  // What an instance with a base has, the config says; of an Identity Center it must have been asked.
  if (instance.base === undefined && !known.read.has(name)) return undefined;
  return `${name} has no role ${accountId}:${roleName} any more`;
};

export const goneProfiles = (profiles: readonly AwsProfile[], known: Known): readonly GoneProfile[] => {
  const keys = new Set(known.roles.map(roleKey));
  const ended = new Set(
    supportProfilesOf(profiles)
      .filter(({ endsAt }) => endsAt <= known.now)
      .map(({ name }) => name),
  );
  return profiles.flatMap((profile) => {
    const why = ended.has(profile.name) ? 'its support access has ended' : whyGone(profile, known, keys);
    return why === undefined ? [] : [{ profile: profile.name, why }];
  });
};
