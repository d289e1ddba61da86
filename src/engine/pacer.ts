// The pace of discovery. AWS allows 20 requests a second for all portal calls together and says nothing but 429
// when it is more, so this holds just under it, slows down by a third when told to, and creeps back up. Credentials
// that any process gets meanwhile come first: discovery takes what they leave.
import { Cancelled } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';

export type Pacer = {
  /** Resolves when one more request may start. Errors: Cancelled. */
  readonly turn: (signal?: AbortSignal) => Promise<void>;
  /** AWS answered 429: everyone waits a moment, then goes on slower. */
  readonly slowDown: () => void;
};

const topRate = 19.6;
const bottomRate = 1;
/** Requests a second regained for every second without a 429. */
const recovery = 2;

/** `taken`: requests that others made in the last second. */
export const createPacer = (clock: Clock, taken: () => Promise<number> = async () => 0): Pacer => {
  let rate = topRate;
  let nextTurn = 0;
  let lastChange = clock.now();
  const recover = (now: number): void => {
    rate = Math.min(topRate, rate + (recovery * Math.max(0, now - lastChange)) / 1000);
    lastChange = now;
  };
  return {
    turn: async (signal) => {
      if (signal?.aborted) throw new Cancelled();
      const left = topRate - (await taken());
      const now = clock.now();
      recover(now);
      // A turn that nobody took is not saved up: a burst is what AWS answers with 429.
      const at = Math.max(now, nextTurn);
      nextTurn = at + 1000 / Math.max(bottomRate, Math.min(rate, left));
      if (at > now) await clock.sleep(at - now, signal);
    },
    slowDown: () => {
      const now = clock.now();
      recover(now);
      rate = Math.max(bottomRate, rate * 0.67);
      nextTurn = Math.max(nextTurn, now + 400);
    },
  };
};
