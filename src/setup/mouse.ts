// What the mouse means to the wizard: the wheel moves, a click is on the option that the frame shows there.
import { targetAt } from '../picker/hit-test.ts';
import type { MousePress } from '../picker/keymap.ts';
import type { SetupKeyEvent } from './event.ts';
import type { SetupState } from './state.ts';
import { setupFrame } from './view-model.ts';

export const setupMouseEvent = (press: MousePress, state: SetupState): SetupKeyEvent => {
  if (press.button !== 'left')
    return { kind: 'moved', by: press.button === 'wheel-up' ? -1 : 1, unit: 'row' };
  const target = targetAt(setupFrame(state), press);
  return {
    kind: 'clicked',
    row: target?.kind === 'option' ? target.row : undefined,
    isDouble: press.clicks === 2,
  };
};
