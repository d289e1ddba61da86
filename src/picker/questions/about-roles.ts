import { counted } from '../counted.ts';
import { targetRoles } from '../marks.ts';
import type { PickerState } from '../state.ts';

/** Whom a question is about: the one role by its names, or how many are marked. */
export const aboutRoles = (state: PickerState): string => {
  const roles = targetRoles(state);
  const [role] = roles;
  return roles.length === 1 && role !== undefined
    ? `${role.roleName} in ${role.accountName}`
    : counted(roles.length, 'marked role');
};
