// Where config.yaml uses a plugin: as the base of an instance, and for roles of their own.
import type { Config, InstanceConfig } from './config.ts';
import type { PluginUse } from './plugin.ts';
import type { RoleId } from './role.ts';

export type PluginPlace = {
  readonly plugin: PluginUse;
  readonly instance: InstanceConfig;
  /** Undefined: roles of the instance are assumed with what it gives. */
  readonly role: RoleId | undefined;
};

const inInstance = (instance: InstanceConfig): readonly PluginPlace[] => {
  const { base, accounts, name } = instance;
  const own = base?.kind === 'plugin' ? [{ plugin: base.plugin, instance, role: undefined }] : [];
  const roles = accounts.flatMap(({ id, roles: held }) =>
    held.flatMap(({ name: roleName, plugin }) =>
      plugin === undefined ? [] : [{ plugin, instance, role: { instance: name, accountId: id, roleName } }],
    ),
  );
  return [...own, ...roles];
};

export const pluginPlaces = (
  { instances }: Pick<Config, 'instances'>,
  name: string,
): readonly PluginPlace[] => instances.flatMap(inInstance).filter(({ plugin }) => plugin.name === name);
