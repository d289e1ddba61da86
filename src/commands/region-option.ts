import { UsageError } from '../domain/errors.ts';
import { isRegion } from '../domain/region.ts';
import type { Options } from './command.ts';

/** `--region`, checked. Errors: UsageError. */
export const regionOption = (options: Options): string | undefined => {
  const region = options['region'];
  if (typeof region !== 'string') return undefined;
  if (isRegion(region)) return region;
  throw new UsageError(`${region} is not an AWS region.`, 'A region looks like eu-west-1.');
};
