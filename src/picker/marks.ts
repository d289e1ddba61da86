// Roles marked for what is done with several at once. They stay marked while the query changes, so that a set can be
// gathered by several searches.
import { type Role, type RoleId, roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { KeyEvent } from './event.ts';
import { foundIn } from './found-roles.ts';
import { listedRoles } from './listed-roles.ts';
import { roleAt, rowOfRole } from './rows.ts';
import { selectedRole, selectedRow, selectRow } from './selection.ts';
import type { PickerState } from './state.ts';

export type Marks = {
  /** By roleKey, in the order in which they were marked. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Where a range starts. */
  readonly last: RoleId | undefined;
};

export const noMarks: Marks = { roles: new Map(), last: undefined };

/** What an action is for: the marked roles, else the selected one; none when there is none. */
export const targetRoles = (state: PickerState): readonly Role[] => {
  if (state.marks.roles.size > 0) return [...state.marks.roles.values()];
  const selected = selectedRole(state);
  return selected === undefined ? [] : [selected];
};

const toggle = (state: PickerState, by: number): PickerState => {
  const role = selectedRole(state);
  if (role === undefined) return state;
  const roles = new Map(state.marks.roles);
  if (!roles.delete(roleKey(role))) roles.set(roleKey(role), role);
  return selectRow({ ...state, marks: { roles, last: role } }, selectedRow(state) + by);
};

const withRows = (state: PickerState, from: number, to: number): PickerState => {
  const roles = new Map(state.marks.roles);
  for (let row = from; row <= to; row += 1) {
    const role = roleAt(state, row);
    if (role !== undefined && role.gone === undefined) roles.set(roleKey(role), role);
  }
  return { ...state, marks: { roles, last: selectedRole(state) } };
};

/** From the role that was marked last, where it is still listed. */
const markRange = (state: PickerState): PickerState => {
  const to = selectedRow(state);
  if (to < 0) return state;
  const start = state.marks.last === undefined ? to : rowOfRole(state, state.marks.last);
  const from = start < 0 ? to : start;
  return withRows(state, Math.min(from, to), Math.max(from, to));
};

/** All that match, whatever is folded. */
const matches = (state: PickerState): readonly Role[] =>
  Array.from(foundIn(state).order, (index) => listedRoles(state).at(index))
    .filter((role) => role !== undefined)
    .filter((role) => role.gone === undefined);

const markAll = (state: PickerState): PickerState => {
  const all = matches(state);
  const roles = new Map(state.marks.roles);
  if (all.every((role) => roles.has(roleKey(role)))) {
    for (const role of all) roles.delete(roleKey(role));
    return { ...state, marks: { roles, last: undefined } };
  }
  for (const role of all) roles.set(roleKey(role), role);
  return { ...state, marks: { roles, last: selectedRole(state) } };
};

type MarkEvent = Extract<KeyEvent, { kind: 'mark-toggled' | 'range-marked' | 'all-marked' }>;

export const mark = (state: PickerState, event: MarkEvent): PickerState => {
  switch (event.kind) {
    case 'mark-toggled':
      return toggle(state, event.by);
    case 'range-marked':
      return markRange(state);
    case 'all-marked':
      return markAll(state);
  }
};

/** Marks follow the catalog: what is gone is no longer marked, what changed is marked as it is now. */
export const keepMarks = ({ roles: marked, last }: Marks, roles: RoleList): Marks => {
  if (marked.size === 0) return noMarks;
  const kept = new Map<string, Role>();
  for (const role of roles) if (marked.has(roleKey(role))) kept.set(roleKey(role), role);
  return { roles: kept, last };
};
