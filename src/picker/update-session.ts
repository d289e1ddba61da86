import type { ActionId } from '../domain/action.ts';
import { type Role, roleKey } from '../domain/role.ts';
import type { SessionStatus } from '../domain/session.ts';
import type { WorldEvent } from './event.ts';
import { guardFirst } from './guard-screen.ts';
import { targetRoles } from './marks.ts';
import { instanceToSignIn, isSignedIn } from './screen-kind.ts';
import { selectedRole } from './selection.ts';
import { refreshIfDue } from './start-refresh.ts';
import { signInTo } from './start-sign-in.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import { askTask, startTask } from './update-tasks.ts';

/** Signs in to the instance of the selected role, else to the first that is signed out. */
export const signInWhereNeeded = (state: PickerState): Step => {
  const instance = selectedRole(state)?.instance ?? instanceToSignIn(state);
  const { signIn } = state;
  // The one that goes on has the whole screen, or gives it back.
  if (signIn !== undefined)
    return [{ ...state, panel: undefined, signIn: { ...signIn, isWhole: !signIn.isWhole } }, []];
  return instance === undefined ? [state, []] : signInTo(state, instance, undefined);
};

/** Writing a profile or copying a name asks AWS for nothing. */
const actionsWithoutCredentials: ReadonlySet<ActionId> = new Set(['profile', 'copy', 'print']);

const needsSignIn = (state: PickerState, action: ActionId, role: Role): boolean => {
  if (actionsWithoutCredentials.has(action)) return false;
  // Before the session is known this asks too: signing in to a session that is alive answers at once.
  if (isSignedIn(state, role.instance)) return false;
  return (state.lives.get(roleKey(role)) ?? 0) <= state.now;
};

const oneRole = 'That takes one role, and several are marked. Esc drops the marks.';

/** All that are marked, in the list's order, where several may be taken. What matched nothing is an answer too. */
const printed = (state: PickerState, key: string): Step => {
  if (state.marks.roles.size > 1 && !state.takesSeveral)
    return [{ ...state, notice: { level: 'warning', text: oneRole } }, []];
  const result = { kind: 'printed', roles: targetRoles(state), key, query: state.query.text } as const;
  return [state, [{ kind: 'finish', result }]];
};

/** Leaves with the selected role, or signs in first where the action would fail without. */
export const choose = (state: PickerState, action: ActionId, key = ''): Step => {
  if (action === 'print') return printed(state, key);
  // One that is marked, wherever the bar is: as everything else that is done with a role.
  const [role] = selectedRole(state) === undefined ? [] : targetRoles(state);
  if (role === undefined) return [state, []];
  if (state.marks.roles.size > 1 && action === 'console') return askTask(state, { id: 'open-consoles' });
  if (state.marks.roles.size > 1) return [{ ...state, notice: { level: 'warning', text: oneRole } }, []];
  return chooseRole(state, action, role);
};

/** The same for a role that is told: past the guard first, where the action uses the role and one is set. */
export const chooseRole = (state: PickerState, action: ActionId, role: Role): Step => {
  const isUsed = !actionsWithoutCredentials.has(action);
  const guarded = isUsed ? guardFirst(state, [role], { kind: 'action', action, role }) : undefined;
  if (guarded !== undefined) return guarded;
  if (needsSignIn(state, action, role)) return signInTo(state, role.instance, { action, role });
  return [state, [{ kind: 'finish', result: { kind: 'chosen', action, role } }]];
};

const withSession = (state: PickerState, instance: string, status: SessionStatus): PickerState => ({
  ...state,
  sessions: new Map(state.sessions).set(instance, status),
});

const learnSession = (state: PickerState, instance: string, status: SessionStatus): Step =>
  refreshIfDue(withSession(state, instance, status));

const finishSignIn = (state: PickerState, event: Extract<WorldEvent, { kind: 'signed-in' }>): Step => {
  if (event.request !== state.signIn?.request) return [state, []];
  const { instance, pending, pendingTask } = state.signIn;
  const signedIn = withSession({ ...state, signIn: undefined }, instance, event.status);
  if (pendingTask !== undefined) return startTask(signedIn, { ...pendingTask, isRetry: true });
  if (pending !== undefined) return [signedIn, [{ kind: 'finish', result: { kind: 'chosen', ...pending } }]];
  return refreshIfDue({
    ...signedIn,
    refreshDue: state.refreshDue === 'asked' ? 'asked' : 'if-stale',
    notice: { level: 'done', text: `Signed in to ${instance}.` },
  });
};

const failSignIn = (state: PickerState, event: Extract<WorldEvent, { kind: 'sign-in-failed' }>): Step => {
  if (event.request !== state.signIn?.request) return [state, []];
  const { instance, pending, pendingTask } = state.signIn;
  const failed = { during: 'sign-in', failure: event.failure, instance, pending, pendingTask } as const;
  return [{ ...state, signIn: undefined, failed }, []];
};

type SessionEvent = Extract<
  WorldEvent,
  { kind: 'session-loaded' | 'session-failed' | 'sign-in-progressed' | 'signed-in' | 'sign-in-failed' }
>;

export const onSession = (state: PickerState, event: SessionEvent): Step => {
  switch (event.kind) {
    case 'session-loaded':
      return learnSession(state, event.instance, event.status);
    case 'session-failed': {
      const [next, effects] = learnSession(state, event.instance, { kind: 'signed-out' });
      return [{ ...next, notice: { level: 'warning', text: event.failure.message } }, effects];
    }
    case 'sign-in-progressed':
      return event.request === state.signIn?.request
        ? [{ ...state, signIn: { ...state.signIn, progress: event.progress } }, []]
        : [state, []];
    case 'signed-in':
      return finishSignIn(state, event);
    case 'sign-in-failed':
      return failSignIn(state, event);
  }
};
