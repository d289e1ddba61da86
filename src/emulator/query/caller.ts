// Who signed a request: a lasting key of a user, or temporary keys with their session token.
import type { EmulatorRequest, Reply } from '../http/handler.ts';
import type { IamUser } from '../iam/user.ts';
import type { IssuedKeys, World } from '../world.ts';
import type { QueryService } from './query-service.ts';
import { type Authorization, readAuthorization } from './signature.ts';
import { wrongSignature } from './wrong-signature.ts';

/** A user by a lasting key. */
export type UserCaller = Pick<IssuedKeys, 'accountId' | 'arn' | 'userId'> & {
  readonly kind: 'user';
  readonly user: IamUser;
};

export type Caller = UserCaller | IssuedKeys;

type Known = { readonly secret: string; readonly expiresAt: number; readonly caller: Caller };

/** Temporary keys need their session token; a lasting key has none, and must be active. */
const knownCaller = (world: World, said: Authorization, token: unknown): Known | undefined => {
  const issued = world.keys.get(said.accessKeyId);
  if (issued !== undefined) {
    const { secretAccessKey: secret, expiresAt } = issued;
    return token === issued.sessionToken ? { secret, expiresAt, caller: issued } : undefined;
  }
  const key = world.lastingKeys.get(said.accessKeyId);
  if (key?.status !== 'Active' || token !== undefined) return undefined;
  const { accountId, arn, userId } = key.user;
  const caller: UserCaller = { kind: 'user', accountId, arn, userId, user: key.user };
  return { secret: key.secretAccessKey, expiresAt: Number.POSITIVE_INFINITY, caller };
};

export const invalidToken = (service: QueryService): Reply =>
  service.error(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');

export const callerOf = (world: World, request: EmulatorRequest, service: QueryService): Caller | Reply => {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return service.error(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const said = readAuthorization(authorization);
  if (said === undefined || request.headers['x-amz-date'] === undefined) {
    return service.error(400, 'IncompleteSignature', 'The Authorization header or X-Amz-Date is incomplete.');
  }
  const known = knownCaller(world, said, request.headers['x-amz-security-token']);
  if (known === undefined) return invalidToken(service);
  const wrong = wrongSignature(world, request, { said, secret: known.secret, service: service.id });
  if (wrong !== undefined) return service.error(403, 'SignatureDoesNotMatch', wrong);
  return known.expiresAt > world.now()
    ? known.caller
    : service.error(400, 'ExpiredToken', 'The security token included in the request is expired');
};
