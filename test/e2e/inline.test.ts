// --height: the picker below the prompt, on the ordinary screen. What stands above it stays, and nothing of it is left.
import { appendFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine, type Program } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

type Opened = { readonly above?: number; readonly args?: string; readonly before?: string };

/** Lines, the picker, and what the shell says after it: `status N` in the line where the picker began. */
const openBelow = (
  program: Program,
  { above = 3, args = '--height 40%', before = '' }: Opened = {},
  env: Record<string, string> = {},
): TestTerminal => {
  const run = `sh -c 'echo $$ > ${program.home}/pid; exec ${ownLine} ${args} --print'`;
  const script = `seq -f 'above %g' ${above}; printf '%s' "${before}"; ${run} > ${program.home}/out; echo "status $?"; stty -a | grep -o -- ' -\\?icanon'; read -r line`;
  return program.openOther(['/bin/sh', '-c', script], { env, columns: 80, rows: 24 });
};

const linesOf = (screen: string): readonly string[] => {
  const lines = screen.split('\n').map((line) => line.trimEnd());
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
};

const above = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, row) => `above ${row + 1}`);

const ended = async (terminal: TestTerminal, status: number): Promise<readonly string[]> => {
  await terminal.waitFor(/ icanon/);
  const lines = linesOf(terminal.screen());
  expect(lines.slice(-2)).toEqual([`status ${status}`, ' icanon']);
  expect(terminal.isAlternate()).toBe(false);
  expect(terminal.raw()).not.toContain('\u001b[?1049h');
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  );
  return lines.slice(0, -2);
};

describe('the picker below the prompt', () => {
  it('takes ten rows of 24 by 40%, and gives them back when a role was picked', async () => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program);
    const shown = linesOf(await terminal.waitFor('6 / 6'));
    expect(shown.slice(0, 3)).toEqual(above(3));
    expect(shown.length).toBe(12);
    expect(terminal.raw()).not.toContain('\u001b[?1000h');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press(keys.enter);
    expect(await ended(terminal, 0)).toEqual(above(3));
    expect(readFileSync(join(program.home, 'out'), 'utf8')).toBe('acme-production-BillingAdmin\n');
  });

  it('scrolls what stands above where the prompt is at the bottom, and no line of it is lost', async () => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program, { above: 30, args: '--height 12' });
    const shown = linesOf(await terminal.waitFor('6 / 6'));
    expect(shown[10]).toBe('above 30');
    terminal.press('?');
    await terminal.waitFor(/Esc.*clos/i);
    terminal.press(keys.escape);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.escape);
    expect(await ended(terminal, 130)).toEqual(above(30).slice(-11));
  });

  it('begins in a line of its own after an unfinished one, and goes back to that', async () => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program, { before: 'unfinished ' });
    const shown = linesOf(await terminal.waitFor('6 / 6'));
    expect(shown.slice(0, 4)).toEqual([...above(3), 'unfinished']);
    terminal.press(keys.control('c'));
    await terminal.waitFor(/ icanon/);
    expect(linesOf(terminal.screen())).toEqual([...above(3), 'unfinished status 130', ' icanon']);
  });

  it.each([
    ['wider', 110, 24],
    ['lower', 80, 14],
    ['taller', 80, 40],
  ])('leaves nothing of its old lines in a terminal that becomes %s', async (_name, columns, rows) => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program, { above: 5 });
    await terminal.waitFor('session 7h');
    const before = terminal.raw().length;
    terminal.resize(columns, rows);
    await terminal.waitFor(() => /\u001b\[J[\s\S]*quit/.test(terminal.raw().slice(before)));
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    const shown = linesOf(terminal.screen());
    expect(shown.filter((line) => /rolecall|1 help|quit|clear/.test(line)).length).toBe(2);
    const stays = above(5).slice(Math.max(0, 15 - rows));
    expect(shown.filter((line) => line.startsWith('above'))).toEqual(stays);
    terminal.press(keys.control('c'));
    expect(await ended(terminal, 130)).toEqual(stays);
  });

  it('keeps what stands above it in a terminal that becomes narrower', async () => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program, { above: 5 });
    await terminal.waitFor('session 7h');
    const before = terminal.raw().length;
    terminal.resize(50, 24);
    await terminal.waitFor(() => /\u001b\[J[\s\S]*quit/.test(terminal.raw().slice(before)));
    terminal.press(keys.control('c'));
    const left = await ended(terminal, 130);
    expect(left.filter((line) => line.startsWith('above'))).toEqual(above(5));
    expect(left.join('\n')).not.toContain('quit');
  });

  // What the tests draw on is the terminal of VS Code.
  it.each([
    ['narrower', 5, 50, 24],
    ['much narrower', 5, 42, 24],
    ['a little narrower', 5, 79, 24],
    ['a little more narrow', 5, 76, 24],
    ['narrower, with a full screen above', 40, 60, 24],
  ])('leaves nothing in VS Code when it becomes %s', async (_name, count, columns, rows) => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program, { above: count }, { TERM_PROGRAM: 'vscode' });
    await terminal.waitFor('session 7h');
    const before = terminal.raw().length;
    terminal.resize(columns, rows);
    await terminal.waitFor(() => /\u001b\[J[\s\S]*quit/.test(terminal.raw().slice(before)));
    const shown = linesOf(terminal.screen());
    expect(shown.filter((line) => /rolecall/.test(line)).length).toBe(1);
    expect(shown.findIndex((line) => line.includes('> Type'))).toBe(shown.indexOf(`above ${count}`) + 1);
    terminal.press(keys.control('c'));
    const left = await ended(terminal, 130);
    expect(left).toEqual(above(count).slice(-left.length));
    expect(left.length).toBeGreaterThan(3);
  });

  it('goes away while it is stopped by Ctrl-Z, with a cursor to type at, and fg draws it below the shell’s lines', async () => {
    const { program } = await startSignedIn();
    const terminal = program.openOther(['bash', '--norc', '-i'], {
      env: { PS1: 'at-the-shell> ' },
      columns: 80,
      rows: 24,
    });
    await terminal.waitFor('at-the-shell>');
    terminal.press(`${ownLine} --height 12 --print`, keys.enter);
    await terminal.waitFor('6 / 6');
    terminal.press('?');
    await terminal.waitFor('Esc close');
    terminal.press(keys.control('z'));
    const stopped = await terminal.waitFor('Stopped');
    expect(stopped).not.toContain('Esc close');
    const raw = terminal.raw();
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'));
    terminal.press('fg', keys.enter);
    const again = linesOf(await terminal.waitFor('Esc close'));
    expect(again.findIndex((line) => line.includes('Help >'))).toBeGreaterThan(
      again.findIndex((line) => line.includes('Stopped')),
    );
    terminal.press(keys.control('c'));
    await terminal.waitFor((screen) => !screen.includes('Help >'));
    expect(terminal.screen()).toContain('Stopped');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('leaves nothing after %s', async (signal, status) => {
    const { program } = await startSignedIn();
    const terminal = openBelow(program);
    await terminal.waitFor('6 / 6');
    process.kill(Number(readFileSync(join(program.home, 'pid'), 'utf8')), signal);
    expect(await ended(terminal, status)).toEqual(above(3));
  });

  it('leaves nothing after a mistake of ours but what is said of it', async () => {
    const { program } = await startSignedIn();
    const throwing = resolve('test/support/throw-when-told.cjs');
    const terminal = openBelow(program, {}, { NODE_OPTIONS: `--require=${throwing}` });
    await terminal.waitFor('6 / 6');
    process.kill(Number(readFileSync(join(program.home, 'pid'), 'utf8')), 'SIGUSR2');
    const left = await ended(terminal, 1);
    expect(left.slice(0, 3)).toEqual(above(3));
    expect(left[3]).toContain('a mistake of ours');
    expect(left.join('\n')).not.toContain('6 / 6');
  });

  it('says what it needs where the terminal is too low, and refuses what is no height', async () => {
    const { program } = await startSignedIn();
    const low = program.open(['--height', '5'], { columns: 80, rows: 8 });
    await low.waitFor('80x8, needs 40x10');
    low.press(keys.control('c'));
    await low.exited();
    const wrong = await program.run(['--height', 'half']);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('--height must be a number of rows such as 15');
  });

  it('is what ROLECALL_DEFAULT_OPTS and config.yaml say, for any command that picks', async () => {
    const { program } = await startSignedIn();
    const byVariable = program.open(['env'], { env: { ROLECALL_DEFAULT_OPTS: '--height 12' } });
    await byVariable.waitFor('6 / 6');
    expect(byVariable.isAlternate()).toBe(false);
    byVariable.press(keys.control('c'));
    appendFileSync(join(program.home, 'rolecall', 'config.yaml'), 'height: 50%\n');
    const byConfig = program.open(['console']);
    await byConfig.waitFor('6 / 6');
    expect(byConfig.isAlternate()).toBe(false);
    byConfig.press(keys.control('c'));
    const full = program.open(['--height', 'full']);
    await full.waitFor('6 / 6');
    expect(full.isAlternate()).toBe(true);
    full.press(keys.control('c'));
  });
});
