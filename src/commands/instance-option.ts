// `--instance NAME`, else the default instance: what login, logout and refresh act on.
import type { Config, InstanceConfig } from '../domain/config.ts';
import { findInstance, requireInstances } from '../domain/find-instance.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';

export { findInstance, requireInstances } from '../domain/find-instance.ts';

export const loadConfig = async (host: Host): Promise<Config> => {
  const config = await (await host.services.configStore()).load();
  requireInstances(config);
  return config;
};

/** Errors: UsageError when there is none of that name, or none at all. */
export const oneInstance = async (host: Host, options: Options): Promise<InstanceConfig> => {
  const config = await loadConfig(host);
  const name = options['instance'];
  return findInstance(config, typeof name === 'string' ? name : (config.defaultInstance ?? ''));
};

/** The named instance, or all. */
export const someInstances = async (host: Host, options: Options): Promise<readonly InstanceConfig[]> => {
  const config = await loadConfig(host);
  const name = options['instance'];
  return typeof name === 'string' ? [findInstance(config, name)] : config.instances;
};
