import { fakeToken, fakeUserCode } from '../fake-secrets.ts';
import { parseFields, textOf } from '../http/fields.ts';
import type { Handler } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import { type DeviceGrant, remember, type World } from '../world.ts';
import { knownClient, mayUse } from './known-client.ts';
import { oidcError } from './oidc-error.ts';
import { deviceCodeGrant, isOurStartUrl } from './register-client.ts';

const codeLife = 600_000;
const firstInterval = 1000;

/** Where a person confirms a code. */
export const verificationPage = (world: World, userCode?: string): string =>
  `${world.url}/device${userCode === undefined ? '' : `?user_code=${userCode}`}`;

export const startDeviceAuthorization: Handler = (world, request) => {
  const fields = parseFields(request.body);
  if (fields === undefined) return oidcError('InvalidRequestException', 'The body must be a JSON object');
  const client = knownClient(world, fields);
  if ('status' in client) return client;
  if (!mayUse(client, deviceCodeGrant)) return oidcError('UnauthorizedClientException');
  const startUrl = textOf(fields, 'startUrl');
  if (startUrl === undefined || !isOurStartUrl(startUrl)) {
    return oidcError('InvalidRequestException', 'Invalid startUrl provided');
  }
  const grant: DeviceGrant = {
    deviceCode: fakeToken('device'),
    userCode: fakeUserCode(),
    client,
    expiresAt: world.now() + codeLife,
    decision: world.settings.autoApprove ? 'allowed' : 'pending',
    interval: firstInterval,
    lastPollAt: undefined,
  };
  remember(world.deviceGrants, grant.deviceCode, grant);
  return json(200, {
    deviceCode: grant.deviceCode,
    userCode: grant.userCode,
    verificationUri: verificationPage(world),
    verificationUriComplete: verificationPage(world, grant.userCode),
    expiresIn: codeLife / 1000,
    interval: firstInterval / 1000,
  });
};
