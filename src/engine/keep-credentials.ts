// Signing out wipes the role credentials that are kept. A fetch that is in flight then must not put its own back: what
// it got is handed out, and kept only under the session that it began with. Logout wipes the session before it lists the
// rest, so that credentials whose session is still there once they are stored are on that list.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import type { Services } from '../ports/services.ts';
import { newestSignIn } from './session.ts';
import { roleCredentialsText } from './stored-record.ts';

export type Keeping = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  /** Of the record that the credentials are kept in. */
  readonly key: string;
};

/**
 * Answers whether the person is as signed in as now. An instance with a base has no session that could end; one whose
 * session AWS has ended already may still assume roles from keys that live.
 */
const sessionWatch = async ({ services, instance }: Keeping): Promise<() => Promise<boolean>> => {
  if (instance.base !== undefined) return async () => true;
  const begun = await newestSignIn(services, instance);
  return async () => (await newestSignIn(services, instance)) === begun;
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
