// The loop's runtime: events in, state on, effects out, and a frame whenever one differs from the last. It knows no
// terminal: what draws, what reads keys and what tells the time are given to it.
import type { PickerEvent } from '../picker/event.ts';
import { foundIn } from '../picker/found-roles.ts';
import { spinnerPeriod } from '../picker/header-view.ts';
import { eventOf, type KeyContext, type KeyPress } from '../picker/keymap.ts';
import { isWorking } from '../picker/profile-change.ts';
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
  state.refresh !== undefined ||
  (state.profileChange !== undefined && isWorking(state.profileChange)) ||
  ['loading', 'signing-in'].includes(screenOf(state));

/** Time until the next tick (ms): quick while something spins, else at the turn of the second. */
const tickPause = (state: PickerState, now: number): number =>
  isBusy(state) ? spinnerPeriod : 1000 - (now % 1000);

const keyContext = (state: PickerState): KeyContext => ({
  screen: screenOf(state),
  isQueryEmpty: state.query.text === '',
  hasRow: () => foundIn(state).matched > 0,
});

const hasSomethingToShow = (state: PickerState): boolean =>
  state.isLoaded || state.failed !== undefined || state.instances.length === 0;

type Outcome = Pick<Program, 'result'> & {
  readonly finish: (result: PickerResult) => void;
  readonly fail: (error: unknown) => void;
};

const outcome = (): Outcome => {
  let finish: Outcome['finish'] = () => {};
  let fail: Outcome['fail'] = () => {};
  const result = new Promise<PickerResult>((onResult, onError) => {
    finish = onResult;
    fail = onError;
  });
  return { result, finish, fail };
};

type Canvas = { readonly open: () => void; readonly show: (state: PickerState) => void };

/** Draws a state once there is something to draw, and only where the frame is another. */
const createCanvas = (draw: ProgramWorld['draw']): Canvas => {
  let last: Frame | undefined;
  let isOpen = false;
  return {
    open: () => {
      isOpen = true;
    },
    show: (state) => {
      isOpen ||= hasSomethingToShow(state);
      if (!isOpen) return;
      const frame = frameOf(state);
      if (last !== undefined && isSameFrame(last, frame)) return;
      last = frame;
      draw(frame);
    },
  };
};

export const createProgram = (initial: PickerState, world: ProgramWorld): Program => {
  const { ports } = world;
  const canvas = createCanvas(world.draw);
  const { result, finish, fail } = outcome();
  const running = new Map<number, AbortController>();
  let state = initial;
  let isDone = false;
  let stopTicking = (): void => {};

  const stop = (): void => {
    isDone = true;
    stopTicking();
    for (const controller of running.values()) controller.abort();
  };
  /** Nothing may escape into a callback of the terminal: it would end the process with the screen taken. */
  const guarded = (work: () => void): void => {
    if (isDone) return;
    try {
      work();
      if (!isDone) canvas.show(state);
    } catch (error) {
      stop();
      fail(error);
    }
  };
  const step = (event: PickerEvent): void => {
    if (isDone) return;
    const [next, effects] = update(state, event);
    state = next;
    for (const effect of effects) runEffect(runner, effect);
  };
  const dispatch = (event: PickerEvent): void => guarded(() => step(event));
  const runner: EffectRunner = {
    ports,
    dispatch,
    suspend: world.suspend,
    running,
    later: (work) => void world.after(rescueDelay, () => guarded(work)),
    isWanted: (request) => state.rescue?.request === request,
    finish: (chosen) => {
      stop();
      finish(chosen);
    },
  };
  const tick = (): void => {
    dispatch({ kind: 'clock-ticked', now: ports.now() });
    if (!isDone) stopTicking = world.after(tickPause(state, ports.now()), tick);
  };
  const start = (): void => {
    for (const effect of openingEffects(state)) runEffect(runner, effect);
    world.after(firstFrameDelay, () => guarded(canvas.open));
    tick();
  };
  const press = (presses: readonly KeyPress[]): void =>
    guarded(() => {
      for (const one of presses) {
        const event = eventOf(one, keyContext(state));
        if (event !== undefined) step(event);
      }
    });
  return { start, press, dispatch, state: () => state, result };
};
