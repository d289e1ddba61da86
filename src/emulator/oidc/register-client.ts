import { fakeToken } from '../fake-secrets.ts';
import { type Fields, parseFields, textOf, textsOf } from '../http/fields.ts';
import type { Handler, Reply } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import { type Client, remember } from '../world.ts';
import { oidcError } from './oidc-error.ts';
import { isRegistrable } from './redirect-uri.ts';

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export const grantTypes: readonly string[] = ['authorization_code', 'refresh_token', deviceCodeGrant];

const registrationLife = 90 * 24 * 3_600_000;
const scopesAtMost = 25;

const isScope = (text: string): boolean => /^[a-z0-9_-]+(:[a-z0-9_*-]+)+$/i.test(text);

/** Whether a start URL or issuer is ours, however the loopback host is spelled; `#/` and a last `/` do not count. */
export const isOurStartUrl = (text: string): boolean =>
  URL.canParse(text) && new URL(text).pathname.replace(/\/$/, '') === '/start';

type Asked = Pick<Client, 'name' | 'grantTypes' | 'scopes' | 'redirectUris'>;

const askedIn = (fields: Fields): Asked | Reply => {
  const name = textOf(fields, 'clientName');
  const [grants, scopes, uris] = ['grantTypes', 'scopes', 'redirectUris'].map((key) => textsOf(fields, key));
  if (name === undefined) return oidcError('InvalidRequestException', 'clientName is required');
  if (grants === 'invalid' || scopes === 'invalid' || uris === 'invalid') {
    return oidcError('InvalidRequestException', 'grantTypes, scopes and redirectUris are lists of strings');
  }
  return { name, grantTypes: grants, scopes: scopes ?? [], redirectUris: uris ?? [] };
};

const problemOf = (fields: Fields, asked: Asked): Reply | undefined => {
  if (textOf(fields, 'clientType') !== 'public') {
    return oidcError('InvalidClientMetadataException', 'clientType must be public');
  }
  if (asked.grantTypes?.some((grant) => !grantTypes.includes(grant))) {
    return oidcError('UnsupportedGrantTypeException');
  }
  if (asked.scopes.length > scopesAtMost || !asked.scopes.every(isScope)) {
    return oidcError('InvalidScopeException');
  }
  if (!asked.redirectUris.every(isRegistrable)) return oidcError('InvalidRedirectUriException');
  if (asked.grantTypes?.includes('authorization_code') && asked.redirectUris.length === 0) {
    return oidcError('InvalidRedirectUriException', 'authorization_code needs a redirect URI');
  }
  const issuer = textOf(fields, 'issuerUrl');
  return issuer === undefined || isOurStartUrl(issuer)
    ? undefined
    : oidcError('InvalidRequestException', 'issuerUrl is not the start URL of this instance');
};

export const registerClient: Handler = (world, request) => {
  const fields = parseFields(request.body);
  if (fields === undefined) return oidcError('InvalidRequestException', 'The body must be a JSON object');
  const asked = askedIn(fields);
  if ('status' in asked) return asked;
  const problem = problemOf(fields, asked);
  if (problem !== undefined) return problem;
  const now = world.now();
  const client: Client = {
    ...asked,
    id: fakeToken('client'),
    secret: fakeToken('client-secret'),
    expiresAt: now + registrationLife,
  };
  remember(world.clients, client.id, client);
  return json(200, {
    clientId: client.id,
    clientSecret: client.secret,
    clientIdIssuedAt: Math.floor(now / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
  });
};
