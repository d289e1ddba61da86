import { vi } from 'vitest';

/** Waits until the check holds; a machine that is busy with other tests may take its time. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 40_000 });
