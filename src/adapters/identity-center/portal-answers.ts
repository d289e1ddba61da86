// Answers of the access portal, validated and made inert on the way in (security.md R14).
import type { AccountInfo, RoleCredentials as GivenCredentials, RoleInfo } from '@aws-sdk/client-sso';
import type { RoleCredentials } from '../../domain/credentials.ts';
import { guarded } from '../../domain/guarded.ts';
import { isAccountId, isRoleName, lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { AccountPage } from '../../ports/identity-center.ts';
import { wrongShape } from './oidc-answers.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Accounts whose id is not one are dropped. */
export const accountsOf = (given: readonly AccountInfo[] | undefined): AccountPage['accounts'] => {
  if (!Array.isArray(given)) throw wrongShape('ListAccounts');
  return given.flatMap((account: AccountInfo | null) => {
    const id = textOf(account?.accountId);
    const name = sanitize(textOf(account?.accountName), lengthLimits.name);
    const email = sanitize(textOf(account?.emailAddress), lengthLimits.email);
    return isAccountId(id) ? [{ id, name, email }] : [];
  });
};

/** Names that no role can have are dropped. */
export const roleNamesOf = (given: readonly RoleInfo[] | undefined): readonly string[] => {
  if (!Array.isArray(given)) throw wrongShape('ListAccountRoles');
  return given.map((role: RoleInfo | null) => textOf(role?.roleName)).filter(isRoleName);
};

/** `nextToken` may be null, absent or empty at the end. */
export const nextTokenOf = (given: string | undefined): string | undefined => textOf(given) || undefined;

// A time in seconds, or none at all, would be before 1973.
const leastExpiration = 1e11;

export const credentialsOf = (given: GivenCredentials | undefined): RoleCredentials => {
  const accessKeyId = textOf(given?.accessKeyId);
  const secretAccessKey = textOf(given?.secretAccessKey);
  const sessionToken = textOf(given?.sessionToken);
  const expiration = given?.expiration;
  const isWhole = accessKeyId !== '' && secretAccessKey !== '' && sessionToken !== '';
  if (!isWhole || typeof expiration !== 'number' || !(expiration > leastExpiration))
    throw wrongShape('GetRoleCredentials');
  return guarded({ accessKeyId, secretAccessKey, sessionToken, expiration });
};
