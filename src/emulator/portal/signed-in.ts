import type { EmulatorRequest } from '../http/handler.ts';
import { isLive } from '../oidc/issue-tokens.ts';
import type { PortalSession, World } from '../world.ts';

/** The session that the bearer token of a request belongs to, while both live. */
export const signedInSession = (world: World, request: EmulatorRequest): PortalSession | undefined => {
  const token = request.headers['x-amz-sso_bearer_token'];
  const known = typeof token === 'string' ? world.accessTokens.get(token) : undefined;
  if (known === undefined || known.expiresAt <= world.now()) return undefined;
  return isLive(known.session, world.now()) ? known.session : undefined;
};
