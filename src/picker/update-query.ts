import { searchingUnfolded } from './arrangement.ts';
import type { KeyEvent } from './event.ts';
import { isLongSearch } from './found-roles.ts';
import { beginSearch, rescueIfNothingFound } from './pending-search.ts';
import { editInput, type QueryInput } from './query-input.ts';
import { keepingSelection, withSelectionVisible } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

export type QueryEvent = Extract<KeyEvent, { kind: `query-${string}` }>;

/** A new text puts the bar on the best match; an emptied one leaves it on its role, now among its neighbours. */
export const withQuery = (state: PickerState, query: QueryInput): Step => {
  if (query.text === state.query.text) return [{ ...state, query }, []];
  const change = (before: PickerState): PickerState => ({
    ...before,
    query,
    rescue: undefined,
    search: undefined,
    arrangement: searchingUnfolded(before.arrangement),
  });
  // From the top where the role is on the first screen: pins and recent roles are not scrolled out of sight.
  if (query.text.trim() === '')
    return [withSelectionVisible({ ...keepingSelection(state, change), top: 0 }), []];
  const next = { ...state, query, search: undefined };
  if (isLongSearch(next)) return beginSearch(state, next);
  return rescueIfNothingFound({ ...change(state), selected: undefined, top: 0 });
};

export const editQuery = (state: PickerState, event: QueryEvent): Step =>
  withQuery(state, editInput(state.query, event));
