// The errors of OIDC (identity-center.md 1.2). SDKs learn the exception from the header; the body alone would leave
// their device loop without `authorization_pending`.
import type { Reply } from '../http/handler.ts';
import { json } from '../http/reply.ts';

const known = {
  AuthorizationPendingException: [400, 'authorization_pending', 'Authorization is still pending'],
  SlowDownException: [400, 'slow_down', 'Client is polling too fast'],
  ExpiredTokenException: [400, 'expired_token', 'The code has expired'],
  AccessDeniedException: [400, 'access_denied', 'The request was denied'],
  InvalidGrantException: [400, 'invalid_grant', 'Invalid grant provided'],
  InvalidClientException: [401, 'invalid_client', 'Invalid client provided'],
  UnauthorizedClientException: [400, 'unauthorized_client', 'The client may not use this grant'],
  UnsupportedGrantTypeException: [400, 'unsupported_grant_type', 'Unsupported grant type'],
  InvalidScopeException: [400, 'invalid_scope', 'Invalid scope'],
  InvalidRequestException: [400, 'invalid_request', 'Invalid request'],
  InvalidRedirectUriException: [400, 'invalid_redirect_uri', 'Invalid redirect URI'],
  InvalidClientMetadataException: [400, 'invalid_client_metadata', 'Invalid client metadata'],
  InternalServerException: [500, 'server_error', 'Internal server error'],
} as const;

export type OidcErrorName = keyof typeof known;

const isKnown = (name: string): name is OidcErrorName => Object.hasOwn(known, name);

const send = (name: string, status: number, body: { error: string; error_description: string }): Reply =>
  json(status, body, {
    'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/com.amazonaws.sso.oidc/`,
  });

export const oidcError = (name: OidcErrorName, description?: string): Reply => {
  const [status, error, usual] = known[name];
  return send(name, status, { error, error_description: description ?? usual });
};

/** An error by any name and status, for faults. */
export const anyOidcError = (wish: { name?: string; status?: number; message?: string }): Reply => {
  const usualName = (wish.status ?? 400) >= 500 ? 'InternalServerException' : 'InvalidRequestException';
  const name = wish.name ?? usualName;
  const [status, error, usual] = known[isKnown(name) ? name : usualName];
  return send(name, wish.status ?? status, { error, error_description: wish.message ?? usual });
};
