// The picker captured by a real shell: it draws on the terminal, and what it prints sets the shell.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

const rolecall = ownLine;

// The other shells: role-function.test.ts.
const shells = [
  {
    name: 'bash',
    argv: ['bash', '--norc', '-i'],
    line: `eval "$(${rolecall} env)"`,
    clear: `eval "$(${rolecall} env --clear)"`,
  },
] as const;

const find = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(':')
    .map((folder) => `${folder}/${program}`)
    .find((path) => existsSync(path));

describe('search and export into a real shell', () => {
  for (const { name, argv, line, clear } of shells) {
    const path = find(name);
    if (path === undefined)
      console.warn(`SKIPPED: ${name} is not installed; its export journey did not run.`);
    it.skipIf(path === undefined)(
      `${name}: a pick in colour sets the shell, and --clear unsets it`,
      async () => {
        const { program } = await startSignedIn();
        const env = { SHELL: '/bin/sh', PS1: 'ready> ', AWS_PROFILE: 'stale' };
        // The test has the shell say which key it holds.
        const terminal = program.openOther(argv, { env, showsSecrets: true });
        terminal.press(`echo be''gin${keys.enter}`);
        await terminal.waitFor('begin');
        terminal.press(`${line}${keys.enter}`);
        await terminal.waitFor('6 / 6');
        expect(terminal.raw()).toMatch(/\u001b\[38;|\u001b\[3\dm/);
        terminal.press("o'brien");
        await terminal.waitFor('1 / 6');
        terminal.press(keys.enter);
        await terminal.waitFor(() => !terminal.isAlternate());
        terminal.press(
          `echo "key=$AWS_ACCESS_KEY_ID region=$AWS_REGION profile=[$AWS_PROFILE]"${keys.enter}`,
        );
        await terminal.waitFor(/key=ASIAFAKE\w+ region=eu-west-1 profile=\[\]/);
        terminal.press(`echo "account: $ROLECALL_ACCOUNT_NAME"${keys.enter}`);
        await terminal.waitFor("account: O'Brien $(touch /tmp/rolecall-pwned) `x`");
        expect(existsSync('/tmp/rolecall-pwned')).toBe(false);
        terminal.press(`${rolecall} status --format '{role} {left}'${keys.enter}`);
        await terminal.waitFor(/ReadOnlyAccess (59m|1h 0m)/);
        terminal.press(`${clear}; echo "cleared=[$AWS_ACCESS_KEY_ID$AWS_REGION]"${keys.enter}`);
        await terminal.waitFor('cleared=[]');
      },
    );
  }
});
