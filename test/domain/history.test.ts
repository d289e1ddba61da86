import { describe, expect, test } from 'vitest';
import {
  type History,
  maxPins,
  maxUses,
  noHistory,
  pinNumber,
  usesByRecency,
  withOtherUses,
  withoutPin,
  withPin,
  withUses,
} from '../../src/domain/history.ts';
import { historyText, readHistory } from '../../src/domain/history-file.ts';
import { roleKey } from '../../src/domain/role.ts';
import fc from '../support/properties.ts';

const id = (n: number) => ({ instance: 'acme', accountId: '111111111111', roleName: `Role${n}` });
const key = (n: number) => roleKey(id(n));

const name = fc.stringMatching(/^[\w .@+=,-]{1,20}$/);
const anyKey = fc.tuple(name, name, name).map((parts) => parts.join('/'));
const anyHistory: fc.Arbitrary<History> = fc.record({
  uses: fc
    .dictionary(
      anyKey,
      fc.record({ lastUsedAt: fc.integer({ min: 0, max: 4e12 }), count: fc.integer({ min: 1, max: 1e6 }) }),
    )
    .map((entries) => new Map(Object.entries(entries))),
  pins: fc.uniqueArray(anyKey, { maxLength: maxPins }),
});

describe('uses', () => {
  test('count up, and keep the latest time', () => {
    const history = withUses(
      withUses(withUses(noHistory, [id(1)], 10), [id(1), id(2), id(1)], 30),
      [id(1)],
      20,
    );
    expect(history.uses.get(key(1))).toEqual({ lastUsedAt: 30, count: 3 });
    expect(usesByRecency(history).map(([role]) => role)).toEqual([key(1), key(2)]);
  });

  test('beyond the limit the longest unused are forgotten', () => {
    const many = Array.from({ length: maxUses }, (_, n) => n);
    const uses = new Map(many.map((n) => [key(n), { lastUsedAt: n, count: 1 }]));
    const full = { ...noHistory, uses };
    const history = withUses(full, [id(maxUses)], maxUses);
    expect(history.uses.size).toBe(maxUses);
    expect(history.uses.has(key(0))).toBe(false);
    expect(history.uses.has(key(maxUses))).toBe(true);
  });

  test('of another tool raise what is known, and lower nothing', () => {
    const own = withUses(withUses(noHistory, [id(1)], 50), [id(1)], 60);
    const others = new Map([
      [key(1), { lastUsedAt: 40, count: 1 }],
      [key(2), { lastUsedAt: 40, count: 1 }],
    ]);
    const { uses } = withOtherUses(own, others);
    expect(uses.get(key(1))).toEqual({ lastUsedAt: 60, count: 2 });
    expect(uses.get(key(2))).toEqual({ lastUsedAt: 40, count: 1 });
  });
});

describe('pins', () => {
  test('are numbered in the order of pinning, and close up', () => {
    const three = [1, 2, 3].reduce((history, n) => withPin(history, key(n)), noHistory);
    expect(pinNumber(three, key(2))).toBe(2);
    expect(withPin(three, key(1))).toBe(three);
    expect(pinNumber(withoutPin(three, key(1)), key(2))).toBe(1);
    expect(pinNumber(three, key(9))).toBeUndefined();
  });

  test('there is an end to them', () => {
    const full = Array.from({ length: maxPins + 5 }, (_, n) => n).reduce(
      (h, n) => withPin(h, key(n)),
      noHistory,
    );
    expect(full.pins).toHaveLength(maxPins);
  });
});

describe('the file', () => {
  test('gives back what was written', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(readHistory(JSON.parse(historyText(history)))).toEqual({ kind: 'history', history });
      }),
    );
  });

  test.each([
    ['nothing', null, 'broken'],
    ['a list', [], 'broken'],
    ['no version', { uses: [], pins: [] }, 'broken'],
    ['no pins', { version: 1, uses: [] }, 'broken'],
    ['a newer one', { version: 2, anything: true }, 'newer'],
  ])('%s is no history', (_, value, kind) => {
    expect(readHistory(value).kind).toBe(kind);
  });

  test('an entry that is not right is left out alone', () => {
    const good = { instance: 'acme', account_id: '111111111111', role_name: 'Role1' };
    const use = { ...good, last_used: '2026-01-02T03:04:05.000Z', count: 2 };
    const value = {
      version: 1,
      pins: [good, good, { ...good, instance: 'a/b' }, 7, null],
      uses: [use, { ...use, role_name: '' }, { ...use, count: -1 }, { ...use, last_used: 'soon' }, 'x'],
    };
    expect(readHistory(value)).toEqual({
      kind: 'history',
      history: {
        pins: [key(1)],
        uses: new Map([[key(1), { lastUsedAt: Date.UTC(2026, 0, 2, 3, 4, 5), count: 2 }]]),
      },
    });
  });

  test('never throws, whatever it holds', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readHistory(value)));
  });
});
