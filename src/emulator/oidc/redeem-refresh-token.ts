import { type Fields, textOf } from '../http/fields.ts';
import type { Reply } from '../http/handler.ts';
import type { Client, World } from '../world.ts';
import { isLive, issueTokens } from './issue-tokens.ts';
import { oidcError } from './oidc-error.ts';

const refuse = (): Reply => oidcError('InvalidGrantException', 'Invalid refresh token provided');

export const redeemRefreshToken = (world: World, client: Client, fields: Fields): Reply => {
  const token = textOf(fields, 'refreshToken');
  if (token === undefined) return oidcError('InvalidRequestException', 'refreshToken is required');
  const known = world.refreshTokens.get(token);
  if (known === undefined || known.client !== client) return refuse();
  const { session } = known;
  if (!isLive(session, world.now())) return refuse();
  const mode = world.settings.refreshMode;
  if (mode === 'reuse') return issueTokens(world, { client, session, refreshToken: token });
  if (known.isSpent) {
    if (mode === 'rotate-revoke-family') session.isEnded = true;
    return refuse();
  }
  known.isSpent = true;
  return issueTokens(world, { client, session });
};
