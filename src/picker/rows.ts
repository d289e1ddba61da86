// The rows of the list: roles, and the titles of the blocks that they stand in. All code that means a row of the screen
// asks here (or selection.ts, for the row under the bar); all that means matches, whatever is folded, asks found-roles.ts.
import { isSameRole, type Role, type RoleId } from '../domain/role.ts';
import { foundIn } from './found-roles.ts';
import type { PickerState } from './state.ts';

/** A line that stands over the roles of a block. */
export type Title = {
  readonly text: string;
  /** Roles that stand under it, on the screen or folded. */
  readonly count: number;
  readonly isFolded: boolean;
};

/** Titles count as rows. */
export const rowCount = (state: PickerState): number => foundIn(state).matched;

/** The index into the catalog's roles of the role in a row; undefined for a title, and where there is no such row. */
export const indexAt = (state: PickerState, row: number): number | undefined => {
  const { order, matched } = foundIn(state);
  return row < matched ? order[row] : undefined;
};

/** The role in a row; undefined for a title. */
export const roleAt = (state: PickerState, row: number): Role | undefined => {
  const index = indexAt(state, row);
  return index === undefined ? undefined : state.catalog.roles[index];
};

/** The title in a row; undefined for a role. */
export const titleAt = (_state: PickerState, _row: number): Title | undefined => undefined;

let lastLookUp:
  | { readonly found: object; readonly roles: readonly Role[]; readonly id: RoleId; readonly row: number }
  | undefined;

/** Says where a role stands, where that is known without looking. */
export const rememberRow = (state: PickerState, id: RoleId, row: number): void => {
  lastLookUp = { found: foundIn(state), roles: state.catalog.roles, id, row };
};

/** Where a role stands, or the folded title that it is under; -1 where it is not listed. */
export const rowOfRole = (state: PickerState, id: RoleId): number => {
  const found = foundIn(state);
  const { roles } = state.catalog;
  if (lastLookUp?.found === found && lastLookUp.roles === roles && lastLookUp.id === id) {
    return lastLookUp.row;
  }
  let row = -1;
  for (let at = 0; at < found.matched; at += 1) {
    const role = roles[found.order[at] ?? -1];
    if (role !== undefined && isSameRole(role, id)) {
      row = at;
      break;
    }
  }
  lastLookUp = { found, roles, id, row };
  return row;
};
