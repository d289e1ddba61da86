// The file of the AWS CLI integration guide, read as far as it can be. It belongs to the person and is never written.
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { type HelperConfig, parseHelperConfig } from '../../domain/helper/helper-config.ts';
import { nestsWithoutEnd } from '../../domain/yaml-fault.ts';
import type { Host } from '../../host.ts';

export const helperFilePath = ({ env, home }: Host): string =>
  env['AWS_CLI_HELPER_CONFIG'] || join(home, '.aws-remote-access', 'config.yaml');

const largest = 1024 * 1024;

/** Of no profiles where there is no file. Errors: UserError for one that is no YAML. */
export const readHelperFile = async (host: Host): Promise<HelperConfig> => {
  const path = helperFilePath(host);
  const text = await (await host.services.envFiles()).read(path);
  if (text === undefined) return { profiles: [], plugins: [], problems: [] };
  const broken = (): UserError => new UserError(`${path} is no YAML that can be read.`);
  if (text.length > largest || nestsWithoutEnd(text)) throw broken();
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    // What it warns of goes to stderr by itself, quoting the file.
    value = parse(text, { maxAliasCount: 50, logLevel: 'error' });
  } catch {
    throw broken();
  }
  return parseHelperConfig(value ?? {});
};
