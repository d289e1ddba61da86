// What is gone is told of, not used: whatever would hand it out, write it down or mark it says so instead.
import { ageText } from '../domain/expiry.ts';
import type { Role } from '../domain/role.ts';
import { ofKey } from './bindings/name.ts';
import type { KeyEvent } from './event.ts';
import { targetRoles } from './marks.ts';
import { screenOf } from './screen-kind.ts';
import { selectedRole } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** `3h ago or before`: only the refresh that missed it is known. */
const whenGone = ({ gone }: Role, now: number): string => {
  if (gone?.missedAt === undefined) return '';
  const age = ageText(gone.missedAt, now);
  return age === 'just now' ? ' just now' : ` ${age} or before`;
};

const lookAgain = (state: PickerState): string =>
  ofKey(state, 'refresh', (key) => `${key} reads the roles again.`);

export const goneText = (state: PickerState, role: Role, whatNext = lookAgain(state)): string =>
  `That role is gone: it went${whenGone(role, state.now) || ' before'}. ${whatNext}`.trim();

/** What takes a role, or several. */
const takesRoles = (state: PickerState, event: KeyEvent): boolean => {
  switch (event.kind) {
    case 'accepted':
      return screenOf(state) === 'list';
    case 'action-asked':
    case 'config-asked':
      return true;
    case 'task-asked':
      return event.task.id !== 'forget' && event.task.id !== 'sign-out';
    case 'copy-asked':
      return event.what === 'profile name';
    case 'profiles-asked':
      return event.change === 'write' && state.profileChange === undefined;
    case 'question-asked':
      return ['console-service', 'console-region', 'default-region', 'tags', 'command'].includes(
        event.question.about,
      );
    default:
      return false;
  }
};

/** What is about the row under the bar, whatever is marked. */
const takesRow = (state: PickerState, event: KeyEvent): boolean =>
  event.kind === 'mark-toggled' ||
  (event.kind === 'order-asked' && event.order.kind === 'pin-toggled' && screenOf(state) !== 'help');

/** Undefined where the event may go its way. */
export const refuseGone = (state: PickerState, event: KeyEvent): Step | undefined => {
  const isRow = takesRow(state, event);
  if (!isRow && !takesRoles(state, event)) return undefined;
  const gone = (isRow ? [selectedRole(state)] : targetRoles(state)).find((role) => role?.gone);
  if (gone === undefined) return undefined;
  return [{ ...state, panel: undefined, notice: { level: 'warning', text: goneText(state, gone) } }, []];
};
