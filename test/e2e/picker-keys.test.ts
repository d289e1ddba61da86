// Keys of one's own and the mouse, in a real terminal.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import type { Program } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const addConfig = (program: Program, text: string): void =>
  appendFileSync(join(program.home, 'rolecall', 'config.yaml'), text);

const lineOf = (terminal: TestTerminal, text: string): number =>
  terminal
    .screen()
    .split('\n')
    .findIndex((line) => line.includes(text));

const click = (terminal: TestTerminal, row: number): void =>
  terminal.press(`\u001b[<0;6;${row + 1}M\u001b[<0;6;${row + 1}m`);

const bar = (name: string): RegExp => new RegExp(`▌.?\\s*${name}`);

describe('keys of one’s own', () => {
  it('vim: Esc makes letters keys, i makes them text again, q leaves', async () => {
    const { program } = await startSignedIn();
    addConfig(program, 'keymap: {set: vim}\n');
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('admin');
    await terminal.waitFor('3 / 6');
    terminal.press(keys.escape);
    await terminal.waitFor('i type');
    const first = /▌\s+(\S+)/.exec(terminal.screen())?.[1];
    terminal.press('jj');
    await terminal.waitFor((screen) => {
      const name = /▌\s+(\S+)/.exec(screen)?.[1];
      return name !== undefined && name !== first && screen.includes('> admin');
    });
    terminal.press('iis');
    await terminal.waitFor('> adminis');
    terminal.press(keys.escape);
    await terminal.waitFor('i type');
    terminal.press('q');
    expect(await terminal.exited()).toBe(130);
  });

  it('are drawn in hints and help, and the help is searched by typing', async () => {
    const { program } = await startSignedIn();
    addConfig(program, 'keymap:\n  bindings:\n    tags: F6\n');
    const terminal = program.open([]);
    await terminal.waitFor('F6 tags');
    terminal.press('?');
    await terminal.waitFor('Type to search the help');
    terminal.press('filter by');
    await terminal.waitFor((screen) => screen.includes('F6') && !screen.includes('subshell'));
    terminal.press(keys.escape);
    await terminal.waitFor('Type to search the help');
    terminal.press(keys.escape);
    await terminal.waitFor('6 / 6');
    terminal.press('\u001b[17~');
    await terminal.waitFor(' Tags');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });

  it('that are not right are told with their line, by the picker and by config check; process is not hindered', async () => {
    const { program } = await startSignedIn();
    addConfig(program, 'keymap:\n  bindings:\n    cnsole: ctrl+e\n');
    const terminal = program.open([], { columns: 160 });
    await terminal.waitFor(
      /config\.yaml:\d+: keymap\.bindings\.cnsole is no key binding\. Did you mean console\?/,
    );
    terminal.press(keys.control('c'));
    const check = await program.run(['config', 'check']);
    expect(check).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean console?') });
    const set = await program.run(['config', 'set', 'theme', 'dark']);
    expect(set.status).toBe(2);
    expect((await program.run(['list'])).status).toBe(0);
  });
});

describe('help keymap', () => {
  it('lists every binding with the keys that hold, and what is not right', async () => {
    const { program } = await startSignedIn();
    expect((await program.run(['help', 'keymap'])).stdout).toMatch(/ {2}console +Ctrl-O +Open the console/);
    addConfig(program, 'keymap:\n  bindings:\n    console: F5\n    cnsole: x\n');
    const { status, stdout } = await program.run(['help', 'keymap']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/ {2}console +F5 +Open the console/);
    expect(stdout).toContain('keymap.bindings.cnsole is no key binding. Did you mean console?');
  });
});

describe('the mouse', () => {
  it('selects, scrolls, takes by a double click, and is off again at the end', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['--print']);
    await terminal.waitFor('6 / 6');
    const row = lineOf(terminal, 'acme-production-BillingAdmin');
    click(terminal, row);
    await terminal.waitFor(bar('acme-production-BillingAdmin'));
    terminal.press('\u001b[<64;6;8M');
    await terminal.waitFor((screen) => !bar('acme-production-BillingAdmin').test(screen));
    click(terminal, row);
    click(terminal, row);
    expect(await terminal.exited()).toBe(0);
    expect(terminal.screen()).toContain('acme-production-BillingAdmin');
    const raw = terminal.raw();
    expect(raw.lastIndexOf('\u001b[?1000l')).toBeGreaterThan(raw.lastIndexOf('\u001b[?1000h'));
    expect(raw.lastIndexOf('\u001b[?1006l')).toBeGreaterThan(raw.lastIndexOf('\u001b[?1006h'));
  });

  it.each([
    ['Ctrl-C', (terminal: TestTerminal) => terminal.press(keys.control('c'))],
    ['SIGTERM', (terminal: TestTerminal) => terminal.signal('SIGTERM')],
    ['SIGHUP', (terminal: TestTerminal) => terminal.signal('SIGHUP')],
  ])('is off after %s', async (_, leave) => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    leave(terminal);
    await terminal.exited();
    const raw = terminal.raw();
    expect(raw).toContain('\u001b[?1000h');
    expect(raw.lastIndexOf('\u001b[?1000l')).toBeGreaterThan(raw.lastIndexOf('\u001b[?1000h'));
  });

  it('is never on with --no-mouse, or with mouse: false', async () => {
    const { program } = await startSignedIn();
    const off = program.open(['--no-mouse']);
    await off.waitFor('6 / 6');
    expect(off.raw()).not.toContain('\u001b[?1000h');
    off.press(keys.control('c'));
    addConfig(program, 'mouse: false\n');
    const configured = program.open([]);
    await configured.waitFor('6 / 6');
    expect(configured.raw()).not.toContain('\u001b[?1000h');
    configured.press(keys.control('c'));
    expect(await configured.exited()).toBe(130);
  });
});
