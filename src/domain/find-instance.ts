import type { Config, InstanceConfig } from './config.ts';
import { NotSetUp, UsageError } from './errors.ts';

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
  throw new NotSetUp(
    'No Identity Center instance is configured yet.',
    'Run: rolecall setup\nOr try: rolecall demo',
  );
};
