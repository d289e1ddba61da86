import { describe, expect, test } from 'vitest';
import { type History, noHistory, withPin, withUses } from '../../src/domain/history.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';
import {
  type Arrangement,
  type Grouping,
  groupings,
  usualArrangement,
} from '../../src/picker/arrangement.ts';
import { effectiveKeys } from '../../src/picker/effective-keys.ts';
import type { OrderChange, PickerEvent } from '../../src/picker/event.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import { bindings } from '../../src/picker/keymap.ts';
import { layoutOf } from '../../src/picker/layout.ts';
import { indexAt, isSelectable, roleAt, rowCount, rowOfRole, titleAt } from '../../src/picker/rows.ts';
import { selectedRole, selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { now, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

const pool = rolesOf(40);
const keyOf = (index: number): string => roleKey(pool[index] ?? role());
const pinned = (...indexes: readonly number[]): History =>
  indexes.reduce((history, index) => withPin(history, keyOf(index)), noHistory);
/** The later in the list, the later used. */
const used = (history: History, ...indexes: readonly number[]): History =>
  indexes.reduce((kept, index, at) => withUses(kept, [pool[index] ?? role()], now - 1e6 + at), history);

const arranged = (over: Partial<Arrangement> = {}): Arrangement => ({
  ...usualArrangement,
  recentRoles: 5,
  ...over,
});

const start = (history: History = noHistory, over: Partial<Arrangement> = {}, roles = pool): PickerState =>
  listed({ history, arrangement: arranged(over) }, roles);

/** `# Title` and profiles, from the top. */
const lines = (state: PickerState): readonly string[] =>
  Array.from({ length: rowCount(state) }, (_, row) => {
    const title = titleAt(state, row);
    return title === undefined ? (roleAt(state, row)?.profile ?? '?') : `# ${title.text} ${title.count}`;
  });

const profile = (index: number): string => pool[index]?.profile ?? '';
const order = (change: OrderChange): PickerEvent => ({ kind: 'order-asked', order: change });
const down = (by: number): PickerEvent => ({ kind: 'moved', by, unit: 'row' });
const toEnd = (by: -1 | 1): PickerEvent => ({ kind: 'moved', by, unit: 'all' });
const cycle: PickerEvent = order({ kind: 'grouping-cycled' });
const fold: PickerEvent = order({ kind: 'fold-toggled' });
const foldAll: PickerEvent = order({ kind: 'all-folded' });
const pin: PickerEvent = order({ kind: 'pin-toggled' });
const jump = (number: number): PickerEvent => order({ kind: 'pin-jumped', number });

describe('pins and recent roles', () => {
  test('without any the list is the catalog, without a title', () => {
    expect(lines(start())).toEqual(pool.map((one) => one.profile));
  });

  test('pins stand first by number, then what was used last, then the rest in its order', () => {
    const state = start(used(pinned(7, 3), 9, 3, 20));
    expect(lines(state).slice(0, 8)).toEqual([
      '# Pinned 2',
      profile(7),
      profile(3),
      '# Recent 2',
      profile(20),
      profile(9),
      '# All 36',
      profile(0),
    ]);
    expect(selectedRole(state)?.profile).toBe(profile(7));
  });

  test('the role of the folder stands before them, and in no other block', () => {
    const at = (history: History, query = ''): PickerState => {
      const state = start(history);
      const here = { ...state, catalog: { ...state.catalog, folderRole: pool[3] }, selected: undefined };
      return run(here, typed(query)).state;
    };
    expect(lines(at(used(pinned(7, 3), 9))).slice(0, 7)).toEqual([
      '# This folder 1',
      profile(3),
      '# Pinned 1',
      profile(7),
      '# Recent 1',
      profile(9),
      '# All 37',
    ]);
    expect(lines(at(noHistory)).slice(0, 3)).toEqual(['# This folder 1', profile(3), '# All 39']);
    expect(lines(at(used(noHistory, 3))).slice(0, 3)).toEqual(['# This folder 1', profile(3), '# All 39']);
    expect(selectedRole(at(pinned(7)))?.profile).toBe(profile(3));
    expect(lines(at(noHistory, profile(3)))[1]).toBe(profile(3));
    expect(lines(at(noHistory, profile(7))).slice(0, 1)).not.toContain('# This folder 1');
  });

  test('the recent block is as long as it was asked to be', () => {
    const history = used(noHistory, 1, 2, 3, 4);
    expect(lines(start(history, { recentRoles: 2 })).slice(0, 4)).toEqual([
      '# Recent 2',
      profile(4),
      profile(3),
      '# All 38',
    ]);
    expect(lines(start(history, { recentRoles: 0 }))[0]).toBe(profile(0));
  });

  test('a role that is gone has no place', () => {
    const history = withPin(withPin(noHistory, 'acme/999999999999/Gone'), keyOf(2));
    expect(lines(start(history)).slice(0, 2)).toEqual(['# Pinned 1', profile(2)]);
  });

  test('a query lifts those that hold its words as typed, and no other', () => {
    const roles = [
      role({ profile: 'billing-admin', accountId: '1', tags: {} }),
      role({ profile: 'b-i-l-l-i-n-g', accountId: '2', tags: {} }),
      role({ profile: 'my-billing', accountId: '3', tags: {} }),
    ];
    const keys = roles.map(roleKey);
    const history = { ...noHistory, pins: [keys[1] ?? '', keys[2] ?? ''] };
    const state = run(start(history, {}, roles), typed('billing')).state;
    expect(lines(state)).toEqual(['# Pinned 1', 'my-billing', '# All 2', 'billing-admin', 'b-i-l-l-i-n-g']);
    expect(selectedRole(state)?.profile).toBe('my-billing');
  });

  test('Alt-S pins the role under the bar, and again it is pinned no more', () => {
    const { state, effects } = run(start(), down(4), pin);
    expect(state.history.pins).toEqual([keyOf(4)]);
    expect(selectedRole(state)).toEqual(pool[4]);
    expect(state.notice?.text).toBe('Pinned as 1: Alt-1 goes there.');
    expect(effects).toEqual([{ kind: 'change-pin', role: pool[4], isPinned: true }]);
    const after = run(state, pin);
    expect(after.state.history.pins).toEqual([]);
    expect(selectedRole(after.state)).toEqual(pool[4]);
    expect(after.effects).toEqual([{ kind: 'change-pin', role: pool[4], isPinned: false }]);
  });

  test('what other processes pinned comes with the answer, what they used does not move the rows', () => {
    const before = run(start(used(noHistory, 1)), down(4), pin).state;
    const history = used({ ...before.history, pins: [keyOf(30), ...before.history.pins] }, 25);
    const { state } = run(before, { kind: 'pins-saved', history });
    expect(lines(state).slice(0, 5)).toEqual([
      '# Pinned 2',
      profile(30),
      selectedRole(before)?.profile,
      '# Recent 1',
      profile(1),
    ]);
    expect(selectedRole(state)).toEqual(selectedRole(before));
  });

  test('a pin that cannot be kept is said', () => {
    const failure = { message: 'history.json cannot be written: the disk is full.', hint: undefined };
    expect(run(start(), { kind: 'pins-failed', failure }).state.notice).toEqual({
      level: 'warning',
      text: failure.message,
    });
  });

  test('the key of the menu pins from the menu too, and closes it', () => {
    expect(bindings.find(({ name }) => name === 'pin')?.on).toContain('actions');
    const pin: PickerEvent = { kind: 'order-asked', order: { kind: 'pin-toggled' } };
    const { state } = run(start(), { kind: 'panel-toggled', panel: 'actions' }, pin);
    expect([state.panel, state.notice?.text]).toEqual([undefined, 'Pinned as 1: Alt-1 goes there.']);
  });

  test('names the keys that hold, and none where there is none', () => {
    const bindingsOf = (keys: readonly string[]) => [
      { name: 'pin', keys },
      { name: 'group', keys: [] },
    ];
    const saidWith = (keys: readonly string[], change: OrderChange): string | undefined => {
      const chosen = effectiveKeys({ set: 'default', bindings: bindingsOf(keys) }).keys;
      return run({ ...start(), keys: chosen }, { kind: 'order-asked', order: change }).state.notice?.text;
    };
    expect(saidWith(['f5'], { kind: 'pin-jumped', number: 3 })).toBe('There is no pin 3. F5 pins a role.');
    expect(saidWith([], { kind: 'pin-jumped', number: 3 })).toBe('There is no pin 3.');
    expect(saidWith([], { kind: 'fold-toggled' })).toBe('There is nothing to fold.');
  });

  test('Alt-n goes to pin n, out of a query that hides it', () => {
    const state = run(start(pinned(5, 30)), jump(2)).state;
    expect(selectedRole(state)).toEqual(pool[30]);
    const searching = run(start(pinned(5, 30)), typed(`'${profile(0)}`), jump(2)).state;
    expect(searching.query.text).toBe('');
    expect(selectedRole(searching)).toEqual(pool[30]);
    expect(run(state, jump(3)).state.notice?.text).toBe('There is no pin 3. Alt-S pins a role.');
    expect(selectedRole(run(state, jump(3)).state)).toEqual(pool[30]);
  });
});

describe('groups', () => {
  test('Alt-G goes round, with what the catalog has to group by', () => {
    const notes: string[] = [];
    let state = start();
    for (let turn = 0; turn < 4; turn += 1) {
      state = run(state, cycle).state;
      notes.push(state.notice?.text ?? '');
    }
    expect(notes).toEqual([
      'Grouped by account.',
      'Grouped by role.',
      'Grouped by the tag env.',
      'One list, not grouped.',
    ]);
    const two = [...pool, ...pool.map((one) => ({ ...one, instance: 'globex' }))];
    const instances = run(start(noHistory, { grouping: 'tag', tagKey: 'team' }, two), cycle).state;
    expect(instances.notice?.text).toBe('Grouped by instance.');
    expect(lines(instances).filter((line) => line.startsWith('#'))).toEqual(['# acme 40', '# globex 40']);
  });

  test('stand in the order of their names, those without one last', () => {
    const roles = [
      role({ accountId: '1', tags: {} }),
      role({ accountId: '2', tags: { env: 'stage' } }),
      role({ accountId: '3', tags: { env: 'Dev' } }),
    ];
    const state = start(noHistory, { grouping: 'tag', tagKey: 'env' }, roles);
    expect(lines(state).filter((line) => line.startsWith('#'))).toEqual([
      '# env: Dev 1',
      '# env: stage 1',
      '# None 1',
    ]);
  });

  test('accounts of one name are told apart by their ids', () => {
    const roles = [role({ accountId: '111111111111' }), role({ accountId: '222222222222' })];
    expect(
      lines(start(noHistory, { grouping: 'account' }, roles)).filter((line) => line.startsWith('#')),
    ).toEqual(['# Northwind Production 111111111111 1', '# Northwind Production 222222222222 1']);
  });

  test('in a search the group of the best match is first, and recent roles stand in their groups', () => {
    const history = used(noHistory, 1);
    const state = run(start(history, { grouping: 'account' }), typed('payments staging deploy')).state;
    expect(lines(state)[0]).toMatch(/^# Payments Staging/);
    expect(selectedRole(state)?.profile).toBe('payments-staging-DeployRole');
    expect(lines(start(history, { grouping: 'account' }))[0]).toBe('# Recent 1');
  });

  test('fold and unfold under the bar, which stands on the title meanwhile', () => {
    const before = run(start(noHistory, { grouping: 'account' }), down(1)).state;
    const folded = run(before, fold).state;
    expect(titleAt(folded, selectedRow(folded))?.isFolded).toBe(true);
    expect(selectedRole(folded)).toBeUndefined();
    expect(rowCount(folded)).toBe(rowCount(before) - 4);
    const open = run(folded, { kind: 'accepted' }).state;
    expect(selectedRole(open)).toEqual(selectedRole(before));
    expect(selectedRole(run(folded, fold).state)).toEqual(selectedRole(before));
  });

  test('all fold and unfold at once, and the bar goes from title to title', () => {
    const folded = run(start(pinned(2), { grouping: 'account' }), foldAll).state;
    expect(lines(folded)).toHaveLength(2 + 10);
    expect(lines(folded)[0]).toBe('# Pinned 1');
    const third = run(folded, down(2)).state;
    expect(selectedRow(third)).toBe(3);
    expect(selectedRow(run(third, toEnd(1)).state)).toBe(11);
    expect(selectedRow(run(third, toEnd(-1)).state)).toBe(1);
    expect(rowCount(run(third, foldAll).state)).toBe(2 + 10 + 39);
  });

  test('a new query hides no match in a fold, and an emptied one finds the folds again', () => {
    const folded = run(start(noHistory, { grouping: 'account' }), foldAll).state;
    const searching = run(folded, typed('payments')).state;
    expect(lines(searching)).toContain('payments-staging-DeployRole');
    const emptied = run(searching, { kind: 'backed-out' }).state;
    expect(rowCount(emptied)).toBe(10);
  });

  test('where there are none, it is said', () => {
    expect(run(start(), fold).state.notice?.text).toContain('Alt-G groups the list');
    expect(run(start(), foldAll).state.notice?.text).toContain('Alt-G groups the list');
  });

  test('marking all marks what is folded too', () => {
    const state = run(start(noHistory, { grouping: 'account' }), foldAll, { kind: 'all-marked' }).state;
    expect(state.marks.roles.size).toBe(40);
  });
});

const someIndexes = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 12 });
const someRoles = fc
  .uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 40 })
  .map((indexes) => indexes.flatMap((index): readonly Role[] => (pool[index] ? [pool[index]] : [])));
const someHistory = fc.tuple(someIndexes, someIndexes).map(([pins, uses]) => used(pinned(...pins), ...uses));
const someQuery = fc.constantFrom('', 'prod', 'admin', 'pay stag', 'env:prod', '!prod', 'zzzz');
const someGrouping = fc.constantFrom<Grouping>(...groupings);
const someKey = fc.oneof(
  fc.constantFrom<PickerEvent>(cycle, fold, foldAll, pin, toEnd(1), toEnd(-1)),
  fc.integer({ min: -30, max: 30 }).map(down),
  fc.integer({ min: 1, max: 9 }).map(jump),
  someQuery.map(typed),
  fc.constant<PickerEvent>({ kind: 'query-deleted', deletion: 'to-start' }),
);

describe('whatever is pinned, used, grouped and searched', () => {
  test('every match has one place, and equals keep the order in which they were found', () => {
    fc.assert(
      fc.property(someRoles, someHistory, someGrouping, someQuery, (roles, history, grouping, query) => {
        const state = run(start(history, { grouping }, roles), typed(query)).state;
        const found = foundIn(state).order;
        const place = new Map(Array.from(found, (index, at) => [index, at]));
        const shown: number[] = [];
        let before = -1;
        let isLifted = false;
        for (let row = 0; row < rowCount(state); row += 1) {
          const title = titleAt(state, row);
          const index = indexAt(state, row);
          if (title !== undefined) {
            before = -1;
            isLifted = title.kind === 'pinned' || title.kind === 'recent';
          }
          if (index === undefined) continue;
          shown.push(index);
          const at = place.get(index) ?? -1;
          if (!isLifted) expect(at).toBeGreaterThan(before);
          before = at;
        }
        expect([...shown].sort((a, b) => a - b)).toEqual(Array.from(found).sort((a, b) => a - b));
      }),
    );
  });

  test('the bar is on the screen, on what it may stand on, and stays on its role when rows move', () => {
    const size = { columns: 80, rows: 20 };
    fc.assert(
      fc.property(someRoles, someHistory, fc.array(someKey, { maxLength: 25 }), (roles, history, keys) => {
        let state = listed({ history, arrangement: arranged(), size }, roles);
        for (const event of keys) {
          const was = selectedRole(state);
          state = run(state, event).state;
          const row = selectedRow(state);
          if (rowCount(state) === 0) continue;
          expect(isSelectable(state, row)).toBe(true);
          expect(row - state.top).toBeGreaterThanOrEqual(0);
          expect(row - state.top).toBeLessThan(layoutOf(state).listRows);
          const isMoving = ['grouping-cycled', 'fold-toggled', 'all-folded', 'pin-toggled'].includes(
            event.kind,
          );
          if (isMoving && was !== undefined) expect(row).toBe(rowOfRole(state, was));
        }
      }),
    );
  });
});
