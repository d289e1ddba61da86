import { describe, expect, it } from 'vitest';
import type { YamlValue } from '../../src/domain/config-reader.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';

const parse = (keys: Readonly<Record<string, YamlValue>>) => parseConfig(new Map(Object.entries(keys)));

describe('what a role leaves in a shell', () => {
  it('is read', () => {
    const { config, problems } = parse({
      overwrite_region: 'true',
      on_expiry: 'renew',
      export_mode: 'profile',
      tag_variables: ['env', 'cost-center'],
      compat: 'aws-sso-cli',
    });
    expect(problems).toEqual([]);
    expect(config.exports).toEqual({
      overwritesRegion: true,
      onExpiry: 'renew',
      mode: 'profile',
      tagVariables: ['env', 'cost-center'],
      compat: 'aws-sso-cli',
    });
  });

  it('is as usual where nothing is set', () => {
    expect(parse({}).config.exports).toBeUndefined();
  });

  it.each<[string, YamlValue, string]>([
    ['overwrite_region', 'yes', 'must be one of true, false.'],
    ['on_expiry', 'renews', 'must be one of renew, warn, off. Did you mean renew?'],
    ['export_mode', 'keys', 'must be one of credentials, profile, server.'],
    ['compat', 'granted', 'must be one of aws-sso-cli.'],
    ['tag_variables', 'env', 'must be a list of tag keys, such as [env, team].'],
  ])('%s: %j is refused', (key, value, message) => {
    expect(parse({ [key]: value }).problems).toMatchObject([{ path: [key], message }]);
  });

  it('refuses tags that no variable could be named by, and two of one name', () => {
    expect(parse({ tag_variables: ['cost-center', 'Cost.Center', '費用'] }).problems).toMatchObject([
      {
        path: ['tag_variables', '1'],
        message: 'would be ROLECALL_TAG_COST_CENTER, as cost-center is already.',
      },
      { path: ['tag_variables', '2'] },
    ]);
  });
});
