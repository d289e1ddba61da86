// Ctrl-Z in raw mode is only a byte: the job is stopped by hand, and goes on when the shell says so (fg).
import { isatty } from 'node:tty';

/** Stopping is safe only where `fg` can bring the job back: not on Windows, and not inside `$(...)`, where the shell
 *  waits for our output and would never read the command. */
export const canSuspendJob = (platform: NodeJS.Platform): boolean => platform !== 'win32' && isatty(1);

/** Stops the whole job, as the terminal would; resolves when it goes on. */
export const suspendJob = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGCONT', () => resolve());
    process.kill(0, 'SIGTSTP');
  });
