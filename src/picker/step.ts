import type { PickerEffect } from './effect.ts';
import type { PickerState } from './state.ts';

/** The next state, and what is to be done about it. */
export type Step = readonly [PickerState, readonly PickerEffect[]];
