import { describe, expect, it } from 'vitest';
import {
  ageText,
  clockText,
  exactLifeText,
  hour,
  isoSeconds,
  lifeLevel,
  lifeText,
  minute,
} from '../../src/domain/expiry.ts';

const now = Date.parse('2026-11-21T04:05:11.999Z');

describe('what is left of a life', () => {
  it.each([
    [7 * hour + 12 * minute, '7h 12m', 'fresh'],
    [hour, '1h 0m', 'fresh'],
    [42 * minute, '42m', 'fresh'],
    [15 * minute + 1, '15m', 'fresh'],
    [15 * minute, '15m', 'warning'],
    [5 * minute + 1, '5m', 'warning'],
    [5 * minute, '5m', 'critical'],
    [minute - 1, '< 1m', 'critical'],
    [0, 'expired', 'expired'],
    [-hour, 'expired', 'expired'],
  ])('%d ms is %s and %s', (left, text, level) => {
    expect(lifeText(now + left, now)).toBe(text);
    expect(lifeLevel(now + left, now)).toBe(level);
  });

  it.each([
    [7 * hour + 12 * minute + 5000, '7h 12m 05s'],
    [42 * minute + 9999, '42m 09s'],
    [minute, '1m 00s'],
    [9500, '9s'],
    [0, 'expired'],
  ])('%d ms to the second is %s', (left, text) => expect(exactLifeText(now + left, now)).toBe(text));

  it.each([
    [0, 'just now'],
    [3 * minute, '3m ago'],
    [2 * hour, '2h ago'],
    [5 * 24 * hour, '5d ago'],
    [-minute, 'just now'],
  ])('%d ms ago is %s', (age, text) => expect(ageText(now - age, now)).toBe(text));

  it('says a time of this machine, and when it is past midnight', () => {
    const evening = new Date(2026, 10, 30, 18, 5).getTime();
    expect(clockText(evening + 35 * minute, evening)).toBe('18:40');
    expect(clockText(evening + 8 * hour, evening)).toBe('02:05 tomorrow');
    expect(clockText(evening + 24 * hour, evening)).toBe('18:05 tomorrow');
  });

  it('writes times as every SDK reads them: Z, no fraction', () => {
    expect(isoSeconds(now)).toBe('2026-11-21T04:05:11Z');
  });
});
