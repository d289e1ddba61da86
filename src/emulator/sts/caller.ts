// Who signed a request: known by the access key id and the session token. The signature itself is not checked, since
// the secret never travels and the keys are worth nothing.
import type { EmulatorRequest, Reply } from '../http/handler.ts';
import type { IssuedKeys, World } from '../world.ts';
import { invalidToken, stsError } from './sts-xml.ts';

const credential = /^AWS4-HMAC-SHA256 (?:.*[ ,])?Credential=([^/,\s]+)\//;

export const callerOf = (world: World, request: EmulatorRequest): IssuedKeys | Reply => {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return stsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const keys = world.keys.get(credential.exec(authorization)?.[1] ?? '');
  if (keys === undefined || request.headers['x-amz-security-token'] !== keys.sessionToken) {
    return invalidToken();
  }
  return keys.expiresAt > world.now()
    ? keys
    : stsError(400, 'ExpiredToken', 'The security token included in the request is expired');
};
