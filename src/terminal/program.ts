// The loop's runtime: events in, state on, effects out, and a frame whenever one differs from the last. It knows no
// terminal: what draws, what reads keys and what tells the time are given to it.
import type { PickerEvent } from '../picker/event.ts';
import { spinnerPeriod } from '../picker/header-view.ts';
import { eventOf, type KeyContext, type KeyPress } from '../picker/keymap.ts';
import type { PickerResult } from '../picker/result.ts';
import { screenOf } from '../picker/screen-kind.ts';
import type { PickerState } from '../picker/state.ts';
import { openingEffects, update } from '../picker/update.ts';
import { type Frame, frameOf, isSameFrame } from '../picker/view-model.ts';
import type { EffectPorts } from './effect-ports.ts';
import { type EffectRunner, runEffect } from './run-effect.ts';

export type ProgramWorld = {
  readonly ports: EffectPorts;
  readonly draw: (frame: Frame) => void;
  readonly suspend: () => void;
  /** Runs work after a pause (ms); answers how to call it off. */
  readonly after: (pause: number, work: () => void) => () => void;
};

export type Program = {
  /** Loads what is kept and draws as soon as there is something to show. */
  readonly start: () => void;
  readonly press: (presses: readonly KeyPress[]) => void;
  readonly dispatch: (event: PickerEvent) => void;
  readonly state: () => PickerState;
  /** Resolves once; then nothing is drawn or asked any more. */
  readonly result: Promise<PickerResult>;
};

/** What is kept on disk is there sooner than this (ms); a first frame without it would only flicker. */
const firstFrameDelay = 80;
const rescueDelay = 40;

const isBusy = (state: PickerState): boolean =>
  state.refresh !== undefined || ['loading', 'signing-in'].includes(screenOf(state));

/** Time until the next tick (ms): quick while something spins, else at the turn of the second. */
const tickPause = (state: PickerState, now: number): number =>
  isBusy(state) ? spinnerPeriod : 1000 - (now % 1000);

const keyContext = (state: PickerState): KeyContext => ({
  screen: screenOf(state),
  isQueryEmpty: state.query.text === '',
});

const hasSomethingToShow = (state: PickerState): boolean =>
  state.isLoaded || state.failed !== undefined || state.instances.length === 0;

const outcome = (): Pick<Program, 'result'> & { readonly finish: (result: PickerResult) => void } => {
  let finish: (result: PickerResult) => void = () => {};
  const result = new Promise<PickerResult>((resolve) => {
    finish = resolve;
  });
  return { result, finish };
};

export const createProgram = (initial: PickerState, world: ProgramWorld): Program => {
  const { ports } = world;
  let state = initial;
  let lastFrame: Frame | undefined;
  let isDrawing = false;
  let isDone = false;
  let stopTicking = (): void => {};
  const { result, finish } = outcome();

  const draw = (): void => {
    if (!isDrawing || isDone) return;
    const frame = frameOf(state);
    if (lastFrame !== undefined && isSameFrame(lastFrame, frame)) return;
    lastFrame = frame;
    world.draw(frame);
  };
  const step = (event: PickerEvent): void => {
    if (isDone) return;
    const [next, effects] = update(state, event);
    state = next;
    for (const effect of effects) runEffect(runner, effect);
  };
  const dispatch = (event: PickerEvent): void => {
    step(event);
    isDrawing ||= hasSomethingToShow(state);
    draw();
  };
  const runner: EffectRunner = {
    ports,
    dispatch,
    suspend: world.suspend,
    running: new Map(),
    later: (work) => void world.after(rescueDelay, work),
    isWanted: (request) => !isDone && state.rescue?.request === request,
    finish: (chosen) => {
      isDone = true;
      stopTicking();
      for (const controller of runner.running.values()) controller.abort();
      finish(chosen);
    },
  };
  const tick = (): void => {
    if (isDone) return;
    dispatch({ kind: 'clock-ticked', now: ports.now() });
    stopTicking = world.after(tickPause(state, ports.now()), tick);
  };
  const start = (): void => {
    for (const effect of openingEffects(state)) runEffect(runner, effect);
    world.after(firstFrameDelay, () => {
      isDrawing = true;
      draw();
    });
    tick();
  };
  const press = (presses: readonly KeyPress[]): void => {
    for (const one of presses) {
      const event = eventOf(one, keyContext(state));
      if (event !== undefined) step(event);
    }
    draw();
  };
  return { start, press, dispatch, state: () => state, result };
};
