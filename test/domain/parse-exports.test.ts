import { describe, expect, it } from 'vitest';
import type { YamlValue } from '../../src/domain/config-reader.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';

const parse = (keys: Readonly<Record<string, YamlValue>>) => parseConfig(new Map(Object.entries(keys)));

describe('what a role leaves in a shell', () => {
  it('is read', () => {
    const { config, problems } = parse({ overwrite_region: 'true', on_expiry: 'renew' });
    expect(problems).toEqual([]);
    expect(config.exports).toMatchObject({ overwritesRegion: true, onExpiry: 'renew' });
  });

  it('is as usual where nothing is set', () => {
    expect(parse({}).config.exports).toBeUndefined();
  });

  it.each<[string, YamlValue, string]>([
    ['overwrite_region', 'yes', 'must be one of true, false.'],
    ['on_expiry', 'renews', 'must be one of renew, warn, off. Did you mean renew?'],
  ])('%s: %j is refused', (key, value, message) => {
    expect(parse({ [key]: value }).problems).toMatchObject([{ path: [key], message }]);
  });
});
