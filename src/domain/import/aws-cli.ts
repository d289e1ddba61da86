// The AWS CLI: `[sso-session ...]` sections, profiles with `sso_session` or the older `sso_start_url`, and the roles that
// those assume.
import { foundAssumedRoles } from './assumed-roles.ts';
import { type AwsWorld, readAwsWorld } from './aws-profiles.ts';
import { type Found, type FoundInstance, type ImportSources, mergedFound, nothingFound } from './found.ts';
import { foundSsoProfiles, portalKey } from './sso-profiles.ts';

/** Sessions count by themselves: a portal that no profile uses yet is one all the same. */
const foundSessions = (world: AwsWorld): Found => ({
  ...nothingFound,
  instances: [...world.sessions.values()].flatMap(
    ({ name, file, line, values }): readonly FoundInstance[] => {
      const [startUrl, region] = [values.get('sso_start_url'), values.get('sso_region')];
      if (startUrl === undefined || region === undefined) return [];
      const key = portalKey(startUrl, region);
      return [{ tool: 'aws-cli', key, name, startUrl, region, settings: new Map(), origin: { file, line } }];
    },
  ),
  notes: [...world.sessions.values()]
    .filter(({ values }) => !values.has('sso_start_url') || !values.has('sso_region'))
    .map(({ header, file, line }) => ({
      tool: 'aws-cli' as const,
      origin: { file, line },
      text: `[${header}] is left alone: sso_start_url or sso_region is missing.`,
    })),
});

export const readAwsCli = (sources: ImportSources): Found => {
  const world = readAwsWorld(sources);
  return mergedFound([
    foundSessions(world),
    foundSsoProfiles(world, 'aws-cli'),
    foundAssumedRoles(world, 'aws-cli'),
  ]);
};
