import { expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import { credentialGate, recentCredentialCalls } from '../../src/engine/credential-pace.ts';
import { createPacer } from '../../src/engine/pacer.ts';
import { memoryLock, memoryNotes, testClock } from '../support/services.ts';

const setUp = () => {
  const clock = testClock();
  const lock = memoryLock();
  const notes = memoryNotes();
  const services = { clock, lock: async () => lock, notes: async () => notes };
  return { clock, lock, notes, services, gate: credentialGate(services, 'origin') };
};

const most = (times: readonly number[], span: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + span).length));

test('a renewal and a fetch go at once; never more than eight calls begin in any second', async () => {
  const { clock, gate } = setUp();
  const times: number[] = [];
  const start = clock.now();
  for (let call = 0; call < 50; call += 1) await gate(async () => void times.push(clock.now()));
  expect((times[1] ?? 0) - start).toBeLessThan(100);
  expect(most(times, 1000)).toBe(8);
  expect((times[49] ?? 0) - start).toBeLessThan(7_500);
});

test('at most 8 are in flight, and a place is given on', async () => {
  const { gate } = setUp();
  let inFlight = 0;
  let highest = 0;
  const call = async (): Promise<void> => {
    inFlight += 1;
    highest = Math.max(highest, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    inFlight -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => gate(call)));
  expect(highest).toBeGreaterThan(1);
  expect(highest).toBeLessThanOrEqual(8);
});

test('what a call throws is what the caller gets, once', async () => {
  const { gate } = setUp();
  let calls = 0;
  const failing = async (): Promise<never> => {
    calls += 1;
    throw new UserError('It failed.');
  };
  await expect(gate(failing)).rejects.toThrow('It failed.');
  expect(calls).toBe(1);
});

test('a clock that was set back, and a damaged note, delay nobody', async () => {
  const { clock, gate, notes, services } = setUp();
  const name = 'credential calls origin';
  await notes.write(
    name,
    Array.from({ length: 10 }, () => clock.now() + 3_600_000),
  );
  await gate(async () => undefined);
  await notes.write(name, { not: 'a list' });
  await gate(async () => undefined);
  expect(clock.waits).toEqual([]);
  expect(await recentCredentialCalls(services, 'origin')).toBe(1);
});

test('discovery takes what credential calls leave of 20 a second', async () => {
  const { clock, gate, services } = setUp();
  const pacer = createPacer(services, 'origin');
  const turnsWithin = async (ms: number): Promise<number> => {
    const end = clock.now() + ms;
    let turns = 0;
    for (; clock.now() < end; turns += 1) await pacer.turn();
    return turns;
  };
  for (let call = 0; call < 8; call += 1) await gate(async () => undefined);
  const crowded = await turnsWithin(900);
  clock.advance(2_000);
  const alone = await turnsWithin(900);
  expect(crowded).toBeLessThanOrEqual(14);
  expect(alone).toBeGreaterThanOrEqual(17);
});
