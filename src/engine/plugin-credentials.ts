// What plugins give: the credentials of a role, which are kept like any role's, and those that roles are assumed with,
// which are kept until their end too, since making them may cost somebody a user at AWS. Asked for by one process at a time.
import { createHash } from 'node:crypto';
import type { BaseSource, InstanceConfig } from '../domain/config.ts';
import type { FoundKeys, RoleCredentials } from '../domain/credentials.ts';
import { UserError } from '../domain/errors.ts';
import { hour, minute } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import type { PluginUse } from '../domain/plugin.ts';
import type { RoleId } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';
import { scopePrefix } from './session-record.ts';
import { type KeptKeys, keptKeysText, parseKeptKeys } from './stored-record.ts';

type Asking = {
  readonly plugin: PluginUse;
  readonly instance: InstanceConfig;
  readonly role: RoleId | undefined;
};

/** Asks the plugin, whatever is cached. Errors: as `Plugins.credentials`. */
export const askPlugin = async (services: Services, { plugin, instance, role }: Asking): Promise<FoundKeys> =>
  (await services.plugins()).credentials({
    plugin,
    instance: instance.name,
    region: instance.region,
    role,
    deadline: services.clock.now() + plugin.timeout,
  });

/** AWS gives no session a longer life: what says otherwise is not kept for longer. */
const longestSession = 36 * hour;

/** Asks the plugin, whatever is cached. Errors: as `askPlugin`; UserError for keys that have no end. */
export const pluginRole = async (
  services: Services,
  asking: Asking & { readonly role: RoleId },
): Promise<RoleCredentials> => {
  const { plugin, role } = asking;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await askPlugin(services, asking);
  if (sessionToken !== undefined && expiration !== undefined) {
    const end = Math.min(expiration, services.clock.now() + longestSession);
    return guarded({ accessKeyId, secretAccessKey, sessionToken, expiration: end });
  }
  throw new UserError(
    `The plugin ${plugin.name} gave ${sessionToken === undefined ? 'keys without a SessionToken' : 'no Expiration'} for ${role.roleName}.`,
    {
      hint: 'Only credentials that end are handed out. Lasting keys may be the base of an instance (auth: plugin).',
    },
  );
};

export type PluginBase = Extract<BaseSource, { readonly kind: 'plugin' }>;

/** Less is too little to assume a role with. */
const leastLeft = minute;

const baseRecord = async (
  services: Services,
  instance: InstanceConfig,
  { plugin }: PluginBase,
): Promise<string> => {
  const { origin } = await services.identityCenter(instance);
  const asked = createHash('sha256')
    .update(JSON.stringify([plugin.path, plugin.config]))
    .digest('base64url');
  return `${scopePrefix('credentials', instance, origin)}base/${encodeURIComponent(plugin.name)}/${asked}`;
};

const keptBase = async (services: Services, key: string): Promise<KeptKeys | undefined> => {
  const text = await (await services.secretStore()).get(key);
  return text === undefined ? undefined : parseKeptKeys(text);
};

/**
 * AWS does not take them any more, so nobody is to be given them again. Those of the last minute stay: AWS needs some
 * seconds to know a user that was just made, and asking anew would only make another.
 */
export const forgetPluginBase = async (
  services: Services,
  instance: InstanceConfig,
  base: PluginBase,
): Promise<void> => {
  const key = await baseRecord(services, instance, base);
  const kept = await keptBase(services, key);
  if (kept !== undefined && services.clock.now() - kept.since > minute)
    await (await services.secretStore()).delete(key);
};

/** Errors: as `askPlugin`, SecretStoreFailed. */
export const pluginBase = async (
  services: Services,
  instance: InstanceConfig,
  base: PluginBase,
): Promise<FoundKeys> => {
  const { plugin } = base;
  const key = await baseRecord(services, instance, base);
  const cached = async (): Promise<FoundKeys | undefined> => {
    const keys = (await keptBase(services, key))?.keys;
    return (keys?.expiration ?? 0) - services.clock.now() > leastLeft ? keys : undefined;
  };
  const renew = async (): Promise<FoundKeys> => {
    const before = await cached();
    if (before !== undefined) return before;
    const keys = await askPlugin(services, { plugin, instance, role: undefined });
    // Of keys that do not say when they end, nobody knows how long they are good.
    if (keys.expiration !== undefined) {
      const text = keptKeysText({ keys, since: services.clock.now() });
      await (await services.secretStore()).set(key, text, keys.expiration);
    }
    return keys;
  };
  return (await cached()) ?? (await services.lock()).run(key, renew, plugin.timeout + 5_000);
};
