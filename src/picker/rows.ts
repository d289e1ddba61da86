// The rows of the list: roles, and the titles of the blocks that they stand in. All code that means a row of the screen
// asks here (or selection.ts, for the row under the bar); all that means matches, whatever is folded, asks found-roles.ts.
import { parseQuery } from '../domain/query.ts';
import type { Role, RoleId } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { isRowOf } from '../domain/role-lookup.ts';
import { foldsOf } from './arrangement.ts';
import { foundIn } from './found-roles.ts';
import { groupsOf } from './groups.ts';
import { isHeldAsTyped, type Lifted, liftedRoles, nothingLifted } from './lifted-roles.ts';
import { listRows, type Rows, type Title } from './list-order.ts';
import { listedRoles, listedText } from './listed-roles.ts';
import type { PickerState } from './state.ts';

export type { Title } from './list-order.ts';

const liftedIn = (state: PickerState): Lifted => {
  const { history, arrangement } = state;
  const roles = listedRoles(state);
  // What is only near by spelling is in the order of its nearness.
  if (foundIn(state).isTypo) return nothingLifted;
  const text = listedText(state);
  const isSearching = text.trim() !== '';
  const limit = isSearching && arrangement.grouping !== 'flat' ? 0 : arrangement.recentRoles;
  const all = liftedRoles(roles, { history, limit, folderRole: state.catalog.folderRole });
  if (!isSearching) return all;
  const parsed = parseQuery(text);
  const isTelling = (index: number): boolean => {
    const role = roles.at(index);
    return role !== undefined && isHeldAsTyped(parsed, role);
  };
  const { here, pins, recent } = all;
  return { here: here.filter(isTelling), pins: pins.filter(isTelling), recent: recent.filter(isTelling) };
};

/** What the rows are made of. */
const sources = (state: PickerState) =>
  [
    foundIn(state),
    listedRoles(state),
    state.history,
    state.catalog.folderRole,
    foldsOf(state),
    state.arrangement.grouping,
    state.arrangement.tagKey,
    state.arrangement.recentRoles,
  ] as const;

let last: { readonly made: ReturnType<typeof sources>; readonly rows: Rows } | undefined;

const rowsIn = (state: PickerState): Rows => {
  const made = sources(state);
  if (last === undefined || made.some((source, at) => source !== last?.made[at])) {
    const { arrangement } = state;
    const roles = listedRoles(state);
    const groups = arrangement.grouping === 'flat' ? undefined : groupsOf(roles, arrangement);
    const { order } = foundIn(state);
    const total = roles.length;
    const rows = listRows({ order, total, lifted: liftedIn(state), groups, folds: foldsOf(state) });
    last = { made, rows };
  }
  return last.rows;
};

/** Titles count as rows. */
export const rowCount = (state: PickerState): number => rowsIn(state).rows.length;

/** The index into the catalog's roles of the role in a row; undefined for a title, and where there is no such row. */
export const indexAt = (state: PickerState, row: number): number | undefined => {
  const index = rowsIn(state).rows[row];
  return index === undefined || index < 0 ? undefined : index;
};

/** The role in a row; undefined for a title. */
export const roleAt = (state: PickerState, row: number): Role | undefined => {
  const index = indexAt(state, row);
  return index === undefined ? undefined : listedRoles(state).at(index);
};

/** The title in a row; undefined for a role. */
export const titleAt = (state: PickerState, row: number): Title | undefined => {
  const { rows, title } = rowsIn(state);
  const index = rows[row];
  return index === undefined || index >= 0 ? undefined : title(-1 - index);
};

/** All titles, from the top. */
export const titlesIn = (state: PickerState): readonly Title[] => {
  const { titleCount, title } = rowsIn(state);
  return Array.from({ length: titleCount }, (_, number) => title(number)).filter((one) => one !== undefined);
};

/** The title that a row stands under, or is; undefined in a list without titles. */
export const titleOver = (state: PickerState, row: number): Title | undefined => {
  const index = indexAt(state, row);
  return index === undefined ? titleAt(state, row) : rowsIn(state).titleOf(index);
};

/** Where the bar may stand: on roles, and on titles that hide theirs. */
export const isSelectable = (state: PickerState, row: number): boolean =>
  titleAt(state, row)?.isFolded ?? row < rowCount(state);

let lastLookUp:
  | { readonly rows: Rows; readonly roles: RoleList; readonly id: RoleId; readonly row: number }
  | undefined;

/** Says where a role stands, where that is known without looking. */
export const rememberRow = (state: PickerState, id: RoleId, row: number): void => {
  lastLookUp = { rows: rowsIn(state), roles: listedRoles(state), id, row };
};

const hiddenRow = (state: PickerState, id: RoleId): number => {
  const { hidesSome, titleOf } = rowsIn(state);
  if (!hidesSome) return -1;
  const isWanted = isRowOf(listedRoles(state), id);
  const { order } = foundIn(state);
  for (let at = 0; at < order.length; at += 1) {
    const index = order[at] ?? -1;
    if (isWanted(index)) return titleOf(index)?.row ?? -1;
  }
  return -1;
};

const visibleRow = (state: PickerState, id: RoleId): number => {
  const { rows } = rowsIn(state);
  const isWanted = isRowOf(listedRoles(state), id);
  for (let row = 0; row < rows.length; row += 1) if (isWanted(rows[row] ?? -1)) return row;
  return -1;
};

/** Where a role stands, or the folded title that it is under; -1 where it is not listed. */
export const rowOfRole = (state: PickerState, id: RoleId): number => {
  const rows = rowsIn(state);
  const roles = listedRoles(state);
  if (lastLookUp?.rows === rows && lastLookUp.roles === roles && lastLookUp.id === id) return lastLookUp.row;
  const visible = visibleRow(state, id);
  const row = visible < 0 ? hiddenRow(state, id) : visible;
  lastLookUp = { rows, roles, id, row };
  return row;
};
