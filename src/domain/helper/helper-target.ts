// What a profile of the helper stands for among what rolecall knows: one of its roles, or a profile of the AWS files.
import type { Config, InstanceConfig } from '../config.ts';
import { type Role, roleArn } from '../role.ts';
import type { RoleList } from '../role-list.ts';
import { rolesWith } from '../role-lookup.ts';
import type { HelperConfig, HelperProfile } from './helper-config.ts';

export type HelperTarget =
  | { readonly kind: 'role'; readonly role: Role; readonly profile: HelperProfile | undefined }
  | { readonly kind: 'aws-profile'; readonly name: string; readonly profile: HelperProfile | undefined }
  /** `why` and `next` are sentences. */
  | { readonly kind: 'none'; readonly why: string; readonly next: string };

export type Known = {
  readonly helper: HelperConfig;
  readonly config: Config;
  readonly roles: RoleList;
};

const none = (why: string, next: string): HelperTarget => ({ kind: 'none', why, next });

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The instance that signs in there, where there is one. */
export const instanceAt = ({ instances }: Config, startUrl: string): InstanceConfig | undefined =>
  instances.find((one) => withoutSlash(one.startUrl) === withoutSlash(startUrl));

/** What to call one that signs in there: as it is called, or by the first part of its host, and never as another is. */
export const instanceNameAt = (config: Config, startUrl: string): string => {
  const known = instanceAt(config, startUrl);
  if (known !== undefined) return known.name;
  const [first = ''] = new URL(startUrl).hostname.split('.');
  const name = /^[A-Za-z][\w-]{0,30}$/.test(first) ? first : 'default';
  const taken = new Set(config.instances.map((one) => one.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  return free;
};

const ofSso = (profile: HelperProfile, { config, roles }: Known): HelperTarget => {
  const { name, startUrl, accountId, roleName } = profile;
  if (startUrl === undefined)
    return none(`${name} does not say where to sign in.`, 'Add start_url to the file.');
  const instance = instanceAt(config, startUrl);
  if (instance === undefined)
    return none(
      `Nobody is set up for ${startUrl}, which ${name} asks for.`,
      `Run: aws-cli-helper --setup --profile ${name}`,
    );
  const near =
    accountId === undefined ? rolesWith(roles, 'instance', instance.name) : rolesWith(roles, 'id', accountId);
  const own = near.filter(
    (role) => role.instance === instance.name && (roleName === undefined || role.roleName === roleName),
  );
  const [role, ...others] = own;
  if (role !== undefined && others.length === 0) return { kind: 'role', role, profile };
  return role === undefined
    ? none(`${instance.name} has no such role for ${name}.`, 'Look again with: rolecall refresh')
    : none(
        `${instance.name} has ${own.length} roles, and ${name} does not say which.`,
        `Say account_id and role_name under profiles.${name}.sso_config.`,
      );
};

/** A role of rolecall by that name comes first: whatever the file says, that is what people see in the picker. */
export const helperTarget = (name: string, known: Known): HelperTarget => {
  const [named] = rolesWith(known.roles, 'profile', name);
  const profile = known.helper.profiles.find((one) => one.name === name);
  if (named !== undefined) return { kind: 'role', role: named, profile };
  if (profile === undefined)
    return none(
      `There is no profile ${name}.`,
      'See them with: aws-cli-helper --list-profiles\nMake one with: aws-cli-helper --setup',
    );
  switch (profile.method) {
    case 'sso':
      return ofSso(profile, known);
    case 'profile':
      return profile.profileName === undefined
        ? none(`${name} does not say which profile_name it uses.`, 'Add it to the file.')
        : { kind: 'aws-profile', name: profile.profileName, profile };
    case 'cross_account': {
      const [, , , , accountId = ''] = (profile.roleArn ?? '').split(':');
      const role = rolesWith(known.roles, 'id', accountId).find((one) => roleArn(one) === profile.roleArn);
      return role === undefined
        ? none(`The customer of ${name} is not known yet.`, `Run: aws-cli-helper --setup --profile ${name}`)
        : { kind: 'role', role, profile };
    }
    case 'iam_user':
      return none(`There are no keys for ${name} yet.`, `Run: aws-cli-helper --setup --profile ${name}`);
  }
};
