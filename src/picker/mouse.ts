// What the mouse means: the wheel moves in whatever is open, a click is on what the frame shows there.
import type { KeyEvent } from './event.ts';
import { targetAt } from './hit-test.ts';
import type { MousePress } from './keymap.ts';
import type { PickerState } from './state.ts';
import { wheelRows } from './update-mouse.ts';
import { frameOf } from './view-model.ts';

export const mouseEvent = (press: MousePress, state: PickerState): KeyEvent => {
  if (press.button !== 'left')
    return { kind: 'moved', by: press.button === 'wheel-up' ? -wheelRows : wheelRows, unit: 'row' };
  return press.clicks === 2
    ? { kind: 'double-clicked' }
    : { kind: 'clicked', target: targetAt(frameOf(state), press) };
};
