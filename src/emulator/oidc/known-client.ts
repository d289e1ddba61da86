import { type Fields, textOf } from '../http/fields.ts';
import type { Reply } from '../http/handler.ts';
import type { Client, World } from '../world.ts';
import { oidcError } from './oidc-error.ts';

/** The client that a request names and proves, or the error that AWS gives. */
export const knownClient = (world: World, fields: Fields): Client | Reply => {
  const [id, secret] = [textOf(fields, 'clientId'), textOf(fields, 'clientSecret')];
  if (id === undefined || secret === undefined) {
    return oidcError('InvalidRequestException', 'clientId and clientSecret are required');
  }
  const client = world.clients.get(id);
  if (client === undefined || client.secret !== secret) return oidcError('InvalidClientException');
  return client.expiresAt > world.now()
    ? client
    : oidcError('InvalidClientException', 'The client registration has expired');
};

/** A registration without grant types is one of before PKCE: device code and refresh. */
export const mayUse = (client: Client, grant: string): boolean =>
  client.grantTypes === undefined ? grant !== 'authorization_code' : client.grantTypes.includes(grant);
