// The signed-in session of an instance: kept in the secret store, shown without unlocking it.
import type { InstanceConfig } from '../domain/config.ts';
import type { Session, SessionStatus } from '../domain/session.ts';
import type { SecretEntry } from '../ports/secret-store.ts';
import type { Services } from '../ports/services.ts';
import { factsOfKey, type SessionFacts, scopePrefix, sessionKey } from './session-record.ts';
import { parseSession, sessionText } from './stored-record.ts';

type StoredSession = SessionFacts & SecretEntry;

/** Newest first: while a session replaces another, both are there for a moment. */
const storedSessions = async (services: Services, prefix: string): Promise<readonly StoredSession[]> => {
  const store = await services.secretStore();
  const found: StoredSession[] = [];
  for (const entry of await store.list(prefix)) {
    const facts = factsOfKey(entry.key, prefix);
    if (facts !== undefined) found.push({ ...entry, ...facts });
  }
  return found.sort((a, b) => b.signedInAt - a.signedInAt || (b.expiresAt ?? 0) - (a.expiresAt ?? 0));
};

const prefixOf = async (services: Services, instance: InstanceConfig): Promise<string> => {
  const center = await services.identityCenter(instance);
  return scopePrefix('session', instance, center.origin);
};

/** The session of this instance at its present origin. Errors: SecretStoreFailed. */
export const loadSession = async (
  services: Services,
  instance: InstanceConfig,
): Promise<Session | undefined> => {
  const prefix = await prefixOf(services, instance);
  const store = await services.secretStore();
  let missed: string | undefined;
  for (;;) {
    const [newest] = await storedSessions(services, prefix);
    if (newest === undefined || newest.key === missed) return undefined;
    const text = await store.get(newest.key);
    if (text !== undefined) return parseSession(text);
    // A sign-in replaced it between our look at the names and at the record: the new one is there by now.
    missed = newest.key;
  }
};

/** When the person signed in last (ms): tells a session from the next one, unlocks nothing. Undefined without a session. */
export const newestSignIn = async (
  services: Services,
  instance: InstanceConfig,
): Promise<number | undefined> => {
  const [newest] = await storedSessions(services, await prefixOf(services, instance));
  return newest?.signedInAt;
};

/** On disk when this resolves; earlier sessions of the instance are wiped after that, never before. */
export const saveSession = async (
  services: Services,
  instance: InstanceConfig,
  session: Session,
): Promise<void> => {
  const center = await services.identityCenter(instance);
  const store = await services.secretStore();
  const key = sessionKey(instance, center.origin, session);
  await store.set(key, sessionText(session), session.tokens.expiresAt);
  for (const entry of await store.list(scopePrefix('session', instance, center.origin))) {
    if (entry.key !== key) await store.delete(entry.key);
  }
};

/** For a session that AWS no longer accepts. */
export const endSession = async (services: Services, instance: InstanceConfig): Promise<void> => {
  const store = await services.secretStore();
  for (const entry of await store.list(await prefixOf(services, instance))) await store.delete(entry.key);
};

/** An instance with a base needs no sign-in. */
const signedInForGood: SessionStatus = {
  kind: 'signed-in',
  signedInAt: 0,
  accessExpiresAt: Number.POSITIVE_INFINITY,
  isRenewable: false,
  endsAt: Number.POSITIVE_INFINITY,
};

/**
 * What may be shown of the session. Unlocks nothing, asks for nothing, no network. A renewable session counts as
 * signed in until AWS refuses to renew it, also after `endsAt`, which is only the configured guess.
 */
export const sessionStatus = async (services: Services, instance: InstanceConfig): Promise<SessionStatus> => {
  if (instance.base !== undefined) return signedInForGood;
  const [newest] = await storedSessions(services, await prefixOf(services, instance));
  if (newest === undefined) return { kind: 'signed-out' };
  const { signedInAt, isRenewable, expiresAt: accessExpiresAt = 0 } = newest;
  if (!isRenewable && accessExpiresAt <= services.clock.now()) return { kind: 'signed-out' };
  const endsAt = isRenewable
    ? Math.max(accessExpiresAt, signedInAt + instance.sessionDuration)
    : accessExpiresAt;
  return { kind: 'signed-in', signedInAt, accessExpiresAt, isRenewable, endsAt };
};
