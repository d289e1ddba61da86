// Programs beside one another. Each leads a session of its own: the terminal's Ctrl-C does not reach it, it can write
// nothing past us to the terminal, and a signal reaches it together with all that it started. Whatever way this process
// ends, but by SIGKILL, none of them outlives it.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type {
  BackgroundChild,
  BackgroundChildren,
  BackgroundRequest,
  OutputStream,
} from '../ports/background-children.ts';
import { cannotStart } from './cannot-start.ts';
import { hasGroups, isGroupAlive, signalGroup } from './process-group.ts';

/** ms: what a program that has ended left running may keep its output open without a word. */
const silence = 1_000;
/** ms */
const look = 50;
/** ms: how long all get to end after SIGTERM, when this process ends before them. */
const lastGrace = 300;

const running = new Set<number>();

const endAll = (): void => {
  if (running.size === 0) return;
  for (const pid of running) signalGroup(pid, 'SIGTERM');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lastGrace);
  for (const pid of running) signalGroup(pid, 'SIGKILL');
};

const keep = (pid: number): void => {
  if (process.listeners('exit').every((listener) => listener !== endAll)) process.on('exit', endAll);
  running.add(pid);
};

const open = ({ argv, env }: BackgroundRequest): ChildProcess => {
  const [program = '', ...args] = argv;
  try {
    return spawn(program, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
      windowsHide: true,
    });
  } catch (error) {
    throw cannotStart(program, error as NodeJS.ErrnoException);
  }
};

/** Resolves when both streams are at their end, or, once the program has ended, silent. */
const readAll = async (child: ChildProcess, { onOutput }: BackgroundRequest): Promise<void> => {
  let heard = performance.now();
  let isHandling = 0;
  const read = async (name: OutputStream): Promise<void> => {
    try {
      for await (const bytes of child[name] ?? []) {
        isHandling += 1;
        await onOutput(name, bytes as Uint8Array).finally(() => {
          isHandling -= 1;
          heard = performance.now();
        });
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  };
  let watch: NodeJS.Timeout | undefined;
  child.once('exit', () => {
    heard = performance.now();
    watch = setInterval(() => {
      if (isHandling > 0 || performance.now() - heard < silence) return;
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, look);
  });
  try {
    await Promise.all([read('stdout'), read('stderr')]);
  } finally {
    clearInterval(watch);
  }
};

const stopAll = async (pid: number, signal: NodeJS.Signals, grace: number): Promise<void> => {
  const begun = performance.now();
  signalGroup(pid, signal);
  // One that is stopped would never hear of it.
  signalGroup(pid, 'SIGCONT');
  while (isGroupAlive(pid)) {
    if (performance.now() - begun >= grace) signalGroup(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, look));
    if (performance.now() - begun >= grace + silence) return;
  }
};

const begun = (child: ChildProcess, request: BackgroundRequest): BackgroundChild => {
  const pid = child.pid ?? 0;
  keep(pid);
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  const ended = Promise.all([exited, readAll(child, request)]).then(([status]) => status);
  const forget = (): void => void running.delete(pid);
  ended.then(forget, forget);
  return { ended, stop: (signal, grace) => stopAll(pid, signal, grace) };
};

export const backgroundChildren: BackgroundChildren = {
  start: (request) =>
    new Promise((resolve, reject) => {
      const child = open(request);
      child.once('error', (error) => reject(cannotStart(request.argv[0] ?? '', error)));
      child.once('spawn', () => resolve(begun(child, request)));
    }),
};
