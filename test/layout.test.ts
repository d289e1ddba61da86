// What the linter cannot see of the house's rules: clocks in pure code, adapters that lean on one another, and the
// README's list of commands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { references } from '../build/reference/references.ts';
import { commands } from '../src/commands/registry.ts';
import { readVariables, setVariables } from '../src/domain/environment-help.ts';

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const lines = (folders: readonly string[], pattern: RegExp): readonly string[] =>
  folders.flatMap(filesUnder).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('the layout', () => {
  it('has no clock in pure code', () => {
    expect(
      lines(
        ['src/domain', 'src/picker', 'src/setup', 'components', 'src/shells'],
        /Date\.now\(|new Date\(\)|performance\.now/,
      ),
    ).toEqual([]);
  });

  it('has no hook that acts, and no key handling, in views', () => {
    expect(
      lines(['components'], /\buse(Effect|LayoutEffect|State|Reducer|Input|App|Stdin|Stdout)\b/),
    ).toEqual([]);
  });

  it('reads `process` in the entry and the adapters of the outside only', () => {
    expect(
      lines(
        [
          'src/domain',
          'src/picker',
          'src/setup',
          'src/engine',
          'src/actions',
          'src/shells',
          'src/commands',
          'src/ports',
          'components',
        ],
        /\bprocess\.(env|argv|exit|stdout|stderr|stdin)\b/,
      ),
    ).toEqual([]);
  });

  it('has paths of POSIX systems outside the adapters only beside what Windows has', () => {
    const folders = ['domain', 'picker', 'setup', 'engine', 'actions', 'shells', 'commands', 'ports'];
    const paths = /['"`]\/(bin|dev|etc|proc|run|tmp|usr|var)\//;
    const found = lines([...folders.map((name) => `src/${name}`), 'components'], paths);
    const isComment = (line: string): boolean => /^\S+: (\/\/|\/?\*)/.test(line);
    expect(found.filter((line) => !line.includes('win32') && !isComment(line))).toEqual([]);
  });

  it('ends the program in one place', () => {
    expect(lines(['src'], /process\.exit\(/).filter((line) => !line.startsWith('src/cli.ts'))).toEqual([]);
  });

  it('has its reference as the commands are: npm run docs', async () => {
    for (const [path, text] of await references())
      expect(readFileSync(path, 'utf8') === text, `${path} is stale: npm run docs`).toBe(true);
  });

  it('tells of every variable of ours in rolecall help environment', () => {
    const told = [...readVariables, ...setVariables].flatMap(([names]) => names.split(', '));
    // Between processes of ours.
    const inner = ['ROLECALL_BASE_OF', 'ROLECALL_PROCESS_OF', 'ROLECALL_PLUGIN_OF', 'ROLECALL_DEMO'];
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const known = sources.flatMap(
      (name) => readFileSync(`src/${name}`, 'utf8').match(/\bROLECALL_[A-Z_]+[A-Z]\b/g) ?? [],
    );
    expect([...new Set(known)].filter((name) => !told.includes(name) && !inner.includes(name))).toEqual([]);
  });

  it('has every command in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const { name, summary } of commands) expect(readme).toContain(`| \`${name}\` | ${summary} |`);
  });
});
