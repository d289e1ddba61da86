// Console federation (identity-center.md 1.8). AWS answers every violation with a bare 400.
import { fakeToken } from '../fake-secrets.ts';
import { parseFields, textOf } from '../http/fields.ts';
import type { EmulatorRequest, Handler, Reply } from '../http/handler.ts';
import { empty, json } from '../http/reply.ts';
import { type IssuedKeys, type RoleKeys, remember, type World } from '../world.ts';

const tokenLife = 15 * 60_000;

/** The parameters of a federation request, from the query and, by POST, from the form. */
export const federationParameters = (request: EmulatorRequest): URLSearchParams =>
  new URLSearchParams([
    ...request.query,
    ...(request.method === 'POST' ? new URLSearchParams(request.body) : []),
  ]);

/** Temporary keys only: a lasting key has no session token. */
const keysIn = (world: World, session: string): IssuedKeys | undefined => {
  const fields = session === '' ? undefined : parseFields(session);
  const keys = fields && world.keys.get(textOf(fields, 'sessionId') ?? '');
  const isTheirs =
    keys !== undefined &&
    textOf(fields ?? new Map(), 'sessionKey') === keys.secretAccessKey &&
    textOf(fields ?? new Map(), 'sessionToken') === keys.sessionToken;
  return isTheirs && keys.expiresAt > world.now() ? keys : undefined;
};

const isDuration = (text: string): boolean =>
  /^\d{3,5}$/.test(text) && Number(text) >= 900 && Number(text) <= 43_200;

/**
 * A user and its sessions may not come this way. Credentials of a role may ask for a length of session, but not those
 * that another role's assumed.
 */
const mayFederate = (keys: IssuedKeys, duration: string | null): keys is RoleKeys => {
  if (keys.kind === 'session') return false;
  return duration === null || (keys.kind !== 'chained' && isDuration(duration));
};

export const getSigninToken: Handler = (world, request): Reply => {
  const parameters = federationParameters(request);
  const keys = keysIn(world, parameters.get('Session') ?? '');
  if (keys === undefined || !mayFederate(keys, parameters.get('SessionDuration'))) return empty(400);
  const token = fakeToken('signin');
  remember(world.signinTokens, token, { keys, expiresAt: world.now() + tokenLife });
  return json(200, { SigninToken: token });
};
