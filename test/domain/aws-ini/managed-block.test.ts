import { describe, expect, it } from 'vitest';
import { beginMarker, endMarker } from '../../../src/domain/aws-ini/find-block.ts';
import {
  blockText,
  managedSections,
  replaceManagedBlock,
} from '../../../src/domain/aws-ini/managed-block.ts';
import { listSections } from '../../../src/domain/aws-ini/section-identity.ts';
import type { WritableSection } from '../../../src/domain/aws-ini/writable-section.ts';
import { UsageError } from '../../../src/domain/errors.ts';

const profile = (name: string, region = 'eu-west-1'): WritableSection => ({
  name: `profile ${name}`,
  entries: [
    ['credential_process', `/bin/rolecall process --profile ${name}`],
    ['region', region],
  ],
});

const block = blockText([profile('a')]);

const refusal = (run: () => unknown): UsageError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('accepted');
};

describe('replaceManagedBlock', () => {
  it('makes a file that reads well', () => {
    expect(replaceManagedBlock(undefined, [profile('a'), profile('b')])).toMatchInlineSnapshot(`
      "# BEGIN rolecall: written by "rolecall profiles write", do not edit between these lines
      [profile a]
      credential_process = /bin/rolecall process --profile a
      region = eu-west-1

      [profile b]
      credential_process = /bin/rolecall process --profile b
      region = eu-west-1
      # END rolecall
      "
    `);
  });

  it.each([
    ['after a blank line', '[default]\nregion = x\n', '[default]\nregion = x\n\n'],
    ['on a line of its own when the last one has no end', '[default]', '[default]\n'],
    ['as the only text of an empty file', '', ''],
  ])('adds the block %s', (_name, before, head) => {
    expect(replaceManagedBlock(before, [profile('a')])).toBe(head + block);
  });

  it('uses the line endings of the file', () => {
    const after = replaceManagedBlock('[default]\r\nregion = x\r\n', [profile('a')]);
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(replaceManagedBlock(after, [profile('b')]).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('replaces the block where it is, whatever was done to its inside', () => {
    const head = '# mine\n[x]\na = 1\n';
    const tail = '[y]\n\tb=2\n';
    const broken = `${head}  # BEGIN rolecall\n[x]\n[x]\njunk\n${endMarker} thanks\n${tail}`;
    expect(replaceManagedBlock(broken, [profile('a')])).toBe(head + block + tail);
  });

  it('removes a block in the middle and leaves its surroundings', () => {
    expect(replaceManagedBlock(`[x]\na = 1\n${block}[y]\nb = 1\n`, [])).toBe('[x]\na = 1\n[y]\nb = 1\n');
  });

  it('leaves a file alone that holds none and gets none', () => {
    expect(replaceManagedBlock('[x]\r\na = 1', [])).toBe('[x]\r\na = 1');
  });

  it('tells what the block holds', () => {
    const text = replaceManagedBlock('[x]\na = 1\n', [profile('a'), profile('b')]);
    expect(managedSections(text).map((section) => section.header)).toEqual(['profile a', 'profile b']);
    expect(managedSections('[x]\n')).toEqual([]);
  });
});

describe('markers that do not pair', () => {
  const begin = `${beginMarker}\n`;
  const end = `${endMarker}\n`;
  it.each([
    ['a lost END', `[x]\na = 1\n${begin}[profile a]\n`, 3],
    ['a lost BEGIN', `[x]\n${end}`, 2],
    ['a BEGIN in a block', `${begin}[profile a]\n${begin}${end}${end}`, 3],
    ['a second block', `${begin}${end}[x]\n${begin}${end}`, 4],
    ['a second END', `${begin}${end}${end}`, 3],
    ['END before BEGIN', `${end}${begin}`, 1],
    ['an indented BEGIN alone', `[x]\n   #BEGIN  rolecall\n`, 2],
  ])('refuses %s with its line', (_name, text, line) => {
    for (const sections of [[profile('a')], []]) {
      const error = refusal(() => replaceManagedBlock(text, sections));
      expect(error.message).toMatch(new RegExp(`^~/\\.aws/config:${line}: .*rolecall`));
      expect(error.hint).toMatch(/marker/);
    }
  });

  it('does not take other comments for markers', () => {
    const text = '# BEGIN rolecall-old\n# the END rolecall\n# BEGIN_AWS_SSO_CLI\n[x]\n';
    expect(replaceManagedBlock(text, [profile('a')])).toBe(`${text}\n${block}`);
  });
});

describe('sections that exist outside the block', () => {
  it.each([
    ['plainly', '[profile a]', 'profile a'],
    ['with a comment', '[profile a] # [b]', 'profile a'],
    ['in quotes', '[profile "a"]', 'profile a'],
    ['with two spaces', '[profile  a]', 'profile a'],
    ['with a tab', '[profile\ta]', 'profile a'],
    ['with spaces around', '[ profile a ]', 'profile a'],
    ['with a dot (JavaScript)', '[profile.a]', 'profile a'],
    ['with letters after the word (botocore)', '[profilex a]', 'profile a'],
    ['with a backslash (botocore)', '[profile \\a]', 'profile a'],
    ['as [default]', '[default]', 'default'],
    ['as [profile default]', '[profile default]', 'default'],
    ['as a session', '[sso-session a]', 'sso-session a'],
  ])('refuses a name that is there %s', (_name, header, name) => {
    const sections: readonly WritableSection[] = [profile('0'), { name, entries: [['region', 'eu-west-1']] }];
    const error = refusal(() => replaceManagedBlock(`[x]\na = 1\n${header}\nregion = y\n`, sections));
    expect(error.message).toMatch(/^~\/\.aws\/config:3: .*outside rolecall's block.* at line 11\.$/);
    expect(error.hint).toMatch(/line 3/);
  });

  it.each(['[a]', '[profile A]', '[profile ab]', '[sso-session a]', '[services a]'])(
    'goes on beside %s',
    (header) => {
      expect(replaceManagedBlock(`${header}\n`, [profile('a')])).toBe(`${header}\n\n${block}`);
    },
  );

  it('refuses a setting after the block that would change its section', () => {
    const error = refusal(() => replaceManagedBlock(`${block}\n# c\noutput = json\n`, [profile('b')]));
    expect(error.message).toMatch(/^~\/\.aws\/config:8: .*no section of its own/);
    expect(() => replaceManagedBlock(`${block}  [profile z]\n`, [profile('b')])).toThrow(
      /no section of its own/,
    );
  });

  it('refuses a file that the AWS CLI would reject', () => {
    expect(refusal(() => replaceManagedBlock(`[x]\n${block}[x]\n`, [])).message).toMatch(
      /^~\/\.aws\/config:7:/,
    );
  });
});

describe('what may be written', () => {
  const withValue = (value: string): readonly WritableSection[] => [
    { name: 'profile a', entries: [['credential_process', value]] },
  ];

  it.each([
    'profile a b',
    'profile "ab"',
    'profile  a',
    'profile -a',
    'profile a]b',
    'profile a#b',
    'profile a%b',
    'profile é',
    'profile ',
    'profile default',
    'profile DEFAULT',
    'profile __proto__',
    'profile constructor',
    'profile toString',
    `profile ${'x'.repeat(129)}`,
    'a',
    'DEFAULT',
    'sso-session a b',
    'profile a\nb',
    "profile o'brien",
  ])('refuses the section name %j', (name) => {
    // biome-ignore format: a table
    expect(() => blockText([{ name, entries: [['region', 'x']] }])).toThrow(/section name/);
  });

  it.each([
    '',
    'a\nb',
    'a\rb',
    'a\tb',
    'a\0b',
    'é',
    ' a',
    'a ',
    'a # b',
    'a ;b',
    '"a b"',
    "'a'",
    'a\\nb',
    'a\\"b',
    "a\\'b",
    'a\u2028b',
    'a\u0085b',
  ])('refuses the value %j without quoting it', (value) => {
    // biome-ignore format: a table
    const error = refusal(() => blockText(withValue(value)));
    expect(error.message).toMatch(/^The value of credential_process in \[profile a\]/);
  });

  it.each(['"/a b/tool" process', 'a#b', 'a;b', "it's", 'x=y', 'a: b', '[x]', 'C:/tool'])(
    'writes the value %j',
    (value) => {
      expect(managedSections(replaceManagedBlock('[x]\n', withValue(value)))[0]?.entries[0]?.value).toBe(
        value,
      );
    },
  );

  it.each(['Region', 'a b', '', 'a=b', '_a', 'é'])('refuses the key %j', (key) => {
    expect(() => blockText([{ name: 'profile a', entries: [[key, 'x']] }])).toThrow(/not a key/);
  });

  it('refuses to write a section or a key twice', () => {
    expect(() => replaceManagedBlock('', [profile('a'), profile('a')])).toThrow(UsageError);
    const twice = { name: 'profile a', entries: [['region', 'x'], ['region', 'y']] } as const; // biome-ignore format: short
    expect(() => replaceManagedBlock('', [twice])).toThrow(UsageError);
  });
});

describe('listSections', () => {
  it('lists the headers of any text', () => {
    expect(listSections('\ufeffjunk\n[a]\nx\n [ b ] # c\n[a]\n[\r\n[c')).toEqual(['a', 'b', 'a']);
  });
});
