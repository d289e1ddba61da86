import { describe, expect, it } from 'vitest';
import { joinLines } from '../../../src/domain/aws-ini/lines.ts';
import { inspectAwsIni, parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import { UsageError } from '../../../src/domain/errors.ts';

const refusal = (text: string): UsageError => {
  try {
    parseAwsIni(text, '/home/me/.aws/config');
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(text)}`);
};

const entriesOf = (text: string): readonly (readonly [string, string])[] =>
  parseAwsIni(text).sections.flatMap((section) => section.entries.map(({ key, value }) => [key, value]));

describe('what a strict reader refuses', () => {
  it.each([
    ['a section twice', '[a]\nx = 1\n[b]\n[a]\n', 4, /\[a\] is already at line 1/],
    ['a key twice', '[a]\nx = 1\ny = 2\nx = 3\n', 4, /key x .* already at line 2/],
    ['a key twice in other case', '[a]\nRegion = 1\nregion = 2\n', 3, /key region/],
    ['a key without =', '[a]\nx = 1\nregion\n', 3, /without =/],
    ['a value without key', '[a]\n= 1\n', 2, /without a key/],
    ['text before the first section', '# c\n\nx = 1\n[a]\n', 3, /before the first section/],
    ['a byte order mark', '\ufeff[a]\nx = 1\n', 1, /byte order mark/],
    ['a NUL', '[a]\r\nx = 1\r\ny = \0\r\n', 3, /NUL/],
    ['a header without its bracket', '[a]\n[profile b\n', 2, /bracket/],
    ['a header without a name', '[]\n', 1, /without a name/],
    ['a nested line without =', '[a]\ns3 =\n  max\n', 3, /below s3/],
    ['a line after a lone CR', '[a]\rx\r', 2, /without =/],
  ] as const)('%s', (...[, text, line, message]) => {
    const error = refusal(text);
    expect(error.message).toMatch(new RegExp(`^/home/me/\\.aws/config:${line}: `));
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/The file was not changed\.$/);
    expect(error.exitCode).toBe(2);
  });

  it('never quotes a value, which may be a secret', () => {
    const error = refusal('[a]\naws_secret_access_key hunter2\n');
    expect(`${error.message}${error.hint}`).not.toContain('hunter2');
  });

  it('makes names inert before they reach a terminal', () => {
    expect(refusal('[\u001b]0;x]\n[\u001b]0;x]\n').message).not.toContain('\u001b');
  });
});

describe('what it reads as botocore does', () => {
  it.each([
    ['comments and blank lines', '# a\n; b\n\n[a]\n  # c\nx = 1\n', [['x', '1']]],
    ['a colon for =', '[a]\nx : 1\n', [['x', '1']]],
    ['lower case keys', '[a]\nRegion = EU\n', [['region', 'EU']]],
    ['a comment sign in a value', '[a]\nx = v # c\ny = v;c\n', [['x', 'v # c'], ['y', 'v;c']]], // biome-ignore format: a table
    ['an empty value', '[a]\nx =\ny = 1\n', [['x', ''], ['y', '1']]], // biome-ignore format: a table
    ['a continuation line', '[a]\nx = 1\n  more = y\n', [['x', '1\nmore = y']]],
    ['a header that is a continuation', '[a]\nx = 1\n  [b]\n', [['x', '1\n[b]']]],
    ['a nested block, with a key twice in it', '[a]\ns3 =\n  m = 1\n  m = 2\nx = 1\n', [['s3', '\nm = 1\nm = 2'], ['x', '1']]], // biome-ignore format: a table
    ['an indented section', '  [a]\n  x = 1\n', [['x', '1']]],
    ['CRLF', '[a]\r\nx = 1\r\n', [['x', '1']]],
    ['no line end at the end', '[a]\nx = 1', [['x', '1']]],
    ['values with line separators of other worlds', '[a]\nx = 1\u20282\u00853\n', [['x', '1\u20282\u00853']]],
  ])('%s', (_name, text, entries) => {
    expect(entriesOf(text)).toEqual(entries);
  });

  it('keeps what is between the outer brackets as the header', () => {
    const text = '[profile a] # c\n[profile  b]\n[ profile c ]\n[profile d]e]\n';
    expect(parseAwsIni(text).sections.map((section) => section.header)).toEqual([
      'profile a',
      'profile  b',
      ' profile c ',
      'profile d]e',
    ]);
  });

  it('is not fooled by names of Object.prototype', () => {
    const { sections } = parseAwsIni('[__proto__]\n__proto__ = 1\nconstructor = 2\n[constructor]\n');
    expect(sections.map((section) => section.header)).toEqual(['__proto__', 'constructor']);
    expect(sections[0]?.entries.map((entry) => entry.key)).toEqual(['__proto__', 'constructor']);
  });

  it('keeps every byte in its lines', () => {
    const text = '\r\n# é\t\r[a]\n\n  x=1 \r\ny = "q"';
    expect(joinLines(parseAwsIni(text).lines)).toBe(text);
  });
});

describe('an inspection', () => {
  it('goes on after each line that is not right', () => {
    const text = '\ufeffx = 1\n[a]\nregion\nx = 1\nX = 2\n[a]\ny = 1\n[broken\nz = 1\n[b]\nx = 1\n';
    const { sections, problems } = inspectAwsIni(text, 'config');
    expect(problems.map(({ message }) => message.split(': ')[0])).toEqual(
      [1, 1, 3, 5, 6, 8].map((line) => `config:${line}`),
    );
    expect(sections.map(({ header, entries }) => [header, entries.map(({ key }) => key)])).toEqual([
      ['a', ['x']],
      ['b', ['x']],
    ]);
  });

  it('finds nothing in what is right', () => {
    expect(inspectAwsIni('[profile a]\nregion = eu-west-1\n', 'config').problems).toEqual([]);
  });
});
