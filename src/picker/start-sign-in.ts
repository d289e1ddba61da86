import type { PickerEffect } from './effect.ts';
import type { PendingChoice, PickerState } from './state.ts';
import type { Step } from './step.ts';

export const signInTo = (state: PickerState, instance: string, pending: PendingChoice | undefined): Step => {
  const request = state.nextRequest;
  const stop: readonly PickerEffect[] =
    state.signIn === undefined ? [] : [{ kind: 'cancel', request: state.signIn.request }];
  return [
    {
      ...state,
      nextRequest: request + 1,
      panel: undefined,
      failed: undefined,
      signIn: { request, instance, progress: undefined, pending },
    },
    [...stop, { kind: 'sign-in', request, instance }],
  ];
};
