// Where the credentials of a role come from, when the cache has none: Identity Center's portal, sts:AssumeRole, a
// plugin, or lasting keys.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { NotAssigned } from '../domain/errors.ts';
import type { RoleId } from '../domain/role.ts';
import { chainTo, pluginOf } from '../domain/role-chain.ts';
import { isUserOf } from '../domain/user-arn.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';
import { assumeRole } from './assume-role.ts';
import { pluginRole } from './plugin-credentials.ts';
import { userSession } from './user-session.ts';

/** A role as far as its credentials go; the account's name only makes messages clearer. */
export type NamedRole = RoleId & { readonly accountName?: string };

const notAssigned = ({ accountId, accountName, roleName }: NamedRole): NotAssigned => {
  const account = accountName === undefined ? accountId : `${accountName} (${accountId})`;
  return new NotAssigned(`You are not assigned ${roleName} in ${account}.`);
};

export type FetchContext = {
  readonly instance: InstanceConfig;
  /** Credentials of another role of the instance, cached where they are: what a chained role is assumed with. */
  readonly credentialsOf: (role: NamedRole) => Promise<RoleCredentials>;
};

const fromPortal = (
  services: Services,
  role: NamedRole,
  instance: InstanceConfig,
): Promise<RoleCredentials> => {
  const { accountId, roleName } = role;
  return withAccessToken(services, instance, (accessToken, center) =>
    center.getRoleCredentials({ accessToken, accountId, roleName }),
  ).catch((error: unknown) => {
    throw error instanceof NotAssigned ? notAssigned(role) : error;
  });
};

const notConfigured = ({ accountId, roleName }: NamedRole, instance: InstanceConfig): NotAssigned =>
  new NotAssigned(
    `${instance.name} has no role ${roleName} in ${accountId}.`,
    'It needs no sign-in, and has the roles that config.yaml gives it.',
  );

/**
 * Asks AWS, whatever is cached. Errors: LoginNeeded, NotAssigned, UpstreamFailed, SecretStoreFailed; for a role that is
 * assumed also UsageError and UserError.
 */
export const fetchCredentials = async (
  services: Services,
  role: NamedRole,
  { instance, credentialsOf }: FetchContext,
): Promise<RoleCredentials> => {
  const { base } = instance;
  if (base?.kind === 'keys' && isUserOf(instance, role)) return userSession(services, instance, base);
  const plugin = pluginOf(instance, role);
  if (plugin !== undefined) return pluginRole(services, { plugin, instance, role });
  const chain = chainTo(instance, role);
  if (chain !== undefined) return assumeRole(services, { role, instance, chain, credentialsOf });
  if (base !== undefined) throw notConfigured(role, instance);
  return fromPortal(services, role, instance);
};
