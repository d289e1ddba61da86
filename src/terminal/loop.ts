// The loop that every full-screen program runs on: events in, state on, effects out, and a frame whenever one differs
// from the last. It knows no terminal: what draws, what reads keys and what tells the time are given to it.
import { spinnerPeriod } from '../picker/header-view.ts';
import type { KeyPress } from '../picker/keymap.ts';
import { type Frame, frameKey } from '../picker/view-model.ts';

export type LoopWorld = {
  readonly draw: (frame: Frame) => void;
  /** False while there is nothing to draw on yet: frames would be made for nobody. Then the world calls `show`. */
  readonly canDraw?: () => boolean;
  /** Runs work after a pause (ms); answers how to call it off. */
  readonly after: (pause: number, work: () => void) => () => void;
};

/** What effects are run with. */
export type LoopHands<State, Event, Result> = {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  /** Runs work after the first frame, and after the keys that are waiting. */
  readonly later: (work: () => void) => void;
  /** Runs work after the keys of a burst, before what they made is drawn. */
  readonly beforeDrawing: (work: () => void) => void;
  /** Runs work as soon as the keys that are waiting are served. */
  readonly soon: (work: () => void) => void;
  /** Requests that can be given up, by number. */
  readonly running: Map<number, AbortController>;
  readonly finish: (result: Result) => void;
};

/** What is one press of a burst, and what is left of it. */
type Pressed = { readonly press: KeyPress; readonly rest: KeyPress | undefined };

export type LoopParts<State, Event, Effect, Result> = {
  readonly initial: State;
  readonly opening: (state: State) => readonly Effect[];
  readonly update: (state: State, event: Event) => readonly [State, readonly Effect[]];
  readonly eventOf: (press: KeyPress, state: State) => Event | undefined;
  /** Undefined = a press is one event. */
  readonly firstPress?: (press: KeyPress, state: State) => Pressed;
  readonly frameOf: (state: State) => Frame;
  /** Whether there is something to show before the first pause is over. */
  readonly hasSomethingToShow: (state: State) => boolean;
  /** Something spins. */
  readonly isBusy: (state: State) => boolean;
  readonly now: () => number;
  readonly tick: (now: number) => Event;
  readonly run: (effect: Effect, hands: LoopHands<State, Event, Result>) => void;
};

export type Loop<State, Event, Result> = {
  /** Loads what is kept and draws as soon as there is something to show. */
  readonly start: () => void;
  readonly press: (presses: readonly KeyPress[]) => void;
  readonly dispatch: (event: Event) => void;
  /** Draws what is not drawn yet. */
  readonly show: () => void;
  readonly state: () => State;
  /** Resolves once; then nothing is drawn or asked any more. */
  readonly result: Promise<Result>;
};

/** What is kept on disk is there sooner than this (ms); a first frame without it would only flicker. */
const firstFrameDelay = 80;
const laterDelay = 40;

/** What ends at a whole second says one less from the next millisecond on: a tick at the turn itself would find now the one,
 *  now the other (ms). */
const afterTheTurn = 10;

type Outcome<Result> = {
  readonly result: Promise<Result>;
  readonly finish: (result: Result) => void;
  readonly fail: (error: unknown) => void;
};

const outcome = <Result>(): Outcome<Result> => {
  let finish: Outcome<Result>['finish'] = () => {};
  let fail: Outcome<Result>['fail'] = () => {};
  const result = new Promise<Result>((onResult, onError) => {
    finish = onResult;
    fail = onError;
  });
  return { result, finish, fail };
};

type Canvas<State> = {
  readonly open: () => void;
  readonly show: (state: State) => void;
  /** Runs work once something was drawn, or now. */
  readonly afterDrawing: (work: () => void) => void;
};

type CanvasParts<State> = {
  readonly frameOf: (state: State) => Frame;
  readonly hasSomethingToShow: (state: State) => boolean;
};

/** Draws a state once there is something to draw, and only where the frame is another. */
const createCanvas = <State>(
  { draw, canDraw = () => true }: LoopWorld,
  { frameOf, hasSomethingToShow }: CanvasParts<State>,
): Canvas<State> => {
  let last: string | undefined;
  let shown: State | undefined;
  let isOpen = false;
  const waiting: (() => void)[] = [];
  return {
    open: () => {
      isOpen = true;
    },
    show: (state) => {
      isOpen ||= hasSomethingToShow(state);
      if (!isOpen || !canDraw() || state === shown) return;
      shown = state;
      const frame = frameOf(state);
      const key = frameKey(frame);
      if (last === key) return;
      last = key;
      draw(frame);
      for (const work of waiting.splice(0)) work();
    },
    afterDrawing: (work) => {
      if (last === undefined) waiting.push(work);
      else work();
    },
  };
};

/** Time until the next tick (ms): quick while something spins, else right after the turn of the second. */
const tickPause = (isBusy: boolean, now: number): number =>
  isBusy ? spinnerPeriod : 1000 - (now % 1000) + afterTheTurn;

export const createLoop = <State, Event, Effect, Result>(
  parts: LoopParts<State, Event, Effect, Result>,
  world: LoopWorld,
): Loop<State, Event, Result> => {
  const canvas = createCanvas(world, parts);
  const { result, finish, fail } = outcome<Result>();
  let state = parts.initial;
  const due: (() => void)[] = [];
  let isDone = false;
  let stopTicking = (): void => {};

  const stop = (): void => {
    isDone = true;
    stopTicking();
    for (const controller of hands.running.values()) controller.abort();
  };
  /** Nothing may escape into a callback of the terminal: it would end the process with the screen taken. */
  const guarded = (work: () => void): void => {
    if (isDone) return;
    try {
      work();
      for (const one of due.splice(0)) if (!isDone) one();
      if (!isDone) canvas.show(state);
    } catch (error) {
      stop();
      fail(error);
    }
  };
  const step = (event: Event): void => {
    if (isDone) return;
    const [next, effects] = parts.update(state, event);
    state = next;
    for (const effect of effects) parts.run(effect, hands);
  };
  const dispatch = (event: Event): void => guarded(() => step(event));
  const hands: LoopHands<State, Event, Result> = {
    state: () => state,
    dispatch,
    running: new Map(),
    beforeDrawing: (work) => void due.push(work),
    soon: (work) => void world.after(0, () => guarded(work)),
    later: (work) => canvas.afterDrawing(() => void world.after(laterDelay, () => guarded(work))),
    finish: (chosen) => {
      stop();
      finish(chosen);
    },
  };
  const tick = (): void => {
    dispatch(parts.tick(parts.now()));
    if (!isDone) stopTicking = world.after(tickPause(parts.isBusy(state), parts.now()), tick);
  };
  const start = (): void => {
    for (const effect of parts.opening(state)) parts.run(effect, hands);
    world.after(firstFrameDelay, () => guarded(canvas.open));
    tick();
  };
  const press = (presses: readonly KeyPress[]): void =>
    guarded(() => {
      for (const whole of presses) {
        for (let left: KeyPress | undefined = whole; left !== undefined && !isDone; ) {
          const part: Pressed = parts.firstPress?.(left, state) ?? { press: left, rest: undefined };
          const event = parts.eventOf(part.press, state);
          if (event !== undefined) step(event);
          left = part.rest;
        }
      }
    });
  return { start, press, dispatch, show: () => guarded(() => {}), state: () => state, result };
};
