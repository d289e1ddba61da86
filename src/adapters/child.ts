// A program in the foreground of this terminal. While it runs, our own signals are its: Ctrl-C reaches both, as the
// terminal sends it to the whole group, and we wait; TERM and HUP sent to us alone are handed on. Without a terminal
// there is no Ctrl-C, so INT was sent to us alone as well.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import type { Child, ChildRequest } from '../ports/child.ts';
import { cannotStart } from './cannot-start.ts';

const handedOn: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
const sharedByTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

const start = ({ argv, env }: ChildRequest): ChildProcess => {
  const [program = '', ...args] = argv;
  try {
    return spawn(program, args, { stdio: 'inherit', env });
  } catch (error) {
    // What the system refuses outright: an environment that is too long, a NUL in a word.
    throw cannotStart(program, error as NodeJS.ErrnoException);
  }
};

/** Answers how to stop listening. */
const listen = (handOn: (signal: NodeJS.Signals) => void): (() => void) => {
  const wait = (): void => {};
  const onShared = [0, 1, 2].some(isatty) ? wait : handOn;
  for (const signal of handedOn) process.on(signal, handOn);
  for (const signal of sharedByTerminal) process.on(signal, onShared);
  return () => {
    for (const signal of handedOn) process.off(signal, handOn);
    for (const signal of sharedByTerminal) process.off(signal, onShared);
  };
};

export const child: Child = {
  run: async (request) => {
    let running: ChildProcess | undefined;
    // Before the start: a signal that came between the two would end us, and leave the program alone.
    const release = listen((signal) => void running?.kill(signal));
    try {
      const started = start(request);
      running = started;
      return await new Promise((resolve, reject) => {
        started.once('error', (error) => reject(cannotStart(request.argv[0] ?? '', error)));
        started.once('exit', (code, signal) => {
          resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
        });
      });
    } finally {
      release();
    }
  },
};
