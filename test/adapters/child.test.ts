// Signals are a matter between processes: rolecall's part is played by a real one, with no terminal.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { child } from '../../src/adapters/child.ts';
import { bundleScript } from '../support/bundle-script.ts';

let folder = '';
let script = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-child-'));
  script = await bundleScript(
    folder,
    `import { child } from './src/adapters/child.ts';
     process.exitCode = await child.run({ argv: process.argv.slice(2), env: { PATH: process.env.PATH } });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a program in the foreground', () => {
  it.each(['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGINT', 'SIGQUIT'] as const)(
    'gets %s that is sent to rolecall alone, and its status is answered',
    async (signal) => {
      const trap = `trap "exit 5" ${signal.slice(3)}; echo ready; while kill -0 $PPID; do sleep 0.02; done`;
      const running = spawn(process.execPath, [script, 'sh', '-c', trap], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      onTestFinished(() => void running.kill('SIGKILL'));
      await once(running.stdout, 'data');
      running.kill(signal);
      expect(await once(running, 'exit')).toEqual([5, null]);
    },
  );

  it('that a signal ends answers 128 and its number', async () => {
    expect(await child.run({ argv: ['sh', '-c', 'kill -9 $$'], env: { PATH: '/usr/bin:/bin' } })).toBe(137);
  });

  it('that cannot be started is told apart: not there, or not to be run', async () => {
    await expect(child.run({ argv: ['no-such-program'], env: {} })).rejects.toMatchObject({ exitCode: 127 });
    await expect(child.run({ argv: [folder], env: {} })).rejects.toMatchObject({ exitCode: 126 });
    const before = process.listenerCount('SIGTERM');
    await expect(child.run({ argv: ['a\0b'], env: {} })).rejects.toMatchObject({ exitCode: 126 });
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
