// Pins, groups and folds: what changes the order of the list. The bar stays on its role.
import { maxPins, pinNumber, withoutPin, withPin } from '../domain/history.ts';
import { idOfKey, roleKey } from '../domain/role.ts';
import { roleOf } from '../domain/role-lookup.ts';
import { foldsOf, type Grouping, isFolded, noFolds, withFolds, withFoldToggled } from './arrangement.ts';
import { ofKey } from './bindings/name.ts';
import type { OrderChange, WorldEvent } from './event.ts';
import { groupingsFor, groupingTag } from './groups.ts';
import { queryOf } from './query-input.ts';
import { rowOfRole, titleOver, titlesIn } from './rows.ts';
import { keepingSelection, selectedRole, selectedRow, selectRow } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import { withQuery } from './update-query.ts';

const noted = (state: PickerState, text: string, level: 'done' | 'warning' = 'done'): PickerState => ({
  ...state,
  notice: { level, text },
});

/** How a new pin is reached. */
const pinnedText = (state: PickerState, number: number): string => {
  const way = ofKey(state, `pin-${number}`, (key) => ` as ${number}: ${key} goes there`);
  return `Pinned${way}.`;
};

/** The menu has done what it was open for, as after any other of its keys; the tags stay. */
const withoutMenu = ({ panel }: PickerState): PickerState['panel'] =>
  panel?.kind === 'actions' ? undefined : panel;

const togglePin = (state: PickerState): Step => {
  const role = selectedRole(state);
  if (role === undefined) return [state, []];
  const key = roleKey(role);
  const isPinned = pinNumber(state.history, key) !== undefined;
  const history = isPinned ? withoutPin(state.history, key) : withPin(state.history, key);
  const number = pinNumber(history, key);
  if (history === state.history) return [noted(state, `There are ${maxPins} pins already.`, 'warning'), []];
  const changed = keepingSelection(state, (before) => ({ ...before, history, panel: withoutMenu(before) }));
  const text = number === undefined ? 'No longer pinned.' : pinnedText(state, number);
  return [noted(changed, text), [{ kind: 'change-pin', role, isPinned: !isPinned }]];
};

const noPinText = (state: PickerState, number: number): string =>
  `There is no pin ${number}.${ofKey(state, 'pin', (key) => ` ${key} pins a role.`)}`;

/** A pin that the query does not find is gone to without the query. */
const jumpToPin = (state: PickerState, number: number): Step => {
  const key = state.history.pins[number - 1];
  const role = key === undefined ? undefined : roleOf(state.catalog.roles, idOfKey(key));
  if (role === undefined) {
    const text = key === undefined ? noPinText(state, number) : 'That role is gone.';
    return [noted(state, text, 'warning'), []];
  }
  const isListed = rowOfRole(state, role) >= 0;
  const [listed, effects] = isListed ? [state, []] : withQuery(state, queryOf(''));
  return [selectRow(listed, rowOfRole(listed, role)), effects];
};

const groupingText = (state: PickerState, grouping: Grouping): string => {
  if (grouping === 'flat') return 'One list, not grouped.';
  const tag = grouping === 'tag' ? groupingTag(state.catalog.roles, state.arrangement) : undefined;
  return `Grouped by ${tag === undefined ? grouping : `the tag ${tag}`}.`;
};

const cycleGrouping = (state: PickerState): PickerState => {
  const { arrangement, catalog } = state;
  const known = groupingsFor(catalog.roles, arrangement);
  const grouping = known[(known.indexOf(arrangement.grouping) + 1) % known.length] ?? 'flat';
  const folds = { browsing: noFolds, searching: noFolds };
  const changed = keepingSelection(state, (before) => ({
    ...before,
    arrangement: { ...arrangement, grouping, folds },
  }));
  return noted(changed, groupingText(changed, grouping));
};

const nothingToFold = (state: PickerState): PickerState =>
  noted(
    state,
    `There is nothing to fold.${ofKey(state, 'group', (key) => ` ${key} groups the list.`)}`,
    'warning',
  );

/** Folds or unfolds what the bar stands in. */
export const toggleFold = (state: PickerState): PickerState => {
  const title = titleOver(state, selectedRow(state));
  if (title === undefined) return nothingToFold(state);
  const folds = withFoldToggled(foldsOf(state), title.key);
  return keepingSelection(state, (before) => withFolds(before, folds));
};

const foldAll = (state: PickerState): PickerState => {
  const groups = titlesIn(state).filter(({ kind }) => kind === 'group');
  if (groups.length === 0) return nothingToFold(state);
  const folds = foldsOf(state);
  const isAllFolded = groups.some(({ key }) => !isFolded(folds, key));
  return keepingSelection(state, (before) => withFolds(before, { isAllFolded, except: new Set() }));
};

export const changeOrder = (state: PickerState, order: OrderChange): Step => {
  switch (order.kind) {
    case 'pin-toggled':
      return togglePin(state);
    case 'pin-jumped':
      return jumpToPin(state, order.number);
    case 'grouping-cycled':
      return [cycleGrouping(state), []];
    case 'fold-toggled':
      return [toggleFold(state), []];
    case 'all-folded':
      return [foldAll(state), []];
  }
};

/** Of what is on the disk now only the pins are taken: uses of other processes would move the rows. */
export const onPins = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'pins-saved' | 'pins-failed' }>,
): PickerState => {
  if (event.kind === 'pins-failed') return noted(state, event.failure.message, 'warning');
  const { pins } = event.history;
  if (pins.join('\n') === state.history.pins.join('\n')) return state;
  return keepingSelection(state, (before) => ({ ...before, history: { ...before.history, pins } }));
};
