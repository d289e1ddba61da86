import { isAccountId, isRoleName } from '../../domain/sanitize.ts';
import type { Handler } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import { issueRoleKeys } from '../sts/issue-keys.ts';
import { portalError } from './portal-error.ts';
import { signedInSession } from './signed-in.ts';

/** `expiration` is in milliseconds here, unlike everywhere else in AWS. */
export const getRoleCredentials: Handler = (world, request) => {
  if (signedInSession(world, request) === undefined) return portalError('UnauthorizedException');
  const accountId = request.query.get('account_id') ?? '';
  const roleName = request.query.get('role_name') ?? '';
  if (!isAccountId(accountId) || !isRoleName(roleName)) {
    return portalError('InvalidRequestException', 'Invalid account_id or role_name provided');
  }
  if (world.accounts.get(accountId)?.roles.get(roleName) !== 'held') return portalError('ForbiddenException');
  const keys = issueRoleKeys(world, accountId, roleName);
  return json(200, {
    roleCredentials: {
      accessKeyId: keys.accessKeyId,
      secretAccessKey: keys.secretAccessKey,
      sessionToken: keys.sessionToken,
      expiration: keys.expiresAt,
    },
  });
};
