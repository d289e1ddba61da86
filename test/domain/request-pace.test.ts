import { expect, test } from 'vitest';
import { type Pace, paceFrom, rateOf, slowedDown, takeTurn, topRate } from '../../src/domain/request-pace.ts';

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

const learned: Pace = { rate: 9, calmFor: 0, slowedAt: start, nextTurn: start, usedAt: start };

test.each<[string, unknown, number, number]>([
  ['what was learned counts, however long the pause', learned, start + 20 * 60_000, 9],
  ['for an hour', learned, start + 61 * 60_000, topRate],
  ['not what a clock that was set back has left', { ...learned, slowedAt: start + 5_000 }, start, topRate],
  ['nor a turn in another hour', { ...learned, nextTurn: start + 3_600_000 }, start, topRate],
  ['nor one that was used at a time to come', { ...learned, usedAt: start + 5_000 }, start, topRate],
  ['but the turns of those who wait', { ...learned, nextTurn: start + 40_000 }, start, 9],
  ['nor a damaged note', { rate: 'fast' }, start, topRate],
  ['nor none', undefined, start, topRate],
  ['nothing makes it faster than the top', { ...learned, rate: 900 }, start, topRate],
])('%s', (_what, kept, now, rate) => {
  expect(rateOf(paceFrom(kept, now))).toBe(rate);
});
