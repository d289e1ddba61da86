// A signal that ends the program must leave the terminal as it was: restore first, then let the signal do its work.
const signals = ['SIGTERM', 'SIGHUP'] as const;

/** Answers how to stop listening. `restore` runs once, before the process ends by the signal. */
export const leaveOnSignal = (restore: () => void, onInterrupt: () => void): (() => void) => {
  const stop = (): void => {
    for (const signal of signals) process.off(signal, end);
    process.off('SIGINT', onInterrupt);
  };
  const end = (signal: NodeJS.Signals): void => {
    stop();
    restore();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  process.on('SIGINT', onInterrupt);
  return stop;
};
