// Where other tools keep their start URLs. Only looked at; nothing of it is ever written.
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { type Environment, endpointOverride } from '../domain/aws-endpoint.ts';
import type { YamlValue } from '../domain/config-reader.ts';
import {
  mergeStartUrls,
  type StartUrlMention,
  startUrlsInAwsConfig,
  startUrlsInAwsSsoCli,
  startUrlsInGranted,
  startUrlsInLeapp,
} from '../domain/found-start-urls.ts';
import { nestsWithoutEnd } from '../domain/yaml-fault.ts';
import type { StartUrlSearch } from '../ports/start-url-search.ts';

export type StartUrlSearchOptions = { readonly env: Environment; readonly home: string };

const largest = 8 * 1024 * 1024;

/** Undefined for what is no file, is not there, may not be read, or is too large to be what we look for. */
const read = async (path: string): Promise<string | undefined> => {
  try {
    const stats = await fs.stat(path);
    return stats.isFile() && stats.size <= largest ? await fs.readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
};

const first = async (paths: readonly (string | undefined)[]): Promise<string | undefined> => {
  for (const path of paths) {
    const text = path === undefined || path === '' ? undefined : await read(path);
    if (text !== undefined) return text;
  }
  return undefined;
};

const readYaml = async (text: string): Promise<YamlValue> => {
  if (nestsWithoutEnd(text)) return null;
  const { parseDocument } = await import('yaml');
  try {
    return parseDocument(text, { schema: 'failsafe' }).toJS({
      mapAsMap: true,
      maxAliasCount: 50,
    }) as YamlValue;
  } catch {
    return null;
  }
};

const mentions = async ({ env, home }: StartUrlSearchOptions): Promise<readonly StartUrlMention[]> => {
  const config = env['XDG_CONFIG_HOME'] || join(home, '.config');
  const [aws, awsSso, granted, leapp] = await Promise.all([
    first([env['AWS_CONFIG_FILE'] || join(home, '.aws', 'config')]),
    first([
      env['AWS_SSO_CONFIG'],
      join(home, '.aws-sso', 'config.yaml'),
      join(config, 'aws-sso', 'config.yaml'),
    ]),
    first([join(home, '.granted', 'config'), join(config, 'granted', 'config')]),
    first([join(home, '.Leapp', 'Leapp-lock.json')]),
  ]);
  return [
    ...(aws === undefined ? [] : startUrlsInAwsConfig(aws)),
    ...(awsSso === undefined ? [] : startUrlsInAwsSsoCli(await readYaml(awsSso))),
    ...(granted === undefined ? [] : startUrlsInGranted(granted)),
    ...(leapp === undefined ? [] : startUrlsInLeapp(leapp)),
  ];
};

export const startUrlSearch = (options: StartUrlSearchOptions): StartUrlSearch => ({
  find: async () =>
    mergeStartUrls(await mentions(options), endpointOverride('sso-oidc', options.env) !== undefined),
});
