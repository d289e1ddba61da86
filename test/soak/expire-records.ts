import type { SecretStore } from '../../src/ports/secret-store.ts';

/** As an hour later: the access token has ended, and no credentials are cached. Reads every record on its way. */
export const expireRecords = async (store: SecretStore): Promise<void> => {
  for (const { key } of await store.list('')) {
    const text = await store.get(key);
    if (key.startsWith('credentials/')) await store.delete(key);
    if (!key.startsWith('session/') || text === undefined) continue;
    const session = JSON.parse(text);
    session.tokens.expiresAt = Date.now() - 1000;
    await store.set(key, JSON.stringify(session), session.tokens.expiresAt);
  }
};
