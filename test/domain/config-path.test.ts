import { describe, expect, it } from 'vitest';
import { configPathText, parseConfigPath } from '../../src/domain/config-path.ts';
import { UsageError } from '../../src/domain/errors.ts';
import fc from '../support/properties.ts';

describe('a path of config.yaml', () => {
  it.each([
    ['theme', ['theme']],
    ['instances.acme.region', ['instances', 'acme', 'region']],
    ['instances.acme.accounts.012345678901.name', ['instances', 'acme', 'accounts', '012345678901', 'name']],
    ['a."My.Role".b', ['a', 'My.Role', 'b']],
    ["a.'x y'.0", ['a', 'x y', '0']],
    ['a."say \\"hi\\"\\\\"', ['a', 'say "hi"\\']],
    ['a.""', ['a', '']],
  ])('%s', (text, path) => {
    expect(parseConfigPath(text)).toEqual(path);
  });

  it.each(['', '.', 'a..b', '.a', 'a.', 'a."b', 'a."b"c', "a.'b"])('%j is none', (text) => {
    expect(() => parseConfigPath(text)).toThrow(UsageError);
  });

  it('is read back as it was, whatever the names hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (path) => {
        expect(parseConfigPath(configPathText(path))).toEqual(path);
      }),
    );
  });
});
