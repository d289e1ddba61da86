// While nothing is shown for long, a line at the end of the terminal tells how far it is. It is taken away before
// anything else is written, and at the end.
import type { EachEvent } from '../actions/run-each.ts';
import { isFailure } from '../domain/each-result.ts';
import type { Sink, Sinks } from './each-output.ts';

export type Progress = {
  /** Those that everything else is written to. */
  readonly sinks: Sinks;
  readonly note: (event: EachEvent) => void;
  readonly end: () => void;
};

const takeAway = '\r\u001b[K';

/** `screen` is where the line is drawn: stderr, when it is a terminal that can take it back. */
export const progressLine = (sinks: Sinks, screen: NodeJS.WriteStream, total: number): Progress => {
  let ended = 0;
  let failed = 0;
  const running = new Set<number>();
  let drawn = '';
  const clear = (): void => {
    if (drawn !== '') screen.write(takeAway);
    drawn = '';
  };
  const draw = (): void => {
    const parts = [`${ended} of ${total} ended`, `${running.size} running`];
    const text = [...parts, ...(failed > 0 ? [`${failed} failed`] : [])].join(', ');
    const isWide = (screen.columns ?? 80) > text.length;
    if (text === drawn || !isWide || ended === total) return;
    clear();
    screen.write(`\u001b[2m${text}\u001b[22m`);
    drawn = text;
  };
  const around = (sink: Sink): Sink =>
    sink.isTerminal
      ? {
          ...sink,
          write: (bytes) => {
            clear();
            const written = sink.write(bytes);
            draw();
            return written;
          },
        }
      : sink;
  return {
    sinks: { stdout: around(sinks.stdout), stderr: around(sinks.stderr) },
    note: (event) => {
      if (event.kind === 'started') running.add(event.index);
      if (event.kind === 'ended') {
        ended += 1;
        running.delete(event.index);
        if (isFailure(event.result.outcome)) failed += 1;
      }
      if (event.kind !== 'output') draw();
    },
    end: () => {
      ended = total;
      clear();
    },
  };
};

export const noProgress = (sinks: Sinks): Progress => ({
  sinks,
  note: () => undefined,
  end: () => undefined,
});
