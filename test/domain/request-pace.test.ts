import { expect, test } from 'vitest';
import { type Pace, paceFrom, rateOf, slowedDown, takeTurn, topRate } from '../../src/domain/request-pace.ts';
import { seededRandom } from '../support/many-roles.ts';
import fc from '../support/properties.ts';

const start = 1_000_000;

/** A bucket of one second's calls, as AWS's; answers arrive 80 ms later, turns are settled up to 300 ms ahead. */
const askAll = (calls: number, limit: number) => {
  let pace: Pace = paceFrom(undefined, start);
  let [now, last, left] = [start, start, limit];
  let [taken, refused] = [0, 0];
  const answers: { readonly at: number; readonly askedAt: number }[] = [];
  while (taken < calls) {
    const turn = takeTurn(pace, now, 0);
    const askedAt = now;
    pace = turn.pace;
    now = Math.max(now, turn.at - 300);
    left = Math.min(limit, left + ((turn.at - last) / 1000) * limit);
    last = turn.at;
    if (left >= 1) {
      left -= 1;
      taken += 1;
    } else {
      refused += 1;
      answers.push({ at: turn.at + 80, askedAt });
    }
    for (; answers[0] !== undefined && answers[0].at <= now; answers.shift())
      pace = slowedDown(pace, { now, askedAt: answers[0].askedAt, retryAfter: undefined });
  }
  return { ratio: (last - start) / 1000 / (calls / limit), refused: refused / calls };
};

test.each([5, 8, 10, 15, 19, 20])('a limit of %i is found and held, with few refusals', (limit) => {
  const { ratio, refused } = askAll(1000, limit);
  expect(ratio).toBeLessThan(1.02);
  expect(refused).toBeLessThan(0.1);
});

test('at the documented limit nothing is refused', () => {
  expect(askAll(1000, 20).refused).toBe(0);
});

test('calls that were under way when the pace was lowered do not lower it again', () => {
  const before = takeTurn(paceFrom(undefined, start), start, 0).pace;
  const once = slowedDown(before, { now: start + 100, askedAt: start, retryAfter: undefined });
  const again = slowedDown(once, { now: start + 150, askedAt: start + 90, retryAfter: undefined });
  expect(rateOf(again)).toBe(rateOf(once));
  expect(rateOf(once)).toBeLessThan(topRate);
});

const learned: Pace = { rate: 9, calmFor: 0, slowedAt: start, nextTurn: start, usedAt: start, starts: [] };

test.each<[string, unknown, number, number]>([
  ['what was learned counts, however long the pause', learned, start + 20 * 60_000, 9],
  ['for an hour', learned, start + 61 * 60_000, topRate],
  ['not what a clock that was set back has left', { ...learned, slowedAt: start + 5_000 }, start, topRate],
  ['nor a turn in another hour', { ...learned, nextTurn: start + 3_600_000 }, start, topRate],
  ['nor one that was used at a time to come', { ...learned, usedAt: start + 5_000 }, start, topRate],
  ['but the turns of those who wait', { ...learned, nextTurn: start + 40_000 }, start, 9],
  ['nor a damaged note', { rate: 'fast' }, start, topRate],
  ['nor one without starts', { ...learned, starts: undefined }, start, topRate],
  ['nor one with others than numbers', { ...learned, starts: ['now'] }, start, topRate],
  ['nor none', undefined, start, topRate],
  ['nothing makes it faster than the top', { ...learned, rate: 900 }, start, topRate],
])('%s', (_what, kept, now, rate) => {
  expect(rateOf(paceFrom(kept, now))).toBe(rate);
});

/** Calls whose turns are asked for when the machine comes to it: now and then it is busy for some time. */
const askUnderLoad = (calls: number, seed: number): readonly number[] => {
  const random = seededRandom(seed);
  let pace: Pace = paceFrom(undefined, start);
  let [now, busyAt] = [start, start + 300];
  return Array.from({ length: calls }, () => {
    const turn = takeTurn(pace, now, 0);
    pace = turn.pace;
    now = turn.at;
    if (now > busyAt) {
      now += 20 + random() * 130;
      busyAt = now + random() * 800;
    }
    return turn.at;
  });
};

test('what a busy machine misses is made up for, with no more calls in any second than are allowed', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const starts = askUnderLoad(600, seed);
      const second = (from: number) => starts.filter((at) => at >= from && at < from + 1000).length;
      expect(Math.max(...starts.map(second))).toBeLessThanOrEqual(20);
      expect(((starts.at(-1) ?? 0) - start) / 30_000).toBeLessThan(1.05);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    }),
    { numRuns: 10 },
  );
});

test('a pause leaves a few turns, and no burst', () => {
  let pace = takeTurn(paceFrom(undefined, start), start, 0).pace;
  const now = start + 60_000;
  const starts = Array.from({ length: 8 }, () => {
    const turn = takeTurn(pace, now, 0);
    pace = turn.pace;
    return turn.at - now;
  });
  expect(starts.filter((at) => at === 0).length).toBeLessThanOrEqual(4);
});
