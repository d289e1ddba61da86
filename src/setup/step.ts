import type { SetupEffect } from './effect.ts';
import type { SetupState, TaskKind } from './state.ts';

/** The next state, and what is to be done about it. */
export type SetupStep = readonly [SetupState, readonly SetupEffect[]];

/** Begins the one slow work that is waited for. */
export const begin = (
  state: SetupState,
  kind: TaskKind,
  effectOf: (request: number) => SetupEffect,
): SetupStep => {
  const request = state.nextRequest;
  return [
    { ...state, nextRequest: request + 1, failed: undefined, task: { request, kind } },
    [effectOf(request)],
  ];
};
