// The role of rolecall that a profile stands for: by its name, or, of a profile of the AWS files, by what it says.
import { isAwsProfile, awsProfiles as profilesOfFiles } from '../actions/held-credentials.ts';
import { inspectAwsIni } from '../domain/aws-ini/parse-aws-ini.ts';
import { awsProfiles } from '../domain/aws-profiles.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Services } from '../ports/services.ts';
import type { RolecallOptions } from './from-rolecall.ts';

export type RoleOfProfile = Pick<RolecallOptions, 'profile' | 'role' | 'instance'> & {
  /** How the AWS files say it, where they do. */
  readonly kind: 'own' | 'process' | 'sso' | 'assume' | 'other';
};

const inFiles = async (services: Services): Promise<string> => {
  try {
    return (await (await services.awsFiles()).readConfig()) ?? '';
  } catch {
    return '';
  }
};

/** Undefined for one that rolecall knows no role for. Errors: UsageError for a config that is not right. */
export const roleOfProfile = async (services: Services, name: string): Promise<RoleOfProfile | undefined> => {
  const { config, roles } = await loadRoles(services);
  if (roles.some(({ profile }) => profile === name)) return { kind: 'own', profile: name };
  const { sections } = inspectAwsIni(await inFiles(services), '');
  const found = awsProfiles(sections, config.instances).find((profile) => profile.name === name);
  const { accountId, roleName, instance } = found?.role ?? {};
  const isOurs = config.instances.some((one) => one.name === instance);
  if (found === undefined || !isOurs || instance === undefined) return undefined;
  return { kind: found.kind, role: `${accountId}:${roleName}`, instance };
};

/** Is there a profile of that name, of rolecall or in the AWS files? */
export const isProfile = async (services: Services, name: string): Promise<boolean> => {
  const { roles } = await loadRoles(services);
  if (roles.some(({ profile }) => profile === name)) return true;
  return isAwsProfile(await profilesOfFiles(services), name);
};
