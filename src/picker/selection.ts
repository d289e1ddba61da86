// Where the bar is. The state holds a RoleId and the first row on the screen; positions are looked up in what was
// found, and kept in step with it here.
import { isSameRole, type Role, type RoleId } from '../domain/role.ts';
import { type Found, foundIn } from './found-roles.ts';
import { layoutOf } from './layout.ts';
import type { PickerState } from './state.ts';

let lastSearch: { found: Found; roles: readonly Role[]; id: RoleId; position: number } | undefined;

const positionOf = (found: Found, roles: readonly Role[], id: RoleId): number => {
  if (lastSearch?.found === found && lastSearch.roles === roles && lastSearch.id === id) {
    return lastSearch.position;
  }
  let position = -1;
  for (let row = 0; row < found.matched; row += 1) {
    const role = roles[found.order[row] ?? -1];
    if (role !== undefined && isSameRole(role, id)) {
      position = row;
      break;
    }
  }
  lastSearch = { found, roles, id, position };
  return position;
};

/** The row under the bar, from 0; -1 when nothing was found. */
export const selectedRow = (state: PickerState): number => {
  const found = foundIn(state);
  if (found.matched === 0) return -1;
  if (state.selected === undefined) return 0;
  return Math.max(0, positionOf(found, state.catalog.roles, state.selected));
};

export const roleAt = (state: PickerState, row: number): Role | undefined => {
  const index = foundIn(state).order[row];
  return index === undefined ? undefined : state.catalog.roles[index];
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
  const lastTop = Math.max(0, foundIn(state).matched - listRows);
  const top = Math.min(lastTop, Math.max(row - listRows + 1, Math.min(state.top, row)));
  return top === state.top ? state : { ...state, top };
};

export const selectRow = (state: PickerState, row: number): PickerState => {
  const found = foundIn(state);
  const position = Math.max(0, Math.min(found.matched - 1, row));
  const role = roleAt(state, position);
  if (role === undefined) return state;
  const id = idOf(role);
  lastSearch = { found, roles: state.catalog.roles, id, position };
  return withSelectionVisible({ ...state, selected: id });
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
  const position = positionOf(foundIn(changed), changed.catalog.roles, idOf(role));
  if (position < 0) return selectRow(changed, before);
  return withSelectionVisible({
    ...changed,
    selected: idOf(role),
    top: Math.max(0, position - (before - state.top)),
  });
};
