import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newProgram } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

const leftovers = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith('rolecall-demo-'));

it.each([
  ['Esc', (terminal: { press: (key: string) => void }) => terminal.press(keys.escape)],
  ['SIGTERM', (terminal: { signal: (name: string) => void }) => terminal.signal('SIGTERM')],
  ['SIGHUP', (terminal: { signal: (name: string) => void }) => terminal.signal('SIGHUP')],
])('the demo leaves no folder behind when it ends by %s', async (_name, end) => {
  const program = newProgram({});
  const temporary = mkdtempSync(join(tmpdir(), 'rolecall-e2e-tmp-'));
  onTestFinished(() => {
    rmSync(temporary, { recursive: true, force: true });
    program.remove();
  });
  const terminal = program.open(['demo', '--accounts', '3'], { env: { TMPDIR: temporary } });
  await terminal.waitFor(/[1-9]\d* \/ [1-9]/);
  expect(leftovers(temporary)).toHaveLength(1);
  end(terminal);
  await terminal.exited();
  await expect.poll(() => leftovers(temporary)).toEqual([]);
  expect(existsSync(temporary)).toBe(true);
  expect(terminal.isAlternate()).toBe(false);
});
