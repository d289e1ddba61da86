// Saved filters: taken into the query line, saved, deleted. config.yaml is written by an effect; what is listed follows
// its answer.
import { optionsOf } from './ask.ts';
import type { FilterKey, KeyEvent, WorldEvent } from './event.ts';
import { madeQuery } from './query-input.ts';
import { savedFilters } from './questions/filters.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import { askQuestion } from './update-ask.ts';
import { withQuery } from './update-query.ts';

const kinds: ReadonlySet<string> = new Set<FilterKey['kind']>([
  'filter-taken',
  'filter-save-asked',
  'filter-delete-asked',
  'filter-deleted',
]);

export const isFilterKey = (event: KeyEvent): event is FilterKey => kinds.has(event.kind);

/** The filter under the bar is asked about; elsewhere the key means nothing. */
const askToDelete = (state: PickerState): PickerState => {
  const { panel } = state;
  if (panel?.kind !== 'ask' || panel.question.about !== 'filters') return state;
  const { event, isNote } = optionsOf(state, panel)[panel.row] ?? {};
  return event?.kind === 'filter-taken' && isNote !== true
    ? askQuestion(state, { about: 'delete-filter', name: event.name })
    : state;
};

export const onFilterKey = (state: PickerState, event: FilterKey): Step => {
  switch (event.kind) {
    case 'filter-taken': {
      const filter = savedFilters(state).find(({ name }) => name === event.name);
      return filter === undefined ? [state, []] : withQuery(state, madeQuery(filter.query));
    }
    case 'filter-save-asked':
      return [state, [{ kind: 'save-filter', name: event.name, query: event.query }]];
    case 'filter-delete-asked':
      return [askToDelete(state), []];
    case 'filter-deleted':
      return [
        askQuestion(state, { about: 'filters' }),
        [{ kind: 'save-filter', name: event.name, query: undefined }],
      ];
  }
};

type FilterNews = Extract<WorldEvent, { kind: `filters-${string}` }>;

export const onFilters = (state: PickerState, event: FilterNews): PickerState =>
  event.kind === 'filters-saved'
    ? {
        ...state,
        catalog: { ...state.catalog, filters: event.filters },
        notice: { level: 'done', text: event.text },
      }
    : { ...state, notice: { level: 'warning', text: `Not saved. ${event.failure.message}` } };
