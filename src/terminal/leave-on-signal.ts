// A signal that ends the program must leave the terminal as it was, and give whoever opened the picker its turn to
// clean up: it becomes an error, and the program's exit status is what the signal would have made it.
import { constants } from 'node:os';
import { Terminated } from '../domain/errors.ts';

const signals = ['SIGTERM', 'SIGHUP'] as const;

/** Answers how to stop listening. */
export const leaveOnSignal = (onEnd: (reason: Terminated) => void, onInterrupt: () => void): (() => void) => {
  const end = (signal: NodeJS.Signals): void => onEnd(new Terminated(constants.signals[signal]));
  for (const signal of signals) process.on(signal, end);
  process.on('SIGINT', onInterrupt);
  return () => {
    for (const signal of signals) process.off(signal, end);
    process.off('SIGINT', onInterrupt);
  };
};

/** What nobody caught ends the program at once, where it is reported (cli.ts): `restore` comes before that, so that it
 *  can be read. Answers how to stop listening. */
export const restoreOnMistake = (restore: (error: unknown) => void): (() => void) => {
  process.prependListener('uncaughtException', restore);
  process.prependListener('unhandledRejection', restore);
  return () => {
    process.off('uncaughtException', restore);
    process.off('unhandledRejection', restore);
  };
};
