// A line that says what to press, by the name of the binding: `Ctrl-P  write it`.
import { keyNamed } from './bindings/name.ts';
import { key, type Line, plain } from './line.ts';
import type { PickerState } from './state.ts';
import { padEnd } from './text-width.ts';

export type Pressing = { readonly name: string; readonly what: string; readonly width?: number };

/** One line, or none where the binding has no key. */
export const pressLine = (
  state: Pick<PickerState, 'keys'>,
  { name, what, width = 5 }: Pressing,
): readonly Line[] => {
  const label = keyNamed(state, name);
  return label === undefined ? [] : [[key(padEnd(label, width)), plain(`  ${what}`)]];
};
