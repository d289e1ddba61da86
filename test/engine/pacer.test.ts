import { describe, expect, it } from 'vitest';
import { createPacer, type Pacer } from '../../src/engine/pacer.ts';
import { memoryLock, memoryNotes, type TestClock, testClock } from '../support/services.ts';

const setUp = () => {
  const clock = testClock();
  const [lock, notes] = [memoryLock(), memoryNotes()];
  return { clock, services: { clock, lock: async () => lock, notes: async () => notes } };
};

/** Requests that get a turn within the next so many seconds. */
const turnsIn = async (seconds: number, pacer: Pacer, clock: TestClock) => {
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
    const { clock, services } = setUp();
    const pacer = createPacer(services, 'origin');
    for (const _second of [1, 2]) {
      const turns = await turnsIn(5, pacer, clock);
      expect(turns).toBeGreaterThanOrEqual(98);
      expect(turns).toBeLessThanOrEqual(101);
      clock.advance(10_000);
    }
  });

  it('is one for all processes of an origin', async () => {
    const { clock, services } = setUp();
    const pacers = [createPacer(services, 'origin'), createPacer(services, 'origin')] as const;
    const end = clock.now() + 5_000;
    let turns = 0;
    for (; clock.now() < end; turns += 1) await pacers[turns % 2 === 0 ? 0 : 1].turn();
    expect(turns).toBeLessThanOrEqual(101);
    const elsewhere = clock.now();
    await createPacer(services, 'another').turn();
    expect(clock.now() - elsewhere).toBeLessThan(20);
  });

  it('slows down at a 429, remembers that for who comes next, and recovers', async () => {
    const { clock, services } = setUp();
    const first = createPacer(services, 'origin');
    for (const _time of [1, 2, 3]) await first.slowDown(await first.turn());
    const next = createPacer(services, 'origin');
    expect(await turnsIn(1, next, clock)).toBeLessThanOrEqual(11);
    await turnsIn(20, next, clock);
    expect(await turnsIn(5, next, clock)).toBeGreaterThanOrEqual(98);
  });

  it('waits as long as AWS says', async () => {
    const { clock, services } = setUp();
    const pacer = createPacer(services, 'origin');
    await pacer.slowDown(await pacer.turn(), 7_000);
    const from = clock.now();
    await pacer.turn();
    expect(clock.now() - from).toBeGreaterThan(6_900);
  });

  it('holds the longest pause for all that wait', async () => {
    const { clock, services } = setUp();
    const pacer = createPacer(services, 'origin');
    await pacer.slowDown(await pacer.turn(), 300_000);
    const from = clock.now();
    const ends: number[] = [];
    const waiting = { ...services, clock: { ...clock, sleep: async (ms: number) => void ends.push(ms) } };
    const others = createPacer(waiting, 'origin');
    for (const _lane of Array.from({ length: 40 })) await others.turn();
    expect(clock.now() - from).toBeLessThan(5_000);
    expect(ends).toHaveLength(40);
    expect(Math.min(...ends)).toBeGreaterThan(24_000);
  });

  it('goes on when the lock cannot be had', async () => {
    const { clock, services } = setUp();
    const broken = { run: () => Promise.reject(new Error('no lock')) };
    const pacer = createPacer({ ...services, lock: async () => broken }, 'origin');
    expect(await turnsIn(5, pacer, clock)).toBeLessThanOrEqual(101);
  });

  it('stops waiting when it is told to', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const turn = createPacer(setUp().services, 'origin').turn(stopped.signal);
    await expect(turn).rejects.toMatchObject({ name: 'Cancelled' });
  });
});
