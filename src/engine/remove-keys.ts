// Lasting keys leave the store together with what was made of them.
import type { Config, InstanceConfig } from '../domain/config.ts';
import type { Services } from '../ports/services.ts';
import { changingKeys, removeLastingKeys } from './lasting-keys.ts';
import { instancePrefix } from './session-record.ts';

/** Wipes the sessions and role credentials that are cached for an instance. Errors: SecretStoreFailed. */
export const wipeCredentials = async (services: Services, instance: InstanceConfig): Promise<void> => {
  const store = await services.secretStore();
  for (const { key } of await store.list(instancePrefix('credentials', instance.name)))
    await store.delete(key);
};

/** Those that begin with the keys of that name. */
export const instancesWith = (config: Config, name: string): readonly InstanceConfig[] =>
  config.instances.filter(({ base }) => base?.kind === 'keys' && base.name === name);

/** `instances` are those that begin with the keys. Errors: SecretStoreFailed, UserError for a lock. */
export const removeKeys = async (
  services: Services,
  name: string,
  instances: readonly InstanceConfig[],
): Promise<void> => {
  await changingKeys(services, name, () => removeLastingKeys(services, name));
  for (const instance of instances) await wipeCredentials(services, instance);
};
