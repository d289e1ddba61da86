import { type History, noHistory } from '../../src/domain/history.ts';
import type { HistoryStore } from '../../src/ports/history.ts';

/** A history that ends with the test. */
export const memoryHistory = (initial: History = noHistory): HistoryStore => {
  let kept = initial;
  return {
    load: async () => kept,
    change: async (change) => {
      kept = change(kept);
      return kept;
    },
  };
};
