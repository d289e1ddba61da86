import { describe, expect, test } from 'vitest';
import type { DiscoveryProgress } from '../../src/domain/catalog.ts';
import { UserError } from '../../src/domain/errors.ts';
import { type FlightRequest, oneFlight } from '../../src/engine/one-flight.ts';
import { memoryNotes, testClock } from '../support/services.ts';

const setUp = (isHeld: () => boolean) => {
  const clock = testClock();
  const notes = { ...memoryNotes() };
  const lock = {
    run: async <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      if (isHeld()) throw new UserError('Another rolecall is still at the same work.');
      return work();
    },
  };
  const told: DiscoveryProgress[] = [];
  const request: FlightRequest<string> = {
    services: { clock, lock: async () => lock, notes: async () => notes },
    name: 'flight',
    onProgress: (progress) => told.push(progress),
    work: async () => 'own work',
    readSince: async () => undefined,
  };
  return { clock, notes, told, request };
};

const progress = { instance: 'acme', accountsDone: 3, accountsTotal: 9, rate: 2, secondsLeft: 3 };

describe('one reads, the others follow', () => {
  test('alone, it works at once, and asks nobody what was read', async () => {
    const { request, clock } = setUp(() => false);
    const readSince = async () => 'what another read';
    expect(await oneFlight({ ...request, readSince })).toBe('own work');
    expect(clock.waits).toEqual([]);
  });

  test('who followed takes what was read to the end, and what could not be', async () => {
    let looks = 0;
    const { request, notes, told } = setUp(() => looks++ < 3);
    const failures = [{ accountId: '1', accountName: 'one', reason: 'no' }];
    await notes.write('flight', { at: 1, progress, failures: [...failures, 'damaged'] });
    const readSince: FlightRequest<string>['readSince'] = async (_began, told) => JSON.stringify(told);
    expect(await oneFlight({ ...request, readSince })).toBe(JSON.stringify(failures));
    expect(told).toHaveLength(3);
    expect(told[0]).toMatchObject({ ...progress, isElsewhere: true });
  });

  test('one that says nothing for long, as when it was suspended, is not waited for', async () => {
    const { request, clock, notes, told } = setUp(() => true);
    const began = clock.now();
    // By a clock that is far ahead.
    const ahead = 1000 * 365 * 86_400_000;
    notes.read = async () => {
      if (clock.now() - began > 90_000) throw new Error('It waits for ever.');
      return { at: ahead + Math.min(clock.now(), began + 10_000), progress: { instance: 7 } };
    };
    expect(await oneFlight(request)).toBe('own work');
    expect(clock.now() - began).toBeGreaterThan(50_000);
    expect(clock.now() - began).toBeLessThan(60_000);
    expect(told).toEqual([]);
  });

  test('a lock that cannot be had at all says why, and so does the work', async () => {
    const { request } = setUp(() => false);
    const full = new UserError('Could not take a lock.', { cause: new Error('ENOSPC') });
    const lock = async () => ({ run: () => Promise.reject(full) });
    await expect(oneFlight({ ...request, services: { ...request.services, lock } })).rejects.toBe(full);
    const failing = async () => Promise.reject(new UserError('It failed.'));
    await expect(oneFlight({ ...request, work: failing })).rejects.toThrow('It failed.');
  });

  test('it tells how far it is a few times a second, and what failed at the end', async () => {
    const { request, clock, notes } = setUp(() => false);
    const seen: unknown[] = [];
    const see = async () => seen.push(((await notes.read('flight')) as { progress?: unknown })?.progress);
    await oneFlight({
      ...request,
      work: async (flight) => {
        flight.progressed(progress);
        await see();
        flight.progressed({ ...progress, accountsDone: 4 });
        await see();
        clock.advance(300);
        flight.isAlive();
        await see();
        await flight.ended([{ accountId: '1', accountName: 'one', reason: 'no' }]);
        return '';
      },
    });
    expect(seen.map((one) => (one as { accountsDone: number }).accountsDone)).toEqual([3, 3, 4]);
    expect(await notes.read('flight')).toMatchObject({ failures: [{ accountId: '1' }] });
  });
});
