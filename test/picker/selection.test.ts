import { describe, expect, test } from 'vitest';
import { type Role, roleKey } from '../../src/domain/role.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import { layoutOf } from '../../src/picker/layout.ts';
import { selectedRole, selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { loaded, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

const refreshedTo = (state: PickerState, roles: readonly Role[]): PickerState =>
  run(
    state,
    { kind: 'refresh-asked' },
    { kind: 'refresh-finished', request: state.nextRequest, set: loaded(roles) },
  ).state;

const down = (rows: number) => ({ kind: 'moved', by: rows, unit: 'row' }) as const;

const lineOnScreen = (state: PickerState): number => selectedRow(state) - state.top;

describe('the selection under a refresh', () => {
  test('stays on its role, and on its line of the screen, when roles come in above', () => {
    const before = run(listed(), down(60)).state;
    const added = Array.from({ length: 12 }, (_, index) => role({ accountId: `2${index}`.padEnd(12, '0') }));
    const state = refreshedTo(before, [...added, ...rolesOf(164)]);
    expect(selectedRole(state)).toEqual(selectedRole(before));
    expect(lineOnScreen(state)).toBe(lineOnScreen(before));
  });

  test('stays even when nothing was moved yet', () => {
    const before = listed();
    const state = refreshedTo(before, [role({ accountId: '200000000000' }), ...rolesOf(164)]);
    expect(selectedRole(state)).toEqual(selectedRole(before));
  });

  test('goes to the neighbour when its role is gone', () => {
    const before = run(listed(), down(5)).state;
    const state = refreshedTo(
      before,
      rolesOf(164).filter((_, index) => index !== 5),
    );
    expect(selectedRow(state)).toBe(5);
    expect(selectedRole(state)).toEqual(rolesOf(164)[6]);
  });

  test('is nowhere when no role is left', () => {
    const state = refreshedTo(listed(), []);
    expect(selectedRow(state)).toBe(-1);
    expect(selectedRole(state)).toBeUndefined();
  });

  test('never moves to another role while its own is there, and is always on the screen', () => {
    const pool = rolesOf(60);
    const subset = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        subset,
        subset,
        fc.integer({ min: 0, max: 59 }),
        fc.boolean(),
        (first, second, rows, filters) => {
          const pick = (indexes: readonly number[]) => indexes.flatMap((index) => pool[index] ?? []);
          const start = listed({ size: { columns: 80, rows: 20 } }, pick(first));
          const before = run(start, ...(filters ? [typed('prod')] : []), down(rows)).state;
          const state = refreshedTo(before, pick(second));
          const was = selectedRole(before);
          const shown = Array.from(foundIn(state).order, (index) => state.catalog.roles.at(index));
          const isThere =
            was !== undefined && shown.some((other) => other && roleKey(other) === roleKey(was));
          if (isThere) expect(selectedRole(state)).toEqual(was);
          const { listRows } = layoutOf(state);
          expect(lineOnScreen(state)).toBeLessThan(listRows);
          if (foundIn(state).matched > 0) expect(lineOnScreen(state)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
