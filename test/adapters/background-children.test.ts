// Real programs: what they write arrives whole, and what is stopped is gone with all that it started.
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { backgroundChildren } from '../../src/adapters/background-children.ts';
import type { BackgroundChild, OutputStream } from '../../src/ports/background-children.ts';

type Started = { readonly child: BackgroundChild; readonly wrote: Record<OutputStream, string> };

const start = async (script: string): Promise<Started> => {
  const wrote: Record<OutputStream, string> = { stdout: '', stderr: '' };
  const child = await backgroundChildren.start({
    argv: ['sh', '-c', script],
    env: { PATH: process.env['PATH'] ?? '', NAME: 'a name' },
    onOutput: async (stream, bytes) => {
      wrote[stream] += Buffer.from(bytes).toString();
    },
  });
  return { child, wrote };
};

const isRunning = (pid: string): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

it('gives all that is written, apart, before it says that the program ended', async () => {
  const { child, wrote } = await start(
    'echo "$NAME"; echo oops >&2; head -c 300000 /dev/zero | tr "\\0" x; exit 7',
  );
  expect(await child.ended).toBe(7);
  expect(wrote.stdout).toBe(`a name\n${'x'.repeat(300_000)}`);
  expect(wrote.stderr).toBe('oops\n');
});

it('gives no input and no terminal', async () => {
  const { child, wrote } = await start(
    'cat; if (: </dev/tty) 2>/dev/null; then echo terminal; else echo none; fi',
  );
  expect(await child.ended).toBe(0);
  expect(wrote.stdout).toBe('none\n');
});

it('answers 128 and the number of a signal, and 127 or 126 for what cannot be started', async () => {
  const { child } = await start('kill -9 $$');
  expect(await child.ended).toBe(137);
  const request = { env: {}, onOutput: async () => undefined };
  await expect(backgroundChildren.start({ ...request, argv: ['no-such-program'] })).rejects.toMatchObject({
    exitCode: 127,
  });
  await expect(backgroundChildren.start({ ...request, argv: ['/'] })).rejects.toMatchObject({
    exitCode: 126,
  });
  await expect(backgroundChildren.start({ ...request, argv: ['a\0b'] })).rejects.toMatchObject({
    exitCode: 126,
  });
});

it('does not wait for what an ended program left running in silence', async () => {
  const { child, wrote } = await start('sleep 60 & echo $!');
  expect(await child.ended).toBe(0);
  const pid = wrote.stdout.trim();
  expect(isRunning(pid)).toBe(true);
  await child.stop('SIGKILL', 0);
  expect(isRunning(pid)).toBe(false);
});

it('lets a program end in its own way, and kills what does not', async () => {
  const tidy = await start('trap "echo tidy; exit 5" TERM; echo ready; while :; do sleep 0.02; done');
  await vi.waitFor(() => expect(tidy.wrote.stdout).toBe('ready\n'));
  await tidy.child.stop('SIGTERM', 5_000);
  expect(await tidy.child.ended).toBe(5);
  expect(tidy.wrote.stdout).toBe('ready\ntidy\n');
  const deaf = await start('trap "" TERM; sh -c "echo \\$\\$; while :; do sleep 0.02; done" & wait');
  await vi.waitFor(() => expect(deaf.wrote.stdout).not.toBe(''));
  await deaf.child.stop('SIGTERM', 100);
  expect(await deaf.child.ended).toBe(137);
  expect(isRunning(deaf.wrote.stdout.trim())).toBe(false);
});

it('stops one that is stopped', async () => {
  const { child } = await start('kill -STOP $$; sleep 60');
  await child.stop('SIGTERM', 5_000);
  expect(await child.ended).toBe(143);
});

it('lets the program wait while its output is not taken', async () => {
  let most = 0;
  let release = (): void => undefined;
  const taken = new Promise<void>((resolve) => {
    release = resolve;
  });
  const child = await backgroundChildren.start({
    argv: ['sh', '-c', 'head -c 20000000 /dev/zero'],
    env: { PATH: process.env['PATH'] ?? '' },
    onOutput: async (_stream, bytes) => {
      most += bytes.length;
      await taken;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(most).toBeLessThan(1_000_000);
  release();
  expect(await child.ended).toBe(0);
  expect(most).toBe(20_000_000);
});
