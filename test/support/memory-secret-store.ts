import type { SecretStore } from '../../src/ports/secret-store.ts';

type MemoryRecord = { readonly value: string; readonly expiresAt: number | undefined };

export type MemorySecretStore = SecretStore & { readonly records: Map<string, MemoryRecord> };

/** A secret store for tests; `records` may be looked at and changed. */
export const createMemorySecretStore = (
  initial: readonly (readonly [string, string])[] = [],
): MemorySecretStore => {
  const records = new Map<string, MemoryRecord>(
    initial.map(([key, value]) => [key, { value, expiresAt: undefined }]),
  );
  return {
    records,
    get: async (key) => records.get(key)?.value,
    set: async (key, value, expiresAt) => void records.set(key, { value, expiresAt }),
    delete: async (key) => void records.delete(key),
    list: async (prefix) =>
      [...records]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, { expiresAt }]) => ({ key, expiresAt }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
};
