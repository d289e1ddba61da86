import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/role.ts';
import { roleKey } from '../../src/domain/role.ts';
import { foundIn, troublesIn } from '../../src/picker/found-roles.ts';
import { statusLine } from '../../src/picker/header-view.ts';
import { noMatchLines } from '../../src/picker/message-view.ts';
import { selectedRole } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { tagEntries } from '../../src/picker/tag-entries.ts';
import { loaded, now, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const roles = rolesOf(40);
const at = (index: number): Role => {
  const role = roles[index];
  if (role === undefined) throw new Error('no such role');
  return role;
};
const key = (index: number): string => roleKey(at(index));

const history = {
  pins: [key(7), key(3)],
  uses: new Map([
    [key(5), { lastUsedAt: now - 1, count: 1 }],
    ['acme/000000000000/Gone', { lastUsedAt: now, count: 9 }],
  ]),
};
const minute = 60_000;

const state = (): PickerState =>
  run(
    listed({ history }, roles),
    {
      kind: 'lives-loaded',
      lives: new Map([
        [key(1), now + minute],
        [key(2), now + 3 * minute],
      ]),
    },
    { kind: 'roles-loaded', set: loaded(roles, { changes: { added: [at(9)], removed: [] } }) },
  ).state;

const found = (text: string, from = state()): readonly (number | undefined)[] => {
  const next = run(from, typed(text)).state;
  const { order, matched } = foundIn(next);
  return Array.from({ length: matched }, (_, row) => order[row]).sort((a, b) => Number(a) - Number(b));
};

const textOf = (line: readonly { readonly text: string }[]): string => line.map(({ text }) => text).join('');

describe('words after @ in the picker', () => {
  test.each([
    ['@fav', [3, 7]],
    ['@recent', [5]],
    ['@live', [1, 2]],
    ['@new', [9]],
    ['@gone', []],
    ['@fav|@live', [1, 2, 3, 7]],
    ['@fav env:prod', [3]],
    ['!@fav @live', [1, 2]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('@live follows the clock, and the bar stays on its role', () => {
    const before = run(state(), typed('@live'), { kind: 'moved', by: 1, unit: 'row' }).state;
    const bar = selectedRole(before);
    const after = run(before, { kind: 'clock-ticked', now: now + minute }).state;
    expect(foundIn(after).matched).toBe(1);
    expect(selectedRole(after)).toEqual(bar);
    expect(foundIn(run(after, { kind: 'clock-ticked', now: now + 5 * minute }).state).matched).toBe(0);
  });

  test('a longer query does not look among what was alive before', () => {
    const before = run(state(), typed('@live')).state;
    expect(foundIn(before).matched).toBe(2);
    const lives = new Map([[key(6), now + minute]]);
    const after = run(before, { kind: 'lives-loaded', lives }, typed(' a')).state;
    expect(foundIn(after).matched).toBe(1);
  });

  test('the tag panel counts with them', () => {
    const entries = tagEntries(run(state(), typed('@fav')).state);
    expect(entries.filter(({ key: name }) => name === 'env').reduce((sum, { count }) => sum + count, 0)).toBe(
      2,
    );
  });

  test('says why one finds nothing', () => {
    const none = run(listed({}, roles), typed('@fav')).state;
    const said = noMatchLines(none, 80).map(textOf).join('\n');
    expect(said).toContain('No role is pinned.');
    expect(said).not.toContain('spelled');
    const gone = run(state(), typed('@gone')).state;
    expect(noMatchLines(gone, 80).map(textOf).join('\n')).toContain('No role is gone.');
  });
});

describe('what nobody can have meant', () => {
  test.each([
    ['evn:prod', 'No field or tag is called evn. Did you mean env:?'],
    ['@favs', 'There is no @favs. Did you mean @fav?'],
    ['@', 'After @: fav, recent, live, new, gone.'],
  ])('%s is told on the line of news', (text, said) => {
    const next = run(state(), typed(text)).state;
    expect(textOf(statusLine(next)).trim()).toBe(said);
  });

  test('a query that means something has no line', () => {
    expect(troublesIn(run(state(), typed('env:prod @fav admin')).state)).toEqual([]);
    expect(textOf(statusLine(run(state(), typed('env:prod')).state))).toBe('');
  });

  test.each([
    ['a query of 10 KB', 'x:'.repeat(5_000)],
    ['signs', '.*+?()[]{}|^$\\"\'!:=@'.repeat(9)],
    ['control characters', '\u001b[31m\u0007\u202e:\u0000@'],
  ])('%s is searched and drawn inert', (_, text) => {
    const next = run(state(), { kind: 'query-pasted', text }).state;
    expect(textOf(statusLine(next))).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(foundIn(next).matched).toBeGreaterThanOrEqual(0);
  });
});
