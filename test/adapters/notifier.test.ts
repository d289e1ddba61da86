import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNotifier, notifierArgv } from '../../src/adapters/notifier.ts';

const withProgram = (script: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-notify-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'notify-send');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return { folder, log: join(folder, 'log'), env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder } };
};

describe('a desktop notification', () => {
  it('hands over the text as one word, whatever is in it, and nothing else of the environment', async () => {
    const { log, env } = withProgram('{ printf "%s|" "$@"; env; } > "$HOME/log"');
    const notifier = createNotifier({ platform: 'linux', env: { ...env, AWS_SECRET_ACCESS_KEY: 'wJalr' } });
    expect(await notifier.show('-x $(touch PWNED) <b>prod</b> & "quotes"')).toBe(true);
    const said = readFileSync(log, 'utf8');
    expect(said).toMatch(/^--app-name=rolecall\|--\|rolecall\|-x \$\(touch PWNED\) {2}b prod /);
    expect(said).not.toContain('wJalr');
  });

  it.each([
    ['a desktop that is not there', 'exit 1'],
    ['a program that is not there', undefined],
  ])('says no with %s', async (_name, script) => {
    const env = script === undefined ? { PATH: '/nowhere' } : withProgram(script).env;
    expect(await createNotifier({ platform: 'linux', env }).show('hello')).toBe(false);
  });

  it('on macOS is an argument of a fixed script, and on Windows there is none', () => {
    const argv = notifierArgv('darwin', 'end of "x"') ?? [];
    expect(argv[0]).toBe('osascript');
    expect(argv.slice(-2)).toEqual(['end of "x"', 'rolecall']);
    expect(argv.filter((word) => word === '-e')).toHaveLength(3);
    expect(notifierArgv('win32', 'x')).toBeUndefined();
  });
});
