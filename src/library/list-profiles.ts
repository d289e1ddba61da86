// The profiles that a tool could take.
import { awsProfiles } from '../actions/held-credentials.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { ProfileFacts } from './check-report.ts';
import { chosenProfile } from './chosen-profile.ts';
import type { Tool } from './tool.ts';

type Facts = Omit<ProfileFacts, 'isOfTool'>;

const shown = (text: string): string => sanitize(text, lengthLimits.name);

/** Those of rolecall first; each name once. Errors: UsageError for a config that is not right. */
export const listProfiles = async (tool: Tool): Promise<readonly ProfileFacts[]> => {
  const { services } = tool.host;
  const { roles } = await loadRoles(services);
  const { inConfig, inCredentials } = await awsProfiles(services);
  const all: readonly Facts[] = [
    ...roles.map(({ profile, accountId, roleName, region }) => ({
      name: profile,
      source: 'rolecall' as const,
      accountId,
      roleName,
      region,
    })),
    ...inConfig.map(({ name, region, role }) => ({
      name: shown(name),
      source: 'config' as const,
      accountId: role?.accountId,
      roleName: role === undefined ? undefined : shown(role.roleName),
      region: region === undefined ? undefined : shown(region),
    })),
    ...inCredentials.map((name) => ({
      name: shown(name),
      source: 'credentials' as const,
      accountId: undefined,
      roleName: undefined,
      region: undefined,
    })),
  ];
  const chosen = await chosenProfile(tool);
  const first = new Map(all.map((facts) => [facts.name, facts] as const).reverse());
  return all
    .filter((facts) => first.get(facts.name) === facts)
    .map((facts) => ({ ...facts, isOfTool: facts.name === chosen }));
};
