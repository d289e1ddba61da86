import { describe, expect, test } from 'vitest';
import { openPicker, type PickerRequest, type PickerResult } from '../../src/terminal/open-picker.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeTerminal, fakeTerminal } from '../support/fake-terminal.ts';
import { fakeWorld } from '../support/fake-world.ts';
import { role, rolesOf } from '../support/picker-fixture.ts';

type Opened = { readonly terminal: FakeTerminal; readonly result: Promise<PickerResult> };

const open = (over: Partial<PickerRequest> = {}, terminal = fakeTerminal()): Opened => ({
  terminal,
  result: openPicker({
    instances: ['acme'],
    defaultInstance: 'acme',
    enterAction: 'export',
    initialQuery: '',
    theme: 'terminal',
    input: terminal.input,
    output: terminal.output,
    env: { TERM: 'xterm-256color' },
    ports: fakeWorld({ roles: rolesOf(164) }).ports,
    ...over,
  }),
});

const expectRestored = ({ isAlternate, isRaw, written }: FakeTerminal): void => {
  expect(isAlternate()).toBe(false);
  expect(isRaw()).toBe(false);
  const last = (on: string, off: string) => written().lastIndexOf(off) > written().lastIndexOf(on);
  expect(last('\u001b[?2004h', '\u001b[?2004l')).toBe(true);
  expect(last('\u001b[?25l', '\u001b[?25h')).toBe(true);
};

describe('the picker on a terminal', () => {
  test('draws on the alternate screen, takes a role, and leaves the terminal as it was', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    expect(terminal.isAlternate()).toBe(true);
    expect(terminal.isRaw()).toBe(true);
    terminal.type('staging billing');
    await terminal.until('> staging billing');
    terminal.type('\r');
    await expect(result).resolves.toMatchObject({ kind: 'chosen', role: { roleName: 'BillingAdmin' } });
    await eventually(() => expectRestored(terminal));
  });

  test('Ctrl-C leaves and restores', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    terminal.type('\u0003');
    await expect(result).resolves.toEqual({ kind: 'cancelled' });
    await eventually(() => expectRestored(terminal));
  });

  test('Esc alone leaves, after it was told from a sequence', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    terminal.type('\u001b');
    await expect(result).resolves.toEqual({ kind: 'cancelled' });
  });

  test('a terminal that goes away cancels', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    terminal.input.emit('end');
    await expect(result).resolves.toEqual({ kind: 'cancelled' });
  });

  test('a pasted text is the query, in one line', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    terminal.type('\u001b[200~prod\nadmin\u001b[201~');
    await terminal.until('> prod admin');
    terminal.type('\u0003');
    await result;
  });

  test('a resize keeps query and selection, and the screen is whole', async () => {
    const { terminal, result } = open();
    await terminal.until('164 / 164');
    terminal.type('staging\u001b[B\u001b[B');
    await terminal.until('> staging');
    const bar = /▌ (\S+)/.exec(terminal.screen())?.[1];
    for (const [columns, rows] of [
      [120, 40],
      [60, 16],
      [100, 30],
    ] as const) {
      terminal.resize(columns, rows);
      await eventually(() => {
        const lines = terminal.screen().split('\n');
        expect(lines.length).toBe(rows - 1);
        expect(lines[0]).toContain('rolecall');
        expect(lines[1]).toContain('> staging');
        expect(lines.at(-1)).toContain('Enter export');
        expect(lines.filter((line) => line.includes('▌')).length).toBe(1);
      });
    }
    expect(terminal.screen()).toContain(bar);
    terminal.type('\u0003');
    await result;
  });

  test('is plain where colours are not wanted, and inert where names are hostile', async () => {
    const hostile = role({ accountName: 'a\\u{1b}[2Jb', profile: '東京-prod' });
    const { terminal, result } = open({
      env: { TERM: 'xterm-256color', NO_COLOR: '1' },
      ports: fakeWorld({ roles: [hostile] }).ports,
    });
    await terminal.until('東京-prod');
    expect(terminal.written()).not.toMatch(/\u001b\[(?:[34]\d|9\d|10\d)(?:;[\d;]*)?m/);
    expect(terminal.written()).not.toContain('\u001b[2J');
    terminal.type('\u0003');
    await result;
  });

  test('what breaks while drawing restores the terminal and is passed on', async () => {
    const ports = fakeWorld({ roles: rolesOf(8) }).ports;
    const broken = {
      ...role(),
      get profile(): string {
        throw new Error('broken on purpose');
      },
    };
    const loadRoles = async () => ({ ...(await ports.loadRoles()), roles: [broken] });
    const { terminal, result } = open({ ports: { ...ports, loadRoles } });
    await expect(result).rejects.toThrow('broken on purpose');
    await eventually(() => expect(terminal.isRaw()).toBe(false));
    expect(terminal.isAlternate()).toBe(false);
  });
});
