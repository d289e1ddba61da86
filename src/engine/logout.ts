// Signing out: at AWS, and on this machine. Neither failing keeps the other from being done (security.md R26).
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, LoginNeeded, SecretStoreFailed } from '../domain/errors.ts';
import type { SecretEntry } from '../ports/secret-store.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';
import {
  instancePrefix,
  isSessionKey,
  lastingKeysPrefix,
  placeOfSession,
  recordKinds,
  scopePrefix,
} from './session-record.ts';

export type LogoutReport = {
  /** Was there a session of this instance in the secret store? */
  readonly wasSignedIn: boolean;
  /** What could not be done, a sentence each; empty when all was. */
  readonly problems: readonly string[];
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

/** Without its token, which is wiped here, no later try can end it. */
const leftAtAws = 'It ends there by itself, or when you sign out in the access portal.';

const logoutAtAws = async (services: Services, instance: InstanceConfig): Promise<readonly string[]> => {
  try {
    await withAccessToken(services, instance, (accessToken, center) => center.logout(accessToken));
    return [];
  } catch (error) {
    // Without the token nobody can ever end the session at AWS: a store that stays locked loses nothing.
    if (error instanceof SecretStoreFailed || error instanceof Cancelled) throw error;
    if (error instanceof LoginNeeded) return [];
    return [`The session could not be ended at AWS: ${reasonOf(error)} ${leftAtAws}`];
  }
};

const entriesOf = async (services: Services, instance: InstanceConfig): Promise<readonly SecretEntry[]> => {
  const store = await services.secretStore();
  const lists = await Promise.all(recordKinds.map((kind) => store.list(instancePrefix(kind, instance.name))));
  return lists.flat();
};

const hostsOf = (origin: string): string =>
  origin
    .split(' ')
    .map((url) => (URL.canParse(url) ? new URL(url).host : 'an unknown host'))
    .join(' and ');

/** Their tokens may not be sent to where this logout goes (security.md R9), so AWS is not told of their end. */
const endedHereOnly = async (
  services: Services,
  instance: InstanceConfig,
  entries: readonly SecretEntry[],
): Promise<readonly string[]> => {
  const here = await services.identityCenter(instance).then(
    ({ origin }) => scopePrefix('session', instance, origin),
    // The environment names no endpoint that may be used: then none is here.
    () => undefined,
  );
  const places = new Set<string>();
  for (const { key, expiresAt = 0 } of entries.filter((entry) => isSessionKey(entry.key))) {
    const place = here === undefined || !key.startsWith(here) ? placeOfSession(key) : undefined;
    const isAlive = place?.isRenewable || expiresAt > services.clock.now();
    if (place !== undefined && isAlive) places.add(hostsOf(place.origin));
  }
  return [...places].map(
    (hosts) =>
      `A session was made at ${hosts} and could only be wiped here; there it lasts until it ends by itself.`,
  );
};

const wipe = async (services: Services, keys: readonly string[]): Promise<readonly string[]> => {
  const store = await services.secretStore();
  const problems: string[] = [];
  for (const key of keys) {
    await store.delete(key).catch((error: unknown) => {
      problems.push(`A secret could not be wiped: ${reasonOf(error)}`);
    });
  }
  return problems;
};

/**
 * Sessions first, and then what is there beside them: a fetch that is in flight looks for its session once it has stored
 * what it got (keep-credentials.ts). Listed anew, it is found here or wiped there.
 */
const wipeAll = async (
  services: Services,
  list: () => Promise<readonly SecretEntry[]>,
): Promise<readonly string[]> => {
  const keysOf = async (isWanted: (key: string) => boolean): Promise<readonly string[]> =>
    (await list()).map(({ key }) => key).filter(isWanted);
  const problems = await wipe(services, await keysOf(isSessionKey));
  return [...problems, ...(await wipe(services, await keysOf((key) => !isSessionKey(key))))];
};

/**
 * Ends the session at AWS and wipes every secret of the instance, whatever endpoint it was for. Role credentials that
 * were handed out live on until their own end. Errors: SecretStoreFailed when the store is locked or
 * cannot even be listed, Cancelled at its prompt: then nothing was wiped; what
 * else could not be done, the report says.
 */
export const logout = async (services: Services, instance: InstanceConfig): Promise<LogoutReport> => {
  const entries = await entriesOf(services, instance);
  const wasSignedIn = entries.some(({ key }) => isSessionKey(key));
  const atAws = wasSignedIn ? await logoutAtAws(services, instance) : [];
  const elsewhere = wasSignedIn ? await endedHereOnly(services, instance, entries) : [];
  // Listed anew: ending the session at AWS may have renewed it first.
  const wiped = await wipeAll(services, () => entriesOf(services, instance));
  return { wasSignedIn, problems: [...atAws, ...elsewhere, ...wiped] };
};

/**
 * Wipes what is left of instances that the configuration no longer has, but no lasting keys: what is lost of those, no
 * sign-in brings back. Answers what could not be done.
 */
export const wipeForgotten = async (
  services: Services,
  instances: readonly InstanceConfig[],
): Promise<readonly string[]> => {
  const store = await services.secretStore();
  const sessions = recordKinds.flatMap((kind) => instances.map(({ name }) => instancePrefix(kind, name)));
  const known = [lastingKeysPrefix, ...sessions];
  return wipeAll(services, async () =>
    (await store.list('')).filter(({ key }) => !known.some((prefix) => key.startsWith(prefix))),
  );
};
