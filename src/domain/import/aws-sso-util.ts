// aws-sso-util: legacy `sso_*` profiles, mostly written by `configure populate` (sso_auto_populated), whose
// credential_process it is. Of one role it makes a profile a region: the first becomes the role's name.
import { foundAssumedRoles } from './assumed-roles.ts';
import { readAwsWorld } from './aws-profiles.ts';
import { type Found, type ImportSources, mergedFound } from './found.ts';
import { foundSsoProfiles } from './sso-profiles.ts';

export const readAwsSsoUtil = (sources: ImportSources): Found => {
  const world = readAwsWorld(sources);
  return mergedFound([foundSsoProfiles(world, 'aws-sso-util'), foundAssumedRoles(world, 'aws-sso-util')]);
};
