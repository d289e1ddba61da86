// A program in the foreground of this terminal. While it runs, our own signals are its: Ctrl-C reaches both, as the
// terminal sends it to the whole group, and we wait; TERM and HUP sent to us alone are handed on. Without a terminal
// there is no Ctrl-C, so INT was sent to us alone as well.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { UserError } from '../domain/errors.ts';
import type { Child } from '../ports/child.ts';

const handedOn: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
const sharedByTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

const cannotStart = (program: string, error: NodeJS.ErrnoException): UserError =>
  error.code === 'ENOENT'
    ? new UserError(`${program}: command not found.`, { exitCode: 127 })
    : new UserError(`${program} could not be started (${error.code ?? error.message}).`, { exitCode: 126 });

export const child: Child = {
  run: ({ argv, env }) =>
    new Promise((resolve, reject) => {
      const [program = '', ...args] = argv;
      const running = spawn(program, args, { stdio: 'inherit', env });
      const handOn = (signal: NodeJS.Signals): void => {
        running.kill(signal);
      };
      const wait = (): void => {};
      const onShared = [0, 1, 2].some(isatty) ? wait : handOn;
      for (const signal of handedOn) process.on(signal, handOn);
      for (const signal of sharedByTerminal) process.on(signal, onShared);
      const release = (): void => {
        for (const signal of handedOn) process.off(signal, handOn);
        for (const signal of sharedByTerminal) process.off(signal, onShared);
      };
      running.once('error', (error) => {
        release();
        reject(cannotStart(program, error));
      });
      running.once('exit', (code, signal) => {
        release();
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    }),
};
