// What the person looks at: a refresh asks for it next.
import type { RoleId } from '../domain/role.ts';
import { layoutOf } from './layout.ts';
import { roleAt, rowCount } from './rows.ts';
import { selectedRole } from './selection.ts';
import type { PickerState } from './state.ts';

/** The role under the bar, then those of the rows on the screen. */
export const rolesInSight = (state: PickerState): readonly RoleId[] => {
  const rows = Math.min(layoutOf(state).listRows, rowCount(state) - state.top);
  const shown = Array.from({ length: Math.max(0, rows) }, (_, row) => roleAt(state, state.top + row));
  return [selectedRole(state), ...shown].filter((role) => role !== undefined);
};
