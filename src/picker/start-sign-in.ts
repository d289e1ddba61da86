import type { PickerEffect } from './effect.ts';
import type { PendingChoice, PickerState } from './state.ts';
import type { Step } from './step.ts';
import type { PendingTask } from './task.ts';

/** Signs in, and then goes on with the choice or the task that it was needed for. */
export const signInTo = (
  state: PickerState,
  instance: string,
  work: PendingChoice | PendingTask | undefined,
): Step => {
  const { signIn } = state;
  const pending = work !== undefined && 'task' in work ? { pendingTask: work } : { pending: work };
  // One to the same instance goes on, and another choice comes after it.
  if (signIn?.instance === instance) {
    const choice = work === undefined ? {} : { pending: undefined, pendingTask: undefined, ...pending };
    return [{ ...state, panel: undefined, failed: undefined, signIn: { ...signIn, ...choice } }, []];
  }
  const request = state.nextRequest;
  const stop: readonly PickerEffect[] =
    signIn === undefined ? [] : [{ kind: 'cancel', request: signIn.request }];
  return [
    {
      ...state,
      nextRequest: request + 1,
      panel: undefined,
      failed: undefined,
      signIn: { request, instance, progress: undefined, pending: undefined, ...pending },
    },
    [...stop, { kind: 'sign-in', request, instance }],
  ];
};
