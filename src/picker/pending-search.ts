// A search that may take longer than a key should wait goes on between the keys, and the list shows what it showed before
// until it is over. The next key that changes the query replaces it; any other that does something with the rows has it
// finished first, so that nothing is ever done to a row of an older query.
import { parseQuery } from '../domain/query.ts';
import { searchingUnfolded } from './arrangement.ts';
import type { PickerEffect } from './effect.ts';
import type { KeyEvent, WorldEvent } from './event.ts';
import { foundIn } from './found-roles.ts';
import { knownFor } from './known-sets.ts';
import { listedRoles, listedText } from './listed-roles.ts';
import { keepingSelection, withSelectionVisible } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** Asks for a search by spelling where nothing matched; it is slow, so never on the way of a key. */
export const rescueIfNothingFound = (state: PickerState): Step => {
  const query = state.query.text;
  const roles = listedRoles(state);
  if (query.trim() === '' || roles.length === 0 || foundIn(state).matched > 0) return [state, []];
  const request = state.nextRequest;
  const effects: readonly PickerEffect[] = [
    { kind: 'rescue-query', request, roles, query, known: knownFor(state, parseQuery(query)) },
  ];
  return [
    { ...state, nextRequest: request + 1, rescue: { query, roles, request, order: undefined } },
    effects,
  ];
};

/** What was on the screen stays; in a list that was empty, all of it comes first. */
export const beginSearch = (before: PickerState, next: PickerState): Step => {
  const request = next.nextRequest;
  const roles = listedRoles(before);
  const shown =
    roles.length === 0 ? { roles: next.catalog.roles, text: '' } : { roles, text: listedText(before) };
  // What is near by spelling, where it is what is shown.
  const rescue = before.rescue?.order === undefined ? undefined : before.rescue;
  return [
    { ...next, rescue, nextRequest: request + 1, search: { request, shown, isSlow: false } },
    [{ kind: 'search-query', request }],
  ];
};

/** The rows of the query itself, searched for at once where that is not done yet. Of a new text the best match is under the
 *  bar; in other roles the bar stays on its own. */
export const finishSearch = (state: PickerState): Step => {
  const { search } = state;
  if (search === undefined) return [state, []];
  const done = (one: PickerState): PickerState => ({ ...one, search: undefined, rescue: undefined });
  if (search.shown.text === state.query.text) return rescueIfNothingFound(keepingSelection(state, done));
  const arrangement = searchingUnfolded(state.arrangement);
  return rescueIfNothingFound({ ...done(state), arrangement, selected: undefined, top: 0 });
};

type SearchEvent = Extract<WorldEvent, { kind: 'query-searched' | 'query-rescued' }>;

export const onSearch = (state: PickerState, event: SearchEvent): Step => {
  const { search, rescue } = state;
  if (event.kind === 'query-rescued')
    return event.request === rescue?.request
      ? [withSelectionVisible({ ...state, rescue: { ...rescue, order: event.order } }), []]
      : [state, []];
  if (search === undefined || search.request !== event.request) return [state, []];
  return event.isOver ? finishSearch(state) : [{ ...state, search: { ...search, isSlow: true } }, []];
};

/** These do nothing with a row. */
const leavesRows = ({ kind }: KeyEvent): boolean =>
  kind.startsWith('query-') || ['quit-asked', 'suspend-asked', 'backed-out', 'mode-changed'].includes(kind);

/** A key while a search goes on. */
export const whileSearching = (
  state: PickerState,
  event: KeyEvent,
  onKey: (state: PickerState, event: KeyEvent) => Step,
): Step => {
  if (state.search === undefined || leavesRows(event)) return onKey(state, event);
  // Another row may be there by now.
  if (event.kind === 'clicked' || event.kind === 'double-clicked') return [state, []];
  const [done, effects] = finishSearch(state);
  const [next, more] = onKey(done, event);
  return [next, [...effects, ...more]];
};
