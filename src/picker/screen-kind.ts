// Which screen a state is on. Keys, view and update all ask here, so they cannot disagree.
import type { PickerState } from './state.ts';

export type ScreenKind =
  | 'too-small'
  | 'first-run'
  | 'loading'
  | 'signing-in'
  | 'failed'
  | 'signed-out'
  | 'discovering'
  | 'no-roles'
  | 'help'
  | 'tags'
  | 'actions'
  | 'news'
  | 'ask'
  | 'detail'
  | 'themes'
  | 'profile-change'
  | 'task-report'
  | 'guard-type'
  | 'guard-yes'
  | 'list';

export const smallest = { columns: 40, rows: 10 } as const;

/** The instance that a sign-in without a role is for: the default one, else the first, signed-out ones first. */
export const instanceToSignIn = (state: PickerState): string | undefined => {
  const ordered = [
    ...state.instances.filter((name) => name === state.defaultInstance),
    ...state.instances.filter((name) => name !== state.defaultInstance),
  ];
  return ordered.find((name) => !isSignedIn(state, name)) ?? ordered[0];
};

export const isSignedIn = (state: PickerState, instance: string): boolean => {
  const status = state.sessions.get(instance);
  return status?.kind === 'signed-in' && status.endsAt > state.now;
};

/** With no role to show: what stands in the way of having some. */
const emptyScreen = (state: PickerState): ScreenKind => {
  if (!state.isLoaded) return 'loading';
  if (state.refresh !== undefined) return 'discovering';
  if (state.instances.some((name) => !state.sessions.has(name))) return 'loading';
  return state.instances.some((name) => isSignedIn(state, name)) ? 'no-roles' : 'signed-out';
};

export const screenOf = (state: PickerState): ScreenKind => {
  if (state.size.columns < smallest.columns || state.size.rows < smallest.rows) return 'too-small';
  if (state.panel?.kind === 'help') return 'help';
  if (state.instances.length === 0) return 'first-run';
  // With a list it stands above that, in a banner.
  if (state.signIn !== undefined && (state.signIn.isWhole || state.catalog.roles.length === 0))
    return 'signing-in';
  if (state.failed !== undefined) return 'failed';
  if (state.guard !== undefined) return state.guard.confirmation.kind === 'type' ? 'guard-type' : 'guard-yes';
  if (state.profileChange !== undefined) return 'profile-change';
  if (state.taskReport !== undefined) return 'task-report';
  if (state.catalog.roles.length === 0) return emptyScreen(state);
  return state.panel?.kind ?? 'list';
};
