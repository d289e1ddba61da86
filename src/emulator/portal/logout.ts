import type { Handler } from '../http/handler.ts';
import { empty } from '../http/reply.ts';
import { portalError } from './portal-error.ts';
import { signedInSession } from './signed-in.ts';

/** Ends the session with all its tokens. Role credentials that were given out live on until their own end. */
export const logout: Handler = (world, request) => {
  const session = signedInSession(world, request);
  if (session === undefined) return portalError('UnauthorizedException');
  session.isEnded = true;
  return empty(200);
};
