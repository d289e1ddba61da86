// Signing out: at AWS, and on this machine. Neither failing keeps the other from being done (security.md R26).
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, LoginNeeded, SecretStoreFailed } from '../domain/errors.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';
import { instancePrefix, recordKinds } from './session-record.ts';

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

const keysOf = async (services: Services, instance: InstanceConfig): Promise<readonly string[]> => {
  const store = await services.secretStore();
  const lists = await Promise.all(recordKinds.map((kind) => store.list(instancePrefix(kind, instance.name))));
  return lists.flat().map((entry) => entry.key);
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
 * Ends the session at AWS and wipes every secret of the instance, whatever endpoint it was for. Role credentials that
 * were handed out live on until their own end. Errors: SecretStoreFailed when the store is locked or
 * cannot even be listed, Cancelled at its prompt: then nothing was wiped; what
 * else could not be done, the report says.
 */
export const logout = async (services: Services, instance: InstanceConfig): Promise<LogoutReport> => {
  const sessions = instancePrefix('session', instance.name);
  const wasSignedIn = (await keysOf(services, instance)).some((key) => key.startsWith(sessions));
  const atAws = wasSignedIn ? await logoutAtAws(services, instance) : [];
  // Listed anew: ending the session at AWS may have renewed it first.
  return { wasSignedIn, problems: [...atAws, ...(await wipe(services, await keysOf(services, instance)))] };
};

/** Wipes what is left of instances that the configuration no longer has. Answers what could not be done. */
export const wipeForgotten = async (
  services: Services,
  instances: readonly InstanceConfig[],
): Promise<readonly string[]> => {
  const entries = await (await services.secretStore()).list('');
  const known = recordKinds.flatMap((kind) => instances.map(({ name }) => instancePrefix(kind, name)));
  const forgotten = entries.filter(({ key }) => !known.some((prefix) => key.startsWith(prefix)));
  return wipe(
    services,
    forgotten.map(({ key }) => key),
  );
};
