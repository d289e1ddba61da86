// An access token that works now. A refresh token may be good only once, so a renewal runs under a lock, re-reads the
// store on both sides of it, and the new refresh token is on disk before the new access token is used.
import type { InstanceConfig } from '../domain/config.ts';
import { LoginNeeded, OidcFailed, TokenRejected, UpstreamFailed, UserError } from '../domain/errors.ts';
import { minute } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import type { Session, TokenSet } from '../domain/session.ts';
import type { IdentityCenter } from '../ports/identity-center.ts';
import type { Services } from '../ports/services.ts';
import { credentialGate } from './credential-pace.ts';
import {
  type Asked,
  knownFailure,
  loginNeeded,
  refuseEnded,
  rememberEnding,
  rememberFailure,
} from './remembered-failure.ts';
import { endSession, loadSession, saveSession } from './session.ts';
import { scopePrefix } from './session-record.ts';

// Our calls take seconds and a rejected token is renewed anyway, so 5 minutes are ample, and the fewer renewals, the
// fewer chances to lose an answer that holds the only good refresh token.
const renewAhead = 5 * minute;

const lockLimit = 30_000;

/** OIDC errors that end a session: the refresh token, or the client that it belongs to, is no longer accepted. */
const endings: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'expired_token',
  'access_denied',
]);

type Renewal = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly center: IdentityCenter;
  /** The session as it was when a renewal was found to be due. */
  readonly seen: Session;
  /** AWS has refused the access token, whatever its time says. */
  readonly isRejected: boolean;
  readonly asked: Asked;
};

type Ended = { readonly session: Session; readonly message: string };

const giveUp = async (services: Services, instance: InstanceConfig, ended: Ended): Promise<never> => {
  const failure = await rememberEnding(services, { instance, ...ended });
  // Kept, it would count as alive, and the login that this asks for would do nothing.
  await endSession(services, instance);
  throw failure;
};

const sessionEnded = ({ services, instance }: Renewal, session: Session): Promise<never> =>
  giveUp(services, instance, { session, message: `Your session at ${instance.name} has ended.` });

/** The stored tokens, when another process has renewed them since `known` was read. */
const renewedElsewhere = async (renewal: Renewal, known: Session): Promise<string | undefined> => {
  const current = await loadSession(renewal.services, renewal.instance);
  if (current === undefined || current.tokens.accessToken === known.tokens.accessToken) return undefined;
  return current.tokens.expiresAt > renewal.services.clock.now() ? current.tokens.accessToken : undefined;
};

/** While AWS was asked, the person may have signed out, which must last, or in again, which is newer than ours. */
const keepTokens = async (renewal: Renewal, current: Session, tokens: TokenSet): Promise<string> => {
  const { services, instance } = renewal;
  const stored = await loadSession(services, instance);
  if (stored === undefined) throw await loginNeeded(services, instance);
  if (stored.signedInAt !== current.signedInAt) return stored.tokens.accessToken;
  await saveSession(services, instance, guarded({ ...current, tokens }));
  return tokens.accessToken;
};

/** AWS will not renew: another process may have, else the session lives only as long as its access token. */
const afterRefusal = async (renewal: Renewal, current: Session, isUsable: boolean): Promise<string> => {
  const elsewhere = await renewedElsewhere(renewal, current);
  if (elsewhere !== undefined) return elsewhere;
  if (!isUsable) return sessionEnded(renewal, current);
  return keepTokens(renewal, current, guarded({ ...current.tokens, refreshToken: undefined }));
};

const requireSession = async (services: Services, instance: InstanceConfig): Promise<Session> => {
  const session = await loadSession(services, instance);
  if (session === undefined) throw await loginNeeded(services, instance);
  await refuseEnded(services, instance, session);
  return session;
};

const renewAlone = async (renewal: Renewal): Promise<string> => {
  const { services, instance, center, seen, isRejected } = renewal;
  const elsewhere = await renewedElsewhere(renewal, seen);
  if (elsewhere !== undefined) return elsewhere;
  const current = await requireSession(services, instance);
  const { accessToken, refreshToken, expiresAt } = current.tokens;
  const isUsable =
    expiresAt > services.clock.now() && !(isRejected && accessToken === seen.tokens.accessToken);
  if (refreshToken === undefined) return isUsable ? accessToken : sessionEnded(renewal, current);
  const known = await knownFailure(renewal.asked);
  if (known !== undefined && isUsable) return accessToken;
  if (known !== undefined) throw known;
  let tokens: TokenSet;
  try {
    const gate = credentialGate(services, center.origin);
    const grant = guarded({ kind: 'refresh' as const, refreshToken });
    tokens = await center.createToken(current.registration, grant, { gate });
  } catch (error) {
    if (error instanceof OidcFailed && endings.has(error.code))
      return afterRefusal(renewal, current, isUsable);
    const failure =
      error instanceof OidcFailed
        ? new UpstreamFailed(`Identity Center did not renew the session: ${error.message}`)
        : error;
    await rememberFailure(renewal.asked, failure);
    if (isUsable && failure instanceof UpstreamFailed) return accessToken;
    throw failure;
  }
  return keepTokens(
    renewal,
    current,
    guarded({ ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }),
  );
};

const renew = async (due: Omit<Renewal, 'asked'>): Promise<string> => {
  const { services, instance, center } = due;
  const key = scopePrefix('session', instance, center.origin);
  const renewal = { ...due, asked: { services, instance, key, since: services.clock.now() } };
  return (await services.lock()).run(key, () => renewAlone(renewal), lockLimit);
};

/** The session's access token, renewed first when it is about to end. */
const currentToken = async (services: Services, instance: InstanceConfig, seen: Session): Promise<string> => {
  const { accessToken, expiresAt, refreshToken } = seen.tokens;
  const left = expiresAt - services.clock.now();
  if (left >= renewAhead || (left > 0 && refreshToken === undefined)) return accessToken;
  const center = await services.identityCenter(instance);
  try {
    return await renew({ services, instance, center, seen, isRejected: false });
  } catch (error) {
    const isBusy = error instanceof UserError && !(error instanceof LoginNeeded);
    if (isBusy && expiresAt > services.clock.now()) return accessToken;
    throw error;
  }
};

/** An access token with life in it. Errors: LoginNeeded, UpstreamFailed, SecretStoreFailed. */
export const accessToken = async (services: Services, instance: InstanceConfig): Promise<string> =>
  currentToken(services, instance, await requireSession(services, instance));

/** Its credential calls keep the pace of all processes. */
const pacedCenter = (services: Services, center: IdentityCenter): IdentityCenter => {
  const gate = credentialGate(services, center.origin);
  return { ...center, getRoleCredentials: (request) => center.getRoleCredentials({ gate, ...request }) };
};

/**
 * Runs `call` with an access token; when AWS rejects it (portal 401), renews it once and runs `call` again.
 * Errors: LoginNeeded when it is rejected again or cannot be renewed, and whatever `call` throws.
 */
export const withAccessToken = async <T>(
  services: Services,
  instance: InstanceConfig,
  call: (accessToken: string, center: IdentityCenter) => Promise<T>,
): Promise<T> => {
  const center = pacedCenter(services, await services.identityCenter(instance));
  const seen = await requireSession(services, instance);
  const first = await currentToken(services, instance, seen);
  try {
    return await call(first, center);
  } catch (error) {
    if (!(error instanceof TokenRejected)) throw error;
  }
  const tokens = guarded({ ...seen.tokens, accessToken: first });
  const rejected: Session = guarded({ ...seen, tokens });
  const second = await renew({ services, instance, center, seen: rejected, isRejected: true });
  try {
    return await call(second, center);
  } catch (error) {
    if (!(error instanceof TokenRejected)) throw error;
    const message = `Identity Center no longer accepts your session at ${instance.name}.`;
    return giveUp(services, instance, { session: rejected, message });
  }
};

/**
 * As `withAccessToken` for many calls: the token of the last call is used again until AWS rejects it, so that a long
 * discovery does not read the secret store thousands of times.
 */
export const holdAccessToken = (
  services: Services,
  instance: InstanceConfig,
): (<T>(call: (accessToken: string) => Promise<T>) => Promise<T>) => {
  let held: string | undefined;
  return async (call) => {
    try {
      if (held !== undefined) return await call(held);
    } catch (error) {
      if (!(error instanceof TokenRejected)) throw error;
    }
    return withAccessToken(services, instance, (accessToken) => {
      held = accessToken;
      return call(accessToken);
    });
  };
};
