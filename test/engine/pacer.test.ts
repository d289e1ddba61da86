import { describe, expect, it } from 'vitest';
import { createPacer, type Pacer } from '../../src/engine/pacer.ts';
import { testClock } from '../support/services.ts';

/** Requests that get a turn within the next so many seconds. */
const turnsIn = async (seconds: number, pacer: Pacer, clock: ReturnType<typeof testClock>) => {
  const end = clock.now() + seconds * 1000;
  let turns = 0;
  while (clock.now() < end) {
    await pacer.turn();
    turns += 1;
  }
  return turns;
};

describe('the pace of discovery', () => {
  it('stays just under 20 requests a second, also after a pause', async () => {
    const clock = testClock();
    const pacer = createPacer(clock);
    for (const _second of [1, 2]) {
      const turns = await turnsIn(5, pacer, clock);
      expect(turns).toBeGreaterThanOrEqual(97);
      expect(turns).toBeLessThanOrEqual(100);
      clock.advance(10_000);
    }
  });

  it('slows down by a third at each 429, and recovers within seconds', async () => {
    const clock = testClock();
    const pacer = createPacer(clock);
    pacer.slowDown();
    pacer.slowDown();
    expect(await turnsIn(1, pacer, clock)).toBeLessThanOrEqual(11);
    await turnsIn(8, pacer, clock);
    expect(await turnsIn(5, pacer, clock)).toBeGreaterThanOrEqual(97);
  });

  it('stops waiting when it is told to', async () => {
    const stopped = new AbortController();
    stopped.abort();
    await expect(createPacer(testClock()).turn(stopped.signal)).rejects.toMatchObject({ name: 'Cancelled' });
  });
});
