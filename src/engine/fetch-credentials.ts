// Where the credentials of a role come from, when the cache has none: Identity Center's portal.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { NotAssigned } from '../domain/errors.ts';
import type { RoleId } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';

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

/** Asks AWS, whatever is cached. Errors: LoginNeeded, NotAssigned, UpstreamFailed, SecretStoreFailed. */
export const fetchCredentials = (
  services: Services,
  role: NamedRole,
  { instance }: FetchContext,
): Promise<RoleCredentials> => {
  const { accountId, roleName } = role;
  return withAccessToken(services, instance, (accessToken, center) =>
    center.getRoleCredentials({ accessToken, accountId, roleName }),
  ).catch((error: unknown) => {
    throw error instanceof NotAssigned ? notAssigned(role) : error;
  });
};
