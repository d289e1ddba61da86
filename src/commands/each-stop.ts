// What a signal to rolecall means for the programs that it runs: the first is passed on, the second kills.
import type { Host } from '../host.ts';
import type { Sink } from './each-output.ts';

export type StopSignals = {
  /** Aborted by the first signal, whose name is the reason. */
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  /** 128 + n of the first signal; undefined where none came. */
  readonly exitCode: () => number | undefined;
};

const numbers: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Resolves when signals are heard: the second may follow the first at once, and must not end us before the programs. */
export const stopSignals = async (host: Host, stderr: Sink): Promise<StopSignals> => {
  const stop = new AbortController();
  const kill = new AbortController();
  let first: NodeJS.Signals | undefined;
  await host.onEachSignal((signal) => {
    if (first !== undefined) return kill.abort();
    first = signal;
    void stderr.write('rolecall: stopping; once more kills what still runs.\n');
    stop.abort(signal);
  });
  return {
    stop: stop.signal,
    kill: kill.signal,
    exitCode: () => (first === undefined ? undefined : 128 + (numbers[first] ?? 0)),
  };
};
