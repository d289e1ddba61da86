import { parseFields, textOf } from '../http/fields.ts';
import type { Handler } from '../http/handler.ts';
import { knownClient, mayUse } from './known-client.ts';
import { oidcError } from './oidc-error.ts';
import { redeemCode } from './redeem-code.ts';
import { redeemDeviceCode } from './redeem-device-code.ts';
import { redeemRefreshToken } from './redeem-refresh-token.ts';
import { deviceCodeGrant, grantTypes } from './register-client.ts';

export const createToken: Handler = (world, request) => {
  const fields = parseFields(request.body);
  if (fields === undefined) return oidcError('InvalidRequestException', 'The body must be a JSON object');
  const client = knownClient(world, fields);
  if ('status' in client) return client;
  const grantType = textOf(fields, 'grantType');
  if (grantType === undefined) return oidcError('InvalidRequestException', 'grantType is required');
  if (!grantTypes.includes(grantType)) return oidcError('UnsupportedGrantTypeException');
  if (!mayUse(client, grantType)) return oidcError('UnauthorizedClientException');
  if (grantType === deviceCodeGrant) return redeemDeviceCode(world, client, fields);
  return grantType === 'refresh_token'
    ? redeemRefreshToken(world, client, fields)
    : redeemCode(world, client, fields);
};
