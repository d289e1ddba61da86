import { instanceToSignIn, isSignedIn } from './screen-kind.ts';
import { signInTo } from './start-sign-in.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** Reads the next instance, or all at once when `instance` is undefined. */
export const readInstance = (
  state: PickerState,
  instance: string | undefined,
  waiting: readonly string[],
): Step => {
  const request = state.nextRequest;
  return [
    {
      ...state,
      nextRequest: request + 1,
      refreshDue: 'no',
      failed: undefined,
      refresh: { request, waiting, progress: undefined },
    },
    [{ kind: 'refresh-catalog', request, instance }],
  ];
};

const areSessionsKnown = (state: PickerState): boolean =>
  state.instances.every((name) => state.sessions.has(name));

/** Reads every instance that is signed in, as soon as that is known; asks for a sign-in when none is. */
export const startRefresh = (state: PickerState): Step => {
  if (state.refresh !== undefined) return [state, []];
  if (!areSessionsKnown(state)) return [{ ...state, refreshDue: 'asked' }, []];
  const ready = state.instances.filter((name) => isSignedIn(state, name));
  if (ready.length === state.instances.length) return readInstance(state, undefined, []);
  const [first, ...rest] = ready;
  if (first !== undefined) return readInstance(state, first, rest);
  const instance = instanceToSignIn(state);
  if (state.signIn !== undefined) return [{ ...state, refreshDue: 'asked' }, []];
  return instance === undefined
    ? [state, []]
    : signInTo({ ...state, refreshDue: 'asked' }, instance, undefined);
};

/** Refreshes a catalog that is old or empty, or was asked for before it was known who is signed in, behind the list, once, as soon as it is known who is signed in. */
export const refreshIfDue = (state: PickerState): Step => {
  const isDue =
    state.refreshDue !== 'no' &&
    state.isLoaded &&
    state.refresh === undefined &&
    (state.refreshDue === 'asked' ||
      state.catalog.isStale ||
      state.catalog.fetchedAt === undefined ||
      state.catalog.roles.length === 0) &&
    areSessionsKnown(state) &&
    state.instances.some((name) => isSignedIn(state, name));
  return isDue ? startRefresh(state) : [state, []];
};
