// Generators of AWS config files as people and tools leave them: every kind of line, line ending and character.

import type { WritableSection } from '../../src/domain/aws-ini/writable-section.ts';
import fc from './properties.ts';

const eol = fc.constantFrom('\n', '\n', '\r\n', '\r');

const comment = fc.constantFrom(
  '# plain',
  ';semicolon',
  '   # indented',
  '\t; tab',
  '# BEGIN_AWS_SSO_CLI',
  '# END_AWS_SSO_CLI',
  '# BEGIN rolecalls',
  '#',
  '# é \u202e [profile x]',
  '# x = 1',
);

const blank = fc.constantFrom('', ' ', '\t', '   \t');

const value = fc.oneof(
  fc.constantFrom(
    '',
    'v # c',
    'v ; c',
    '"quoted"',
    "'x",
    '[y]',
    'a = b',
    'é\u2028\u0085',
    '\\n',
    '%(x)s',
    '$HOME',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n\0]/g, '')),
);

const separator = fc.constantFrom(' = ', '=', ' =', '= ', '\t=\t', ': ', ' : ');

const nested = fc.array(
  fc.tuple(fc.constantFrom('  ', '\t', '      '), fc.constantFrom('max = 1', 'a=b', 'x = ', 'k = # z')),
  { maxLength: 3 },
);

/** One setting and its continuation lines; `index` keeps keys apart. */
const setting = (index: number): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(fc.constantFrom('region', 'Output', 'key with space', 's3', 'a.b-c'), separator, value, nested)
    .map(([key, mark, text, lines]) => [
      `${key}${index}${mark}${text}`,
      ...lines.map(([indent, line]) => indent + line),
    ]);

const header = (index: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    `[profile p${index}]`,
    `[profile "q ${index}"]`,
    `[p${index}] # comment`,
    `[sso-session s${index}]`,
    `[services é${index}]`,
    `[profile  r${index}]`,
    `[profile t]${index}]`,
    `[ u${index} ]`,
    `[plugins]${index}]`,
  );

const filler = fc.array(fc.oneof(comment, blank), { maxLength: 3 });

const section = (index: number): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(
      header(index),
      filler,
      fc.tuple(setting(0), filler, setting(1), filler, setting(2)),
      fc.integer({ min: 0, max: 5 }),
    )
    .map(([name, lines, body, count]) => [name, ...lines, ...body.slice(0, count).flat()]);

const assemble = (lines: readonly string[], eols: readonly string[], hasEnd: boolean): string =>
  lines
    .map(
      (line, index) => line + (index < lines.length - 1 || hasEnd ? (eols[index % eols.length] ?? '\n') : ''),
    )
    .join('');

/** A file that every reader accepts, without our block. */
export const hostileFile: fc.Arbitrary<string> = fc
  .tuple(
    filler,
    fc
      .integer({ min: 0, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => section(at)))),
    fc.oneof(
      eol.map((one) => [one]),
      fc.array(eol, { minLength: 1, maxLength: 4 }),
    ),
    fc.boolean(),
  )
  .map(([lead, sections, eols, hasEnd]) => assemble([...lead, ...sections.flat()], eols, hasEnd));

/** Anything at all, mostly made of what matters to a parser. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[a]',
        '[profile b]',
        '[a',
        ']',
        'k',
        'k = v',
        '=',
        '  k = v',
        '\ufeff',
        '\0',
        '[default]',
      ),
      fc.constantFrom('# BEGIN rolecall', '# END rolecall', '\n', '\n', '\n', '\r\n', '\r', '\n\n', '# c'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const profileName = fc.integer({ min: 0, max: 30 }).map((index) => `Mine.${index}:role/x@y`);

/** What rolecall would write. */
export const wantedSections: fc.Arbitrary<readonly WritableSection[]> = fc
  .uniqueArray(profileName, { minLength: 1, maxLength: 4 })
  .map((names) =>
    names.map((name) => ({
      name: `profile ${name}`,
      entries: [
        ['credential_process', `"/opt/a b/rolecall" process --profile ${name}`],
        ['region', 'eu-west-1'],
      ],
    })),
  );
