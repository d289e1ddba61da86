import { randomUUID } from 'node:crypto';
import { fakeToken } from '../fake-secrets.ts';
import type { Reply } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import { type Client, type PortalSession, remember, type World } from '../world.ts';
import { mayUse } from './known-client.ts';

export const openSession = (world: World): PortalSession => {
  const session = { id: randomUUID(), endsAt: world.now() + world.settings.sessionTtl, isEnded: false };
  remember(world.sessions, session.id, session);
  return session;
};

export const isLive = (session: PortalSession, now: number): boolean =>
  !session.isEnded && session.endsAt > now;

const newRefreshToken = (world: World, client: Client, session: PortalSession): string => {
  const token = fakeToken('refresh');
  remember(world.refreshTokens, token, { session, client, isSpent: false });
  return token;
};

export type TokenRequest = {
  readonly client: Client;
  readonly session: PortalSession;
  /** Given back as it is; a new one is made where it is undefined and the client may have one. */
  readonly refreshToken?: string;
};

/**
 * What CreateToken answers. A client that asked for no scopes is one of the old kind: its access token lives as long
 * as the session and cannot be renewed.
 */
export const issueTokens = (world: World, { client, session, refreshToken }: TokenRequest): Reply => {
  const now = world.now();
  const isScoped = client.scopes.length > 0;
  const expiresAt = isScoped ? Math.min(now + world.settings.tokenTtl, session.endsAt) : session.endsAt;
  const accessToken = fakeToken('access');
  remember(world.accessTokens, accessToken, { session, expiresAt });
  const isRenewable = isScoped && mayUse(client, 'refresh_token');
  return json(200, {
    accessToken,
    tokenType: 'Bearer',
    expiresIn: Math.floor((expiresAt - now) / 1000),
    ...(isRenewable ? { refreshToken: refreshToken ?? newRefreshToken(world, client, session) } : {}),
  });
};
