// Where the bar is. The state holds a RoleId and the first row on the screen; positions are looked up in the rows, and
// kept in step with them here.
import type { Role, RoleId } from '../domain/role.ts';
import { layoutOf } from './layout.ts';
import { listedRoles } from './listed-roles.ts';
import { indexAt, isSelectable, rememberRow, roleAt, rowCount, rowOfRole, titleAt } from './rows.ts';
import type { PickerState } from './state.ts';

export { roleAt } from './rows.ts';

/** A title that hides nothing is followed by a role. */
const firstRow = (state: PickerState): number => (isSelectable(state, 0) ? 0 : 1);

/** The row under the bar, from 0; -1 when nothing was found. */
export const selectedRow = (state: PickerState): number => {
  if (rowCount(state) === 0) return -1;
  const row = state.selected === undefined ? -1 : rowOfRole(state, state.selected);
  return row < 0 ? firstRow(state) : row;
};

/** The role under the bar; undefined also on a title that hides roles. */
export const selectedRole = (state: PickerState): Role | undefined => {
  const row = selectedRow(state);
  return row < 0 ? undefined : roleAt(state, row);
};

const idOf = ({ instance, accountId, roleName }: RoleId): RoleId => ({ instance, accountId, roleName });

/** What stands for a row: its role, or the first that its title hides. */
const idAt = (state: PickerState, row: number): RoleId | undefined => {
  const index = indexAt(state, row) ?? titleAt(state, row)?.first;
  const role = index === undefined ? undefined : listedRoles(state).at(index);
  return role && idOf(role);
};

/** Scrolls as little as it takes to have the selected row on the screen, its title with it where there is room, and no
 *  further than the last row. */
export const withSelectionVisible = (state: PickerState): PickerState => {
  const { listRows } = layoutOf(state);
  const row = Math.max(0, selectedRow(state));
  const highest = row > 0 && titleAt(state, row - 1) !== undefined ? row - 1 : row;
  const lastTop = Math.max(0, rowCount(state) - listRows);
  const top = Math.min(lastTop, Math.max(row - listRows + 1, Math.min(state.top, highest)));
  return top === state.top ? state : { ...state, top };
};

/** The nearest row that the bar may stand on: onwards in the way that it goes, else back. */
const nearestRow = (state: PickerState, row: number): number => {
  if (isSelectable(state, row)) return row;
  const isUpwards = row < selectedRow(state);
  return isUpwards && row > 0 && isSelectable(state, row - 1) ? row - 1 : row + 1;
};

/** Puts the bar on a row, or on the nearest that there is. */
export const selectRow = (state: PickerState, row: number): PickerState => {
  const position = nearestRow(state, Math.max(0, Math.min(rowCount(state) - 1, row)));
  const selected = idAt(state, position);
  if (selected === undefined) return state;
  rememberRow(state, selected, position);
  return withSelectionVisible({ ...state, selected });
};

const selectedId = (state: PickerState): RoleId | undefined =>
  state.selected !== undefined && rowOfRole(state, state.selected) >= 0
    ? state.selected
    : idAt(state, selectedRow(state));

/** Changes what is listed and keeps the bar on its role, on the same line of the screen. */
export const keepingSelection = (
  state: PickerState,
  change: (state: PickerState) => PickerState,
): PickerState => {
  const before = selectedRow(state);
  const selected = before < 0 ? undefined : selectedId(state);
  const changed = change(state);
  if (selected === undefined) return withSelectionVisible({ ...changed, selected: undefined });
  const position = rowOfRole(changed, selected);
  if (position < 0) return selectRow(changed, before);
  return withSelectionVisible({
    ...changed,
    selected,
    top: Math.max(0, position - (before - state.top)),
  });
};
