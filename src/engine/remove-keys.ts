// Lasting keys leave the store together with what was made of them.
import type { InstanceConfig } from '../domain/config.ts';
import type { Services } from '../ports/services.ts';
import { removeLastingKeys } from './lasting-keys.ts';
import { instancePrefix } from './session-record.ts';

/** Wipes the sessions and role credentials that are cached for an instance. Errors: SecretStoreFailed. */
export const wipeCredentials = async (services: Services, instance: InstanceConfig): Promise<void> => {
  const store = await services.secretStore();
  for (const { key } of await store.list(instancePrefix('credentials', instance.name)))
    await store.delete(key);
};

/** `instance` is the one that begins with the keys, where there is one. Errors: SecretStoreFailed. */
export const removeKeys = async (
  services: Services,
  name: string,
  instance: InstanceConfig | undefined,
): Promise<void> => {
  await removeLastingKeys(services, name);
  if (instance !== undefined) await wipeCredentials(services, instance);
};
