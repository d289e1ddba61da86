import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandString } from '../../src/domain/command-line.ts';
import { UsageError } from '../../src/domain/errors.ts';
import fc from '../support/properties.ts';

/** The words as a real `sh -c` gives them to a program. */
const shWords = (line: string): readonly string[] =>
  execFileSync('sh', ['-c', `set -f; printf '%s\\0' ${line}`], { env: { PATH: '/usr/bin:/bin', HOME: '/h' } })
    .toString()
    .split('\0')
    .slice(0, -1);

const python = spawnSync('python3', ['-c', 'import shlex']).status === 0 ? 'python3' : undefined;

const shlexWords = (lines: readonly string[]): readonly (readonly string[])[] =>
  JSON.parse(
    execFileSync(
      python ?? '',
      ['-c', 'import json,shlex,sys; print(json.dumps([shlex.split(l) for l in json.load(sys.stdin)]))'],
      {
        input: JSON.stringify(lines),
      },
    ).toString(),
  );

const written = (argv: readonly string[]): string | undefined => {
  try {
    return commandString(argv);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return undefined;
  }
};

const hostileWord = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_./+@:-]{1,10}$/),
  fc.string({ maxLength: 8 }),
  fc
    .array(
      fc.constantFrom(
        ' ',
        "'",
        '"',
        '$HOME',
        '$(id)',
        '`id`',
        '\\',
        '!',
        '~',
        '*',
        ';',
        '&',
        '|',
        '#',
        ' #',
        '(',
        '=',
        '\n',
        'é',
        '%',
        '/a',
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
);

const hostileArgv = fc
  .tuple(hostileWord, fc.array(hostileWord, { maxLength: 2 }))
  .map(([path, rest]) => [`/${path}`, ...rest, '--profile', 'prod:admin']);

describe('commandString', () => {
  it.each<[string[], string]>([
    [['/usr/bin/rolecall', 'process', '--profile', 'a'], '/usr/bin/rolecall process --profile a'],
    [['/my tools/node', "/it's/cli.js", 'process', 'a'], `"/my tools/node" "/it's/cli.js" process a`],
    [['/a;b&c(d)*~#/x', 'process'], '"/a;b&c(d)*~#/x" process'],
    [['~/x', 'a=b', 'process'], '"~/x" "a=b" process'],
  ])('writes %j', (argv, line) => {
    expect(commandString(argv)).toBe(line);
  });

  it.each(['/a"b', '/a$b', '/a`b', '/a\\b', '/a!b', '/a%b', '/é', '/a\nb', '/a #b', '/a ;b', ''])(
    'refuses %j',
    (path) => {
      expect(() => commandString([path, 'process'])).toThrow(/cannot be written/);
      expect(() => commandString(['/ok', path, 'process'])).toThrow(/cannot be written/);
    },
  );

  it('refuses a line that begins and ends with a quote, which Go would strip', () => {
    expect(() => commandString(['/a b'])).toThrow(/quote/);
    expect(() => commandString(['/a b', 'c d'])).toThrow(/quote/);
    expect(() => commandString([])).toThrow(UsageError);
  });

  it('says what to do instead', () => {
    try {
      commandString(['/a$b', 'process']);
      expect.unreachable();
    } catch (error) {
      expect((error as UsageError).hint).toMatch(/symlink/);
    }
  });

  it('writes Windows paths with forward slashes, in quotes', () => {
    expect(commandString(['C:\\Program Files\\node.exe', 'C:\\x\\cli.js', 'process'], 'win32')).toBe(
      '"C:/Program Files/node.exe" C:/x/cli.js process',
    );
  });

  it('means the same words to sh', () => {
    let count = 0;
    fc.assert(
      fc.property(hostileArgv, (argv) => {
        const line = written(argv);
        if (line === undefined) return;
        count += 1;
        expect(shWords(line)).toEqual(argv);
      }),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(50);
  });

  it.skipIf(python === undefined)('means the same words to shlex', () => {
    const pairs = fc.sample(hostileArgv, 1000).flatMap((argv) => {
      const line = written(argv);
      return line === undefined ? [] : [{ argv, line }];
    });
    expect(pairs.length).toBeGreaterThan(100);
    expect(shlexWords(pairs.map((pair) => pair.line))).toEqual(pairs.map((pair) => pair.argv));
  });
});
