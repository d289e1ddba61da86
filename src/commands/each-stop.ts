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

export const stopSignals = (host: Host, stderr: Sink): StopSignals => {
  const stop = new AbortController();
  const kill = new AbortController();
  let first: NodeJS.Signals | undefined;
  const listen = async (): Promise<void> => {
    first = await host.untilSignal();
    const second = host.untilSignal();
    void stderr.write('rolecall: stopping; once more kills what still runs.\n');
    stop.abort(first);
    await second;
    kill.abort();
  };
  void listen();
  return {
    stop: stop.signal,
    kill: kill.signal,
    exitCode: () => (first === undefined ? undefined : 128 + (numbers[first] ?? 0)),
  };
};
