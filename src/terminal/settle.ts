// How an effect's work is answered: by one event, whether it went well or not.
import type { PickerEffect } from '../picker/effect.ts';
import type { WorldEvent } from '../picker/event.ts';
import type { Failure } from '../picker/failure.ts';
import type { PickerResult } from '../picker/result.ts';
import type { PickerState } from '../picker/state.ts';
import type { EffectPorts } from './effect-ports.ts';
import { failureOf } from './failure-of.ts';

export type EffectRunner = {
  readonly ports: EffectPorts;
  readonly state: () => PickerState;
  readonly dispatch: (event: WorldEvent) => void;
  readonly finish: (result: PickerResult) => void;
  readonly suspend: () => void;
  /** Runs work after the keys that are waiting. */
  readonly later: (work: () => void) => void;
  readonly beforeDrawing: (work: () => void) => void;
  readonly soon: (work: () => void) => void;
  /** Whether the answer to a request is still wanted. */
  readonly isWanted: (request: number) => boolean;
  /** Requests that can be given up, by number. */
  readonly running: Map<number, AbortController>;
};

export type EffectOf<Kind extends PickerEffect['kind']> = Extract<PickerEffect, { kind: Kind }>;

/** Dispatches what the work answers, or what its failure means. */
export const settle = async (
  { dispatch }: EffectRunner,
  work: () => Promise<WorldEvent>,
  onFailure: (error: unknown) => WorldEvent | undefined,
): Promise<void> => {
  let event: WorldEvent | undefined;
  try {
    event = await work();
  } catch (error) {
    event = onFailure(error);
  }
  if (event !== undefined) dispatch(event);
};

const cancelled: Failure = { message: 'It was cancelled.', hint: undefined };

/** Work that the picker gave up fails in silence; a question that the person cancelled (a passphrase) does not. */
export const failedAs =
  (eventOf: (failure: Failure) => WorldEvent, signal?: AbortSignal) =>
  (error: unknown): WorldEvent | undefined => {
    const isAsked = signal !== undefined && !signal.aborted;
    const failure = failureOf(error) ?? (isAsked ? cancelled : undefined);
    return failure === undefined ? undefined : eventOf(failure);
  };

type Slow = {
  readonly request: number;
  readonly work: (signal: AbortSignal) => Promise<WorldEvent>;
  readonly failedWith: (failure: Failure, error: unknown) => WorldEvent;
};

/** What takes its time can be given up, by its number. */
export const settleSlowly = async (
  runner: EffectRunner,
  { request, work, failedWith }: Slow,
): Promise<void> => {
  const controller = new AbortController();
  const { signal } = controller;
  runner.running.set(request, controller);
  await settle(
    runner,
    () => work(signal),
    (error) => failedAs((failure) => failedWith(failure, error), signal)(error),
  );
  runner.running.delete(request);
};
