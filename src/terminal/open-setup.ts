// Opens the wizard on a terminal and answers how it was left, after the screen is as it was.
import type { SetupEffect, SetupResult } from '../setup/effect.ts';
import type { SetupEvent } from '../setup/event.ts';
import { firstSetupPress, setupEventOf } from '../setup/keymap.ts';
import { setupMouseEvent } from '../setup/mouse.ts';
import { initialSetup, type SetupSetting, type SetupState } from '../setup/state.ts';
import { openingSetupEffects, updateSetup } from '../setup/update.ts';
import { setupFrame } from '../setup/view-model.ts';
import { createLoop, type Loop } from './loop.ts';
import { runOnScreen, type ScreenRequest, type ScreenWorld, sizeOf } from './run-on-screen.ts';
import { runSetupEffect } from './run-setup-effect.ts';
import type { SetupPorts } from './setup-ports.ts';

export type { SetupResult } from '../setup/effect.ts';

export type SetupRequest = ScreenRequest & {
  readonly setting: Omit<SetupSetting, 'now' | 'size'>;
  readonly ports: SetupPorts;
};

export type SetupProgram = Loop<SetupState, SetupEvent, SetupResult>;

export const createSetupProgram = (
  initial: SetupState,
  world: ScreenWorld & { readonly ports: SetupPorts },
): SetupProgram => {
  const { ports, suspend } = world;
  return createLoop<SetupState, SetupEvent, SetupEffect, SetupResult>(
    {
      initial,
      opening: openingSetupEffects,
      update: updateSetup,
      frameOf: setupFrame,
      eventOf: (press, state) =>
        press.kind === 'mouse' ? setupMouseEvent(press, state) : setupEventOf(press, state),
      firstPress: firstSetupPress,
      hasSomethingToShow: ({ found }) => found !== undefined,
      isBusy: ({ task }) => task !== undefined,
      now: ports.now,
      tick: (now) => ({ kind: 'clock-ticked', now }),
      run: (effect, hands) => runSetupEffect({ ...hands, ports, suspend }, effect),
    },
    world,
  );
};

/** Rejects only when something is broken; whatever happens, the terminal is restored first. */
export const openSetup = (request: SetupRequest): Promise<SetupResult> =>
  runOnScreen(request, (world) => {
    const { setting, ports } = request;
    const initial = initialSetup({ ...setting, now: ports.now(), size: sizeOf(request) });
    return createSetupProgram(initial, { ...world, ports });
  });
