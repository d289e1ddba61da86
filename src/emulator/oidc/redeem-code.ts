import { createHash } from 'node:crypto';
import { type Fields, textOf } from '../http/fields.ts';
import type { Reply } from '../http/handler.ts';
import type { Client, World } from '../world.ts';
import { issueTokens, openSession } from './issue-tokens.ts';
import { oidcError } from './oidc-error.ts';

const isVerifier = (text: string): boolean => /^[A-Za-z0-9._~-]{43,128}$/.test(text);

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** A code is good once. A second use tells of a thief, so it also ends the session (RFC 6749, 4.1.2). */
export const redeemCode = (world: World, client: Client, fields: Fields): Reply => {
  const [code, redirectUri, verifier] = ['code', 'redirectUri', 'codeVerifier'].map((name) =>
    textOf(fields, name),
  );
  if (code === undefined || redirectUri === undefined || verifier === undefined) {
    return oidcError('InvalidRequestException', 'code, redirectUri and codeVerifier are required');
  }
  if (!isVerifier(verifier)) return oidcError('InvalidRequestException', 'Invalid codeVerifier provided');
  const grant = world.codes.get(code);
  if (grant === undefined || grant.client !== client) {
    return oidcError('InvalidGrantException', 'Invalid authorization code provided');
  }
  if (grant.session !== undefined) {
    grant.session.isEnded = true;
    return oidcError('InvalidGrantException', 'The authorization code was used before');
  }
  if (grant.expiresAt <= world.now()) return oidcError('ExpiredTokenException');
  if (grant.redirectUri !== redirectUri) {
    return oidcError('InvalidGrantException', 'The redirect URI is not that of the authorization');
  }
  if (challengeOf(verifier) !== grant.codeChallenge) {
    return oidcError('InvalidGrantException', 'Code verifier does not match the challenge');
  }
  grant.session = openSession(world);
  return issueTokens(world, { client, session: grant.session });
};
