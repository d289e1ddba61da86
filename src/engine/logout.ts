// Signing out: at AWS, and on this machine. Neither failing keeps the other from being done (security.md R26).
import type { InstanceConfig } from '../domain/config.ts';
import { LoginNeeded } from '../domain/errors.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';
import { instancePrefix, recordKinds } from './session-record.ts';

export type LogoutReport = {
  /** Was there anything of this instance in the secret store? */
  readonly wasSignedIn: boolean;
  /** What could not be done, a sentence each; empty when all was. */
  readonly problems: readonly string[];
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

const logoutAtAws = async (services: Services, instance: InstanceConfig): Promise<readonly string[]> => {
  try {
    await withAccessToken(services, instance, (accessToken, center) => center.logout(accessToken));
    return [];
  } catch (error) {
    if (error instanceof LoginNeeded) return [];
    return [`The session could not be ended at AWS: ${reasonOf(error)}`];
  }
};

/**
 * Ends the session at AWS and wipes every secret of the instance, whatever endpoint it was for. Role credentials that
 * were handed out live on until their own end. Never throws for what it could not do: the report says it.
 */
export const logout = async (services: Services, instance: InstanceConfig): Promise<LogoutReport> => {
  const problems: string[] = [];
  const keys: string[] = [];
  const store = await services.secretStore();
  for (const kind of recordKinds) {
    try {
      const entries = await store.list(instancePrefix(kind, instance.name));
      keys.push(...entries.map((entry) => entry.key));
    } catch (error) {
      problems.push(`The secret store could not be read: ${reasonOf(error)}`);
    }
  }
  const wasSignedIn = keys.some((key) => key.startsWith(instancePrefix('session', instance.name)));
  if (wasSignedIn) problems.push(...(await logoutAtAws(services, instance)));
  for (const kind of recordKinds) {
    for (const { key } of await store.list(instancePrefix(kind, instance.name)).catch(() => [])) {
      await store.delete(key).catch((error: unknown) => {
        problems.push(`A secret could not be wiped: ${reasonOf(error)}`);
      });
    }
  }
  return { wasSignedIn, problems };
};
