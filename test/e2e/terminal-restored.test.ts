// Whichever way the picker ends or makes room, the terminal is as it was: the screen, the cursor, raw mode, the modes
// for pasting and for the mouse.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine, type Program } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

/** Private modes of the terminal that are set at the end of what was written. */
const modesLeft = (raw: string): readonly string[] => {
  const set = new Set<string>();
  for (const [, numbers = '', letter] of raw.matchAll(/\u001b\[\?([\d;]+)([hl])/g))
    for (const mode of numbers.split(';')) letter === 'h' ? set.add(mode) : set.delete(mode);
  // 25: the cursor is shown, which is how it was.
  return [...set].filter((mode) => mode !== '25');
};

const expectRestored = (terminal: TestTerminal): void => {
  expect(terminal.isAlternate()).toBe(false);
  expect(modesLeft(terminal.raw())).toEqual([]);
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  );
};

/**
 * Its pid goes to a file; after it, the shell says its status and whether lines are edited by the terminal again. It does not
 * end by itself: what a program writes just before its end may be lost on the way through a pty.
 */
const openInShell = async (program: Program, env: Record<string, string> = {}): Promise<TestTerminal> => {
  const run = `sh -c 'echo $$ > ${program.home}/pid; exec ${ownLine}'`;
  const script = `${run}; echo "status $?"; stty -a | grep -o -- ' -\\?icanon'; stty -a | grep -o -- ' -\\?echo\\b'; read -r line; echo "read [$line]"; read -r end`;
  const terminal = program.openOther(['/bin/sh', '-c', script], { env });
  await terminal.waitFor('6 / 6');
  expect(terminal.isAlternate()).toBe(true);
  return terminal;
};

const pidOf = async (program: Program): Promise<number> => {
  const { readFileSync } = await import('node:fs');
  return Number(readFileSync(`${program.home}/pid`, 'utf8'));
};

const signal =
  (name: NodeJS.Signals) =>
  async (_terminal: TestTerminal, program: Program): Promise<void> =>
    void process.kill(await pidOf(program), name);

const press =
  (...pressed: readonly string[]) =>
  async (terminal: TestTerminal): Promise<void> =>
    terminal.press(...pressed);

/** Throws where nobody catches, when it is told to. */
const crash = { NODE_OPTIONS: `--require=${resolve('test/support/throw-when-told.cjs')}` };

describe('the terminal is as it was', () => {
  it.each([
    ['Ctrl-C', press(keys.control('c')), 130],
    ['Esc', press(keys.escape), 130],
    ['SIGTERM', signal('SIGTERM'), 143],
    ['SIGHUP', signal('SIGHUP'), 129],
    ['SIGINT', signal('SIGINT'), 130],
  ] as const)('after %s', async (_name, end, status) => {
    const { program } = await startSignedIn();
    const terminal = await openInShell(program);
    await end(terminal, program);
    await terminal.waitFor(`status ${status}`);
    await terminal.waitFor(/^ icanon\n echo$/m);
    expectRestored(terminal);
    terminal.press('typed', keys.enter);
    await terminal.waitFor('read [typed]');
  });

  it('after a mistake of ours, which is printed where it can be read', async () => {
    const { program } = await startSignedIn();
    const terminal = await openInShell(program, crash);
    await signal('SIGUSR2')(terminal, program);
    await terminal.waitFor('a mistake of ours');
    await terminal.waitFor('status 1');
    await terminal.waitFor(/^ icanon\n echo$/m);
    expectRestored(terminal);
  });

  it('however far the cursor was from the corner when it started, and after fg', async () => {
    const { program } = await startSignedIn();
    const terminal = program.openOther(['bash', '--norc', '-i'], { env: { PS1: 'at-the-shell> ' } });
    await terminal.waitFor('at-the-shell>');
    terminal.press(`printf 'one\\ntwo\\nthree four'; ${ownLine}`, keys.enter);
    await terminal.waitFor('6 / 6');
    expect(terminal.screen()).toMatch(/^ rolecall /);
    terminal.press(keys.control('z'));
    await terminal.waitFor('Stopped');
    terminal.press("printf 'one two'; fg", keys.enter);
    await terminal.waitFor(() => terminal.isAlternate());
    await terminal.waitFor('6 / 6');
    expect(terminal.screen()).toMatch(/^ rolecall /);
    terminal.press(keys.control('c'));
    await terminal.waitFor(() => !terminal.isAlternate());
    expect(terminal.screen()).toContain('three four');
  });

  it('while it is stopped by Ctrl-Z, and fg brings the picker back', async () => {
    const { program } = await startSignedIn();
    const terminal = program.openOther(['bash', '--norc', '-i'], { env: { PS1: 'at-the-shell> ' } });
    await terminal.waitFor('at-the-shell>');
    terminal.press(`${ownLine}`, keys.enter);
    await terminal.waitFor('6 / 6');
    terminal.press('admin');
    await terminal.waitFor('> admin');
    terminal.press(keys.control('z'));
    await terminal.waitFor('Stopped');
    expect(terminal.isAlternate()).toBe(false);
    expect(modesLeft(terminal.raw()).filter((mode) => mode !== '2004')).toEqual([]);
    terminal.press('fg', keys.enter);
    await terminal.waitFor(() => terminal.isAlternate());
    await terminal.waitFor('> admin');
    terminal.press(keys.control('c'));
    await terminal.waitFor(() => !terminal.isAlternate());
  });
});
