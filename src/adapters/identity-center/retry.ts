// A few more tries for a call that failed on the way: full jitter, and a budget for all of them together.
import { setTimeout as wait } from 'node:timers/promises';
import { isTransient } from './failures.ts';

export type RetryLimits = {
  readonly tries: number;
  /** ms for all tries and waits together */
  readonly budget: number;
  /** ms: the most that the first wait may take; it doubles each time */
  readonly firstWait: number;
};

export const usualRetry: RetryLimits = { tries: 4, budget: 20_000, firstWait: 300 };
export const noRetry: RetryLimits = { tries: 1, budget: 15_000, firstWait: 0 };

const longestWait = 5_000;

/** `call` gets the time that is left (ms). Throws what the last try threw. */
export const retrying = async <T>(
  limits: RetryLimits,
  call: (timeLeft: number) => Promise<T>,
): Promise<T> => {
  const startedAt = performance.now();
  const timeLeft = (): number => limits.budget - (performance.now() - startedAt);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(timeLeft());
    } catch (error) {
      const pause = Math.random() * Math.min(longestWait, limits.firstWait * 2 ** (attempt - 1));
      if (!isTransient(error) || attempt >= limits.tries || timeLeft() <= pause + 100) throw error;
      await wait(pause);
    }
  }
};
