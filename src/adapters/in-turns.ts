// Long work, some milliseconds of it at a time: keys, frames and the answers of servers come between.
import { setImmediate } from 'node:timers/promises';
import { Cancelled } from '../domain/errors.ts';

/** ms */
const turn = 4;

/** Errors: those of the steps; Cancelled, between two of them, once the signal aborts. */
export const inTurns = async <T>(steps: Generator<void, T>, signal?: AbortSignal): Promise<T> => {
  for (;;) {
    const until = performance.now() + turn;
    do {
      if (signal?.aborted) throw new Cancelled();
      const { done, value } = steps.next();
      if (done === true) return value;
    } while (performance.now() < until);
    await setImmediate();
  }
};
