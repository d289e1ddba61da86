import { UsageError } from './errors.ts';
import { type Role, roleArn } from './role.ts';
import type { RoleList } from './role-list.ts';

export type DuplicateProfile = { readonly profile: string; readonly roles: readonly Role[] };

/** Profile names that more than one role has, sorted by name. */
export const findDuplicates = (roles: RoleList): readonly DuplicateProfile[] => {
  const byProfile = new Map<string, Role[]>();
  for (const role of roles) {
    const same = byProfile.get(role.profile);
    if (same === undefined) byProfile.set(role.profile, [role]);
    else same.push(role);
  }
  return [...byProfile]
    .filter(([, same]) => same.length > 1)
    .map(([profile, same]) => ({ profile, roles: same }))
    .sort((a, b) => (a.profile < b.profile ? -1 : 1));
};

const described = (role: Role): string =>
  `  ${roleArn(role)}  (${role.accountName}, instance ${role.instance})`;

/** Errors: UsageError that names the roles of the first shared profile name, and how to tell them apart. */
export const requireUniqueProfiles = (roles: RoleList): void => {
  const duplicates = findDuplicates(roles);
  const [first] = duplicates;
  if (first === undefined) return;
  const more =
    duplicates.length > 1 ? `\n${duplicates.length - 1} more names are shared in the same way.` : '';
  throw new UsageError(
    `${first.roles.length} roles would have the profile name ${first.profile}:\n${first.roles.map(described).join('\n')}${more}`,
    [
      'Put what tells them apart into profile_template in config.yaml, such as:',
      '  profile_template: "{{ account_name | slug }}-{{ account_id }}-{{ role_name }}"',
      'or give one of them a name of its own (instances: ... accounts: ... roles: ROLE: {profile: NAME}),',
      'or have such names told apart by a suffix: profiles: {unique: suffix}.',
      'See what a template makes of your roles with: rolecall profiles preview',
    ].join('\n'),
  );
};
