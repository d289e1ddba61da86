// Where the bar is. The state holds a RoleId and the first row on the screen; positions are looked up in the rows, and
// kept in step with them here.
import type { Role, RoleId } from '../domain/role.ts';
import { layoutOf } from './layout.ts';
import { rememberRow, roleAt, rowCount, rowOfRole } from './rows.ts';
import type { PickerState } from './state.ts';

export { roleAt } from './rows.ts';

/** The row under the bar, from 0; -1 when nothing was found. */
export const selectedRow = (state: PickerState): number => {
  if (rowCount(state) === 0) return -1;
  if (state.selected === undefined) return 0;
  return Math.max(0, rowOfRole(state, state.selected));
};

export const selectedRole = (state: PickerState): Role | undefined => {
  const row = selectedRow(state);
  return row < 0 ? undefined : roleAt(state, row);
};

const idOf = ({ instance, accountId, roleName }: RoleId): RoleId => ({ instance, accountId, roleName });

/** Scrolls as little as it takes to have the selected row on the screen, and no further than the last row. */
export const withSelectionVisible = (state: PickerState): PickerState => {
  const { listRows } = layoutOf(state);
  const row = Math.max(0, selectedRow(state));
  const lastTop = Math.max(0, rowCount(state) - listRows);
  const top = Math.min(lastTop, Math.max(row - listRows + 1, Math.min(state.top, row)));
  return top === state.top ? state : { ...state, top };
};

/** Puts the bar on a row, or on the nearest that there is. */
export const selectRow = (state: PickerState, row: number): PickerState => {
  const position = Math.max(0, Math.min(rowCount(state) - 1, row));
  const role = roleAt(state, position);
  if (role === undefined) return state;
  const selected = idOf(role);
  rememberRow(state, selected, position);
  return withSelectionVisible({ ...state, selected });
};

/** Changes what is listed and keeps the bar on its role, on the same line of the screen. */
export const keepingSelection = (
  state: PickerState,
  change: (state: PickerState) => PickerState,
): PickerState => {
  const before = selectedRow(state);
  const role = before < 0 ? undefined : roleAt(state, before);
  const changed = change(state);
  if (role === undefined) return withSelectionVisible({ ...changed, selected: undefined });
  const selected = idOf(role);
  const position = rowOfRole(changed, selected);
  if (position < 0) return selectRow(changed, before);
  return withSelectionVisible({
    ...changed,
    selected,
    top: Math.max(0, position - (before - state.top)),
  });
};
