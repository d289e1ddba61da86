import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openClipboard } from '../../src/adapters/clipboard.ts';

const terminal = () => {
  const written: string[] = [];
  return { written, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
};

const base = { env: {}, platform: 'linux', command: undefined } as const;

describe('what is copied', () => {
  test('goes to the terminal by OSC 52', async () => {
    const screen = terminal();
    await openClipboard({ ...base, terminal: screen }).copy('héllo');
    expect(screen.written).toEqual([`\u001b]52;c;${Buffer.from('héllo').toString('base64')}\u0007`]);
  });

  test('goes through tmux wrapped', async () => {
    const screen = terminal();
    await openClipboard({ ...base, env: { TMUX: '/tmp/t' }, terminal: screen }).copy('x');
    expect(screen.written[0]).toBe('\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\');
  });

  test('goes to the stdin of a command of one’s own, which sees none of our secrets', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clipboard-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'copied');
    const env = { PATH: process.env['PATH'], ROLECALL_MASTER_KEY: 'fake-key' };
    const command = ['/bin/sh', '-c', `cat > ${file}; printf '|%s' "$ROLECALL_MASTER_KEY" >> ${file}`];
    const screen = terminal();
    await openClipboard({ ...base, env, command, terminal: screen }).copy('line 1\nline 2');
    expect(readFileSync(file, 'utf8')).toBe('line 1\nline 2|');
    expect(screen.written).toEqual([]);
  });

  test.each([
    [['/nonexistent/copy'], 'was not found'],
    [['/bin/sh', '-c', 'exit 3'], 'failed'],
  ])('%s: %s', async (command, why) => {
    const clipboard = openClipboard({ ...base, command, terminal: terminal() });
    await expect(clipboard.copy('x')).rejects.toThrow(why);
  });

  test('a Mac at hand has a clipboard of its own; over SSH it is the terminal’s', async () => {
    const screen = terminal();
    const env = { SSH_CONNECTION: '1 2 3 4' };
    await openClipboard({ ...base, platform: 'darwin', env, terminal: screen }).copy('x');
    expect(screen.written).toHaveLength(1);
  });
});
