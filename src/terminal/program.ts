// The picker on the loop: its keys, its frames, and how its effects reach the world.
import type { PickerEvent } from '../picker/event.ts';
import { foundIn } from '../picker/found-roles.ts';
import { eventOf, firstPress, type KeyContext } from '../picker/keymap.ts';
import { mouseEvent } from '../picker/mouse.ts';
import { isWorking } from '../picker/profile-change.ts';
import type { PickerResult } from '../picker/result.ts';
import { screenOf } from '../picker/screen-kind.ts';
import type { PickerState } from '../picker/state.ts';
import { openingEffects, update } from '../picker/update.ts';
import { frameOf } from '../picker/view-model.ts';
import type { EffectPorts } from './effect-ports.ts';
import { createLoop, type Loop, type LoopWorld } from './loop.ts';
import { runEffect } from './run-effect.ts';

export type ProgramWorld = LoopWorld & {
  readonly ports: EffectPorts;
  readonly suspend: () => void;
};

export type Program = Loop<PickerState, PickerEvent, PickerResult>;

const isBusy = (state: PickerState): boolean =>
  state.refresh !== undefined ||
  state.task !== undefined ||
  state.signIn !== undefined ||
  (state.profileChange !== undefined && isWorking(state.profileChange)) ||
  screenOf(state) === 'loading';

/** Any character may begin the answer to a question, and the name that a guard asks for. */
const isNothingTyped = ({ panel, query, guard }: PickerState): boolean => {
  if (panel?.kind === 'ask' || guard !== undefined) return false;
  return (panel?.kind === 'help' ? panel.filter : query).text === '';
};

const keyContext = (state: PickerState): KeyContext => ({
  screen: screenOf(state),
  isQueryEmpty: isNothingTyped(state),
  bindings: state.keys.bindings,
  mode: state.keys.mode,
  hasRow: () => foundIn({ ...state, search: undefined }).matched > 0,
});

export const createProgram = (initial: PickerState, world: ProgramWorld): Program => {
  const { ports, suspend } = world;
  return createLoop(
    {
      initial,
      opening: openingEffects,
      update,
      frameOf,
      eventOf: (press, state) =>
        press.kind === 'mouse' ? mouseEvent(press, state) : eventOf(press, keyContext(state)),
      firstPress: (press, state) => firstPress(press, keyContext(state)),
      hasSomethingToShow: (state) =>
        state.isLoaded || state.failed !== undefined || state.instances.length === 0,
      isBusy,
      now: ports.now,
      tick: (now) => ({ kind: 'clock-ticked', now }),
      run: (effect, hands) =>
        runEffect(
          { ...hands, ports, suspend, isWanted: (request) => hands.state().rescue?.request === request },
          effect,
        ),
    },
    world,
  );
};
