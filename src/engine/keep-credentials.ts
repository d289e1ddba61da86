// Signing out, and removing lasting keys, wipes the role credentials that are kept. A fetch that is in flight then must not put its own back: what
// it got is handed out, and kept only under the session that it began with. Logout wipes the session before it lists the
// rest, so that credentials whose session is still there once they are stored are on that list.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import type { Services } from '../ports/services.ts';
import { loadLastingKeys } from './lasting-keys.ts';
import { newestSignIn } from './session.ts';
import { roleCredentialsText } from './stored-record.ts';

export type Keeping = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  /** Of the record that the credentials are kept in. */
  readonly key: string;
};

/** Of a profile or the environment nothing lies here that could be taken away meanwhile. */
const foundation = async ({ services, instance }: Keeping): Promise<unknown> => {
  const { base } = instance;
  if (base === undefined) return newestSignIn(services, instance);
  return base.kind === 'keys' ? (await loadLastingKeys(services, base.name))?.accessKeyId : undefined;
};

/**
 * Answers whether the person is as signed in as now, or has the same lasting keys. One whose session AWS has ended
 * already may still assume roles from keys that live.
 */
const sessionWatch = async (keeping: Keeping): Promise<() => Promise<boolean>> => {
  const begun = await foundation(keeping);
  return async () => (await foundation(keeping)) === begun;
};

/** What `fetch` answers, kept unless the person has signed out meanwhile. Errors: those of `fetch`, SecretStoreFailed. */
export const fetchAndKeep = async (
  keeping: Keeping,
  fetch: () => Promise<RoleCredentials>,
): Promise<RoleCredentials> => {
  const { services, key } = keeping;
  const isStillSignedIn = await sessionWatch(keeping);
  const fetched = await fetch();
  if (!(await isStillSignedIn())) return fetched;
  const store = await services.secretStore();
  await store.set(key, roleCredentialsText(fetched), fetched.expiration);
  if (!(await isStillSignedIn())) await store.delete(key);
  return fetched;
};
