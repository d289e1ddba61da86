import type { ActionId } from '../domain/action.ts';
import { type Role, roleKey } from '../domain/role.ts';
import type { SessionStatus } from '../domain/session.ts';
import type { WorldEvent } from './event.ts';
import { instanceToSignIn, isSignedIn } from './screen-kind.ts';
import { selectedRole } from './selection.ts';
import { refreshIfDue } from './start-refresh.ts';
import { signInTo } from './start-sign-in.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** Signs in to the instance of the selected role, else to the first that is signed out. */
export const signInWhereNeeded = (state: PickerState): Step => {
  const instance = selectedRole(state)?.instance ?? instanceToSignIn(state);
  return instance === undefined || state.signIn !== undefined
    ? [state, []]
    : signInTo(state, instance, undefined);
};

/** Writing a profile or copying a name asks AWS for nothing. */
const actionsWithoutCredentials: ReadonlySet<ActionId> = new Set(['profile', 'copy']);

const needsSignIn = (state: PickerState, action: ActionId, role: Role): boolean => {
  if (actionsWithoutCredentials.has(action)) return false;
  // Before the session is known this asks too: signing in to a session that is alive answers at once.
  if (isSignedIn(state, role.instance)) return false;
  return (state.lives.get(roleKey(role)) ?? 0) <= state.now;
};

const oneRole = 'That takes one role, and several are marked. Esc drops the marks.';

/** Leaves with the selected role, or signs in first where the action would fail without. */
export const choose = (state: PickerState, action: ActionId): Step => {
  const role = selectedRole(state);
  if (role === undefined) return [state, []];
  if (state.marks.roles.size > 1) return [{ ...state, notice: { level: 'warning', text: oneRole } }, []];
  if (needsSignIn(state, action, role)) return signInTo(state, role.instance, { action, role });
  return [state, [{ kind: 'finish', result: { kind: 'chosen', action, role } }]];
};

const withSession = (state: PickerState, instance: string, status: SessionStatus): PickerState => ({
  ...state,
  sessions: new Map(state.sessions).set(instance, status),
});

export const learnSession = (state: PickerState, instance: string, status: SessionStatus): Step =>
  refreshIfDue(withSession(state, instance, status));

export const finishSignIn = (state: PickerState, event: Extract<WorldEvent, { kind: 'signed-in' }>): Step => {
  if (event.request !== state.signIn?.request) return [state, []];
  const { instance, pending } = state.signIn;
  const signedIn = withSession({ ...state, signIn: undefined }, instance, event.status);
  if (pending !== undefined) return [signedIn, [{ kind: 'finish', result: { kind: 'chosen', ...pending } }]];
  return refreshIfDue({
    ...signedIn,
    refreshDue: state.refreshDue === 'asked' ? 'asked' : 'if-stale',
    notice: { level: 'done', text: `Signed in to ${instance}.` },
  });
};

export const failSignIn = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'sign-in-failed' }>,
): Step => {
  if (event.request !== state.signIn?.request) return [state, []];
  const { instance, pending } = state.signIn;
  const failed = { during: 'sign-in', failure: event.failure, instance, pending } as const;
  return [{ ...state, signIn: undefined, failed }, []];
};
