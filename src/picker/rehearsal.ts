// The first letters, typed for nothing behind the first frame. V8 interprets what has not run often, so that the first
// keys of a large list would take ten times as long as later ones. A few roles do for it, and a letter at a time: a key
// that comes meanwhile waits for one letter.
import type { PickerState } from './state.ts';
import { update } from './update.ts';
import { type Frame, frameOf } from './view-model.ts';

const fewRoles = 2000;
// Runs, gaps, several words, and back again.
const words = ['pro', 'er', 'ad s', 'tn'];

/** The steps, to be taken one after another; none where the list is short. Each answers the frame that nobody sees. */
export const rehearsal = (state: PickerState): readonly (() => Frame)[] => {
  const { roles } = state.catalog;
  if (roles.length < fewRoles) return [];
  const start: PickerState = {
    ...state,
    catalog: { ...state.catalog, roles: roles.slice(0, fewRoles) },
    panel: undefined,
  };
  return words.flatMap((word) => {
    let typed = start;
    return [...word].map((text) => () => {
      [typed] = update(typed, { kind: 'query-typed', text });
      return frameOf(typed);
    });
  });
};
