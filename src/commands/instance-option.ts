// `--instance NAME`, else the default instance: what login, logout and refresh act on.
import type { Config, InstanceConfig } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';

/** The instance of that name. Errors: UsageError that lists the names there are. */
export const findInstance = (config: Config, name: string): InstanceConfig => {
  const found = config.instances.find((instance) => instance.name === name);
  if (found !== undefined) return found;
  const names = config.instances.map((instance) => instance.name);
  throw new UsageError(
    `There is no instance named ${name}.`,
    names.length === 0 ? 'Run: rolecall setup' : `Configured: ${names.join(', ')}`,
  );
};

export const requireInstances = (config: Config): void => {
  if (config.instances.length > 0) return;
  throw new UsageError(
    'No Identity Center instance is configured yet.',
    'Run: rolecall setup\nOr try: rolecall demo',
  );
};

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
