// Our block of a credentials file: keys with a remark, and every byte of the user's as it was.

import { describe, expect, it } from 'vitest';
import { replaceCredentialsBlock, replaceManagedBlock } from '../../../src/domain/aws-ini/managed-block.ts';
import { parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import type { WritableSection } from '../../../src/domain/aws-ini/writable-section.ts';
import fc from '../../support/properties.ts';

const file = '~/.aws/credentials';

const keys = (name: string): WritableSection => ({
  name,
  comment: 'expires 2099-01-02T03:04:05Z',
  entries: [
    ['aws_access_key_id', 'ASIAFAKE'],
    ['aws_secret_access_key', 'fake/secret+1='],
  ],
});

const own = '[mine]\naws_access_key_id = AKIDFAKE\n# a remark\naws_secret_access_key = other\n';

describe('the block of a credentials file', () => {
  it('goes to the end, with plain section names and the remark', () => {
    expect(replaceCredentialsBlock(own, [keys('prod'), keys('default')], file)).toBe(`${own}
# BEGIN rolecall: written by "rolecall credentials write", do not edit between these lines
[prod]
# expires 2099-01-02T03:04:05Z
aws_access_key_id = ASIAFAKE
aws_secret_access_key = fake/secret+1=

[default]
# expires 2099-01-02T03:04:05Z
aws_access_key_id = ASIAFAKE
aws_secret_access_key = fake/secret+1=
# END rolecall
`);
  });

  it('is replaced in its place, and removed without a trace', () => {
    const written = `${replaceCredentialsBlock(own, [keys('prod')], file)}[later]\nx = y\n`;
    const again = replaceCredentialsBlock(written, [keys('dev')], file);
    expect(parseAwsIni(again).sections.map(({ header }) => header)).toEqual(['mine', 'dev', 'later']);
    expect(replaceCredentialsBlock(replaceCredentialsBlock(own, [keys('prod')], file), [], file)).toBe(own);
  });

  it('never holds a profile that the user has keys for', () => {
    expect(() => replaceCredentialsBlock(own, [keys('mine')], file)).toThrow(
      `${file}:1: [mine] is outside rolecall's block, which would hold [mine] at line 7.`,
    );
  });

  it('refuses names and remarks that could be more than that', () => {
    for (const name of ['profile prod', 'a b', 'a]\n[b', ''])
      expect(() => replaceCredentialsBlock(own, [keys(name)], file), name).toThrow(/section name/);
    const remark = { ...keys('a'), comment: 'x\n[b]' };
    expect(() => replaceCredentialsBlock(own, [remark], file)).toThrow(/comment/);
    expect(() => replaceManagedBlock('', [keys('plain')])).toThrow(/section name/);
  });

  it('comes and goes without a change to any file', () => {
    const line = fc.constantFrom('[a]', '[b]', '[c c]', 'k = v', '# x', '', '  indented = 1', 'K=w', '; y');
    const text = fc
      .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, eol, isEnded]) => lines.join(eol) + (isEnded ? eol : ''));
    fc.assert(
      fc.property(text, (before) => {
        let after: string;
        try {
          after = replaceCredentialsBlock(before, [keys('zz')], file);
        } catch {
          return;
        }
        expect(replaceCredentialsBlock(after, [], file)).toBe(before);
        expect(after.startsWith(before)).toBe(true);
      }),
    );
  });
});
