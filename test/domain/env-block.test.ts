import { expect, it } from 'vitest';
import { withEnvBlock, withoutEnvBlock } from '../../src/domain/env-block.ts';
import fc from '../support/properties.ts';

const lines = fc.array(fc.constantFrom('A=1', '# own', '', 'export B="x y"', 'END rolecall'), {
  maxLength: 6,
});
const texts = fc
  .tuple(lines, fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([own, eol, isEnded]) => own.join(eol) + (isEnded && own.length > 0 ? eol : ''));

it('what is its owner’s stays, and the block is replaced in its place', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const once = withEnvBlock(before, 'K=1\n');
      const whole = `${once}${after}`;
      const twice = withEnvBlock(whole, 'K=2\nL=3\n');
      const eol = whole.includes('\r\n') ? '\r\n' : '\n';
      expect(twice.startsWith(before)).toBe(true);
      expect(twice.endsWith(after)).toBe(true);
      expect(twice).toContain(`${eol}K=2${eol}L=3${eol}# END rolecall${eol}`);
      expect(twice).not.toContain('K=1');
      const own =
        before === '' || before.endsWith('\n')
          ? before
          : `${before}${before.includes('\r\n') ? '\r\n' : '\n'}`;
      expect(withoutEnvBlock(twice)).toBe(`${own}${after}`);
    }),
  );
});

it.each([
  '# BEGIN rolecall\nA=1\n',
  'A=1\n# END rolecall\n',
  '# END rolecall\n# BEGIN rolecall\n',
  '# BEGIN rolecall\n# BEGIN rolecall\n# END rolecall\n',
])('markers that are not right are left alone: %j', (text) => {
  expect(() => withEnvBlock(text, 'K=1\n')).toThrow('out of order');
  expect(() => withoutEnvBlock(text)).toThrow('out of order');
});
