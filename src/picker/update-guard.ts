// Keys on the guard's screen: the name is typed, or yes is said; then what was asked for is done.
import { isAnswer } from '../domain/confirmation.ts';
import { roleKey } from '../domain/role.ts';
import type { KeyEvent } from './event.ts';
import { type GuardScreen, typedLimit } from './guard-screen.ts';
import { deleteText, insertText, moveCursor, pasteText, type QueryInput } from './query-input.ts';
import { screenOf } from './screen-kind.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import { chooseRole } from './update-session.ts';

type Update = (state: PickerState, event: KeyEvent) => Step;

const noneConfirmed: ReadonlySet<string> = new Set();

/** The confirmation counts for this one step: the next use of the same role asks again. */
const pass = (state: PickerState, { confirmation, next }: GuardScreen, again: Update): Step => {
  const confirmed = new Set(confirmation.roles.map(({ role }) => roleKey(role)));
  const open: PickerState = { ...state, guard: undefined, confirmed };
  const [after, effects] =
    next.kind === 'event' ? again(open, next.event) : chooseRole(open, next.action, next.role);
  return [{ ...after, confirmed: noneConfirmed }, effects];
};

const takeSibling = (state: PickerState, { next, sibling }: GuardScreen): Step =>
  sibling === undefined || next.kind !== 'action'
    ? [state, []]
    : chooseRole({ ...state, guard: undefined }, next.action, sibling);

const edited = (typed: QueryInput, event: KeyEvent): QueryInput | undefined => {
  switch (event.kind) {
    case 'query-typed':
      return insertText(typed, event.text, typedLimit);
    case 'query-pasted':
      return pasteText(typed, event.text, typedLimit);
    case 'query-deleted':
      return deleteText(typed, event.deletion);
    case 'query-cursor-moved':
      return moveCursor(typed, event.move);
    default:
      return undefined;
  }
};

/** Undefined for what means the same on every screen, and while help lies over the guard's. */
export const onGuardKey = (state: PickerState, event: KeyEvent, again: Update): Step | undefined => {
  const { guard } = state;
  const screen = screenOf(state);
  if (guard === undefined || (screen !== 'guard-type' && screen !== 'guard-yes')) return undefined;
  const typed = edited(guard.typed, event);
  if (typed !== undefined) return [{ ...state, guard: { ...guard, typed, isWrong: false } }, []];
  switch (event.kind) {
    case 'accepted': {
      // Enter is too near for a yes.
      if (screen === 'guard-yes') return [state, []];
      if (isAnswer(guard.confirmation, guard.typed.text)) return pass(state, guard, again);
      return [{ ...state, guard: { ...guard, isWrong: guard.typed.text.trim() !== '' } }, []];
    }
    case 'agreed':
      return screen === 'guard-yes' ? pass(state, guard, again) : [state, []];
    case 'sibling-taken':
      return takeSibling(state, guard);
    case 'backed-out':
      return [{ ...state, guard: undefined }, []];
    default:
      return undefined;
  }
};
