import { parseQuery } from '../domain/query.ts';
import { searchingUnfolded } from './arrangement.ts';
import type { PickerEffect } from './effect.ts';
import type { KeyEvent, WorldEvent } from './event.ts';
import { foundIn } from './found-roles.ts';
import { knownFor } from './known-sets.ts';
import { listedRoles } from './listed-roles.ts';
import { editInput, type QueryInput } from './query-input.ts';
import { keepingSelection, withSelectionVisible } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

export type QueryEvent = Extract<KeyEvent, { kind: `query-${string}` }>;

/** Asks for a search by spelling where nothing matched; it is slow, so never on the way of a key. */
export const rescueIfNothingFound = (state: PickerState): Step => {
  const query = state.query.text;
  const roles = listedRoles(state);
  if (query.trim() === '' || roles.length === 0 || foundIn(state).matched > 0) return [state, []];
  const request = state.nextRequest;
  const known = knownFor(state, parseQuery(query));
  const effects: readonly PickerEffect[] = [{ kind: 'rescue-query', request, roles, query, known }];
  return [
    { ...state, nextRequest: request + 1, rescue: { query, roles, request, order: undefined } },
    effects,
  ];
};

/** A new text puts the bar on the best match; an emptied one leaves it on its role, now among its neighbours. */
export const withQuery = (state: PickerState, query: QueryInput): Step => {
  if (query.text === state.query.text) return [{ ...state, query }, []];
  const change = (before: PickerState): PickerState => ({
    ...before,
    query,
    rescue: undefined,
    arrangement: searchingUnfolded(before.arrangement),
  });
  // From the top where the role is on the first screen: pins and recent roles are not scrolled out of sight.
  if (query.text.trim() === '')
    return [withSelectionVisible({ ...keepingSelection(state, change), top: 0 }), []];
  return rescueIfNothingFound({ ...change(state), selected: undefined, top: 0 });
};

export const editQuery = (state: PickerState, event: QueryEvent): Step =>
  withQuery(state, editInput(state.query, event));

export const adoptRescue = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'query-rescued' }>,
): PickerState => {
  if (event.request !== state.rescue?.request) return state;
  return withSelectionVisible({ ...state, rescue: { ...state.rescue, order: event.order } });
};
