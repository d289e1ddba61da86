// What is made of the registry beside help: docs/commands.md, the man page, and the topics' tables. That the two files are
// not stale is a test of layout.test.ts.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { passagesOf } from '../build/reference/described-command.ts';
import { manPage } from '../build/reference/man-page.ts';
import packageJson from '../package.json' with { type: 'json' };
import { helpTopics } from '../src/commands/help-topics.ts';
import { commands } from '../src/commands/registry.ts';
import { exitCodeHelpText } from '../src/domain/exit-code-help.ts';
import { exitCodes } from '../src/domain/exit-codes.ts';
import { installed } from './shells/real-shell.ts';

const hasGroff = installed('groff') !== undefined;

/** The page as a terminal shows it, in one line; what groff complains of fails. */
const shown = (page: string): string => {
  const run = spawnSync('groff', ['-ww', '-k', '-man', '-Tutf8', '-P-c', '-P-b', '-P-u', '-P-o'], {
    input: page,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout.replace(/\s+/g, ' ');
};

describe('the man page', () => {
  it('ships with the package', () => {
    expect(packageJson.man).toEqual(['man/rolecall.1']);
    expect(packageJson.files).toContain('man');
  });

  it.runIf(hasGroff)('is right for groff, and has every command', () => {
    const text = shown(readFileSync('man/rolecall.1', 'utf8'));
    for (const { name } of commands) expect(text).toContain(`rolecall ${name}`);
  });

  it.runIf(hasGroff)('keeps what roff would take for its own', () => {
    const hostile = {
      name: 'x',
      summary: '.so /etc/passwd',
      usage: 'rolecall "x" \\n(.H',
      options: [["'br", '.br \\fBnot bold\\fP']] as const,
      args: [],
      notes: ["'sp 9", '.ex', '  .ex \\', '  a-b ~ ^ ` "q"'],
    };
    const text = shown(manPage('1', [hostile]));
    for (const kept of [
      '.so /etc/passwd',
      'rolecall "x" \\n(.H',
      "'br .br \\fBnot bold\\fP",
      "'sp 9 .ex",
      '.ex \\',
    ])
      expect(text).toContain(kept);
    expect(text).toContain('a-b ~ ^ ` "q"');
  });
});

it('parts what is shown as it stands from what is told', () => {
  expect(passagesOf(['One', 'two', '', 'three', '  code', '    more', '', '  other', 'end'])).toEqual([
    { isCode: false, lines: ['One', 'two'] },
    { isCode: false, lines: ['three'] },
    { isCode: true, lines: ['code', '  more'] },
    { isCode: true, lines: ['other'] },
    { isCode: false, lines: ['end'] },
  ]);
});

describe('help topics', () => {
  it('have names that no command has', () => {
    const names = commands.map(({ name }) => name);
    for (const { name } of helpTopics) expect(names).not.toContain(name);
  });

  it('tell of every exit code', () => {
    for (const code of Object.values(exitCodes))
      expect(exitCodeHelpText).toMatch(new RegExp(`^ +${code} `, 'm'));
  });
});
