// Saved filters: one is taken into the query line, or what stands there is saved under the name that is typed.
import { bothQueries, filterNameProblem, type SavedFilter } from '../../domain/saved-filter.ts';
import { bestByWords } from '../../domain/word-score.ts';
import { keyLabel } from '../key-label.ts';
import type { PickerState } from '../state.ts';
import type { AskedQuestion, Option } from './question.ts';

const none: readonly SavedFilter[] = [];

export const savedFilters = ({ catalog }: Pick<PickerState, 'catalog'>): readonly SavedFilter[] =>
  catalog.filters ?? none;

const filterOption = ({ name, query }: SavedFilter): Option => ({
  label: name,
  detail: query,
  mark: '',
  event: { kind: 'filter-taken', name },
});

/** As it is saved: quotes closed, nothing left open. */
const queryToSave = ({ query }: PickerState): string => bothQueries(query.text.trim(), '');

const saveOption = (state: PickerState, name: string): readonly Option[] => {
  const query = queryToSave(state);
  const known = savedFilters(state).find((filter) => filter.name === name);
  if (name === '' || query === '' || known?.query === query) return [];
  const wrong = filterNameProblem(name);
  const detail = wrong === undefined ? query : wrong.slice(0, 1).toUpperCase() + wrong.slice(1);
  const label = known === undefined ? `Save the query as ${name}` : `Replace ${name}`;
  const event =
    wrong === undefined
      ? ({ kind: 'filter-save-asked', name, query } as const)
      : ({ kind: 'question-asked', question: { about: 'filters' } } as const);
  return [{ label, detail, mark: 'save', event }];
};

const whenEmpty = (state: PickerState, typed: string): readonly Option[] => {
  if (savedFilters(state).length > 0 || typed !== '') return [];
  const detail =
    queryToSave(state) === '' ? 'type a query first, then a name here' : 'type a name for the query';
  const event = { kind: 'filter-taken', name: '' } as const;
  return [{ label: 'No filter is saved yet', detail, mark: '', event, isNote: true }];
};

export const filtersQuestion: AskedQuestion = {
  title: (state) => {
    const key = state.keys.bindings.find(({ name }) => name === 'delete-filter')?.keys[0];
    return `Saved filters: Enter takes one${key === undefined ? '' : `, ${keyLabel(key)} deletes it`}`;
  },
  prompt: ' filter > ',
  placeholder: 'Type to find one, or a new name to save the query',
  options: (state, typed) => {
    const name = typed.trim();
    const found = bestByWords(savedFilters(state), name, ({ name: own, query }) => [own, query]);
    return [...found.map(filterOption), ...saveOption(state, name), ...whenEmpty(state, name)];
  },
};

export const deleteFilterQuestion: AskedQuestion = {
  title: (_state, question) =>
    `Delete the saved filter ${question.about === 'delete-filter' ? question.name : ''}?`,
  prompt: ' > ',
  placeholder: '',
  options: (state, typed, question) => {
    const name = question.about === 'delete-filter' ? question.name : '';
    const query = savedFilters(state).find((filter) => filter.name === name)?.query ?? '';
    const back = { kind: 'question-asked', question: { about: 'filters' } } as const;
    const options: readonly Option[] = [
      { label: 'Keep it', detail: query, mark: '', event: back },
      { label: 'Delete it', detail: 'from config.yaml', mark: '', event: { kind: 'filter-deleted', name } },
    ];
    return bestByWords(options, typed.trim(), ({ label }) => [label]);
  },
};
