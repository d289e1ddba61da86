import type { Command } from 'commander';
import type { Config } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { type ExportsConfig, exportsOf } from '../domain/exports-config.ts';
import { isRegion } from '../domain/region.ts';
import type { Options } from './command.ts';

/** `--region`, checked; an empty one counts as none. Errors: UsageError. */
export const regionOption = (options: Options): string | undefined => {
  const region = options['region'];
  if (typeof region !== 'string' || region === '') return undefined;
  if (isRegion(region)) return region;
  throw new UsageError(`${region} is not an AWS region.`, 'A region looks like eu-west-1.');
};

/** How a role's region goes into an environment. `--region` is to be there already. */
export const addRegionRule = (command: Command): Command =>
  command
    .option('--no-region', 'leave the region of the role out')
    .option('--overwrite-region', 'the region of the role, also where you set one of your own');

export type RegionRule = {
  /** As of `ExportRequest`. */
  readonly region: string | undefined;
  readonly exports: ExportsConfig;
};

/** `--region`, `--no-region` and `--overwrite-region` over the configuration. Errors: UsageError. */
export const regionRule = (options: Options, config: Config): RegionRule => {
  const exports = exportsOf(config);
  if (options['region'] === false) return { region: 'none', exports };
  const overwritesRegion = options['overwriteRegion'] === true || exports.overwritesRegion;
  return { region: regionOption(options), exports: { ...exports, overwritesRegion } };
};

/** The same options as words again. */
export const regionWords = (options: Options): readonly string[] => {
  if (options['region'] === false) return ['--no-region'];
  const region = regionOption(options);
  if (region !== undefined) return ['--region', region];
  return options['overwriteRegion'] === true ? ['--overwrite-region'] : [];
};
