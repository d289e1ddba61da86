import { describe, expect, test } from 'vitest';
import { roleKey } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import { targetRoles } from '../../src/picker/marks.ts';
import { selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const tab: PickerEvent = { kind: 'mark-toggled', by: 1 };
const shiftTab: PickerEvent = { kind: 'mark-toggled', by: -1 };
const down = (by: number): PickerEvent => ({ kind: 'moved', by, unit: 'row' });
const rows = (state: PickerState): readonly string[] => targetRoles(state).map(roleKey);
const roles = rolesOf(20);
const keyAt = (row: number): string => roleKey(roles[row] ?? { instance: '', accountId: '', roleName: '' });
const start = (): PickerState => listed({}, roles);

describe('marking', () => {
  test('Tab marks the role under the bar and goes down, Shift-Tab goes up; again, it is marked no more', () => {
    const two = run(start(), tab, tab).state;
    expect(rows(two)).toEqual([keyAt(0), keyAt(1)]);
    expect(selectedRow(two)).toBe(2);
    const back = run(two, down(-1), shiftTab).state;
    expect(rows(back)).toEqual([keyAt(0)]);
    expect(selectedRow(back)).toBe(0);
  });

  test('a range goes from the role marked last to the bar, both ways', () => {
    const below = run(start(), down(3), tab, down(2), { kind: 'range-marked' }).state;
    expect(rows(below)).toEqual([3, 4, 5, 6].map(keyAt));
    const above = run(start(), down(6), tab, down(-3), { kind: 'range-marked' }).state;
    expect([...rows(above)].sort()).toEqual([4, 5, 6].map(keyAt).sort());
  });

  test('a range without a start, or with one that is not listed, is the role under the bar', () => {
    expect(rows(run(start(), { kind: 'range-marked' }).state)).toEqual([keyAt(0)]);
    const query = roles[5]?.profile ?? '';
    const moved = run(start(), tab, typed(`'${query}`), { kind: 'range-marked' }).state;
    expect(rows(moved)).toHaveLength(2);
  });

  test('all that match, and none of them again; others stay marked', () => {
    const first = run(start(), tab, typed(`'${roles[5]?.profile ?? ''}`), { kind: 'all-marked' }).state;
    expect(first.marks.roles.size).toBeGreaterThan(1);
    expect(rows(run(first, { kind: 'all-marked' }).state)).toEqual([keyAt(0)]);
    expect(rows(run(start(), { kind: 'all-marked' }).state)).toHaveLength(roles.length);
  });

  test('marks stay while the query changes; Esc clears the query, then drops them, then leaves', () => {
    const searched = run(start(), tab, typed('zzzz')).state;
    expect(searched.marks.roles.size).toBe(1);
    const cleared = run(searched, { kind: 'backed-out' }).state;
    expect([cleared.query.text, cleared.marks.roles.size]).toEqual(['', 1]);
    const dropped = run(cleared, { kind: 'backed-out' });
    expect([dropped.state.marks.roles.size, dropped.effects]).toEqual([0, []]);
    expect(run(dropped.state, { kind: 'backed-out' }).effects).toEqual([
      { kind: 'finish', result: { kind: 'cancelled' } },
    ]);
  });

  test('one marked role is taken by every action, wherever the bar is, and the menu says so', () => {
    const one = run(start(), tab, down(3)).state;
    const chosen = run(one, { kind: 'accepted' }).effects;
    expect(chosen).toMatchObject([{ kind: 'finish', result: { kind: 'chosen', role: roles[0] } }]);
    const opened = run(one, { kind: 'action-asked', action: 'console' }).effects;
    expect(opened).toMatchObject([{ kind: 'finish', result: { action: 'console', role: roles[0] } }]);
    const menu = frameOf(run(one, { kind: 'panel-toggled', panel: 'actions' }).state);
    expect(JSON.stringify(menu)).toContain('With 1 marked role');
    const textOf = (state: PickerState): string => JSON.stringify(frameOf(state));
    expect(textOf(one)).not.toContain('Enter will');
    expect(textOf(run(start(), tab, down(-1)).state)).toContain('Enter will');
  });

  test('a refresh drops the marks of roles that are gone', () => {
    const marked = run(start(), tab, tab).state;
    const after = run(marked, { kind: 'roles-loaded', set: loaded(roles.slice(1)) }).state;
    expect(rows(after)).toEqual([keyAt(1)]);
  });

  test('profiles are planned for all marked roles, and copying takes them all', () => {
    const marked = run(start(), tab, tab).state;
    expect(run(marked, { kind: 'profiles-asked', change: 'write' }).effects).toEqual([
      { kind: 'plan-profiles', request: marked.nextRequest, change: 'write', roles: roles.slice(0, 2) },
    ]);
    expect(run(marked, { kind: 'copy-asked', what: 'profile name' }).effects).toEqual([
      { kind: 'copy', what: 'profile name', text: `${roles[0]?.profile}\n${roles[1]?.profile}` },
    ]);
  });

  test('what takes one role says so when several are marked', () => {
    const marked = run(start(), tab, tab).state;
    const asked = run(marked, { kind: 'accepted' });
    expect(asked.effects).toEqual([]);
    expect(asked.state.notice?.text).toContain('several are marked');
  });

  test('a marked row carries a tick, and the query line counts', () => {
    const frame = frameOf(run(start(), tab, tab).state);
    const text = JSON.stringify(frame.body);
    expect(text.match(/✓/g)).toHaveLength(2);
    expect(frame.query?.map((segment) => segment.text).join('')).toContain('✓ 2 marked');
  });
});
