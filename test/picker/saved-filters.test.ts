import { describe, expect, test } from 'vitest';
import { type Ask, optionsOf } from '../../src/picker/ask.ts';
import { askInputView } from '../../src/picker/ask-view.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const filters = [
  { name: 'prod admins', query: 'env:=prod role:Admin' },
  { name: 'mine', query: '@fav' },
];
const state = (saved = filters): PickerState =>
  run(listed(), { kind: 'roles-loaded', set: loaded(rolesOf(164), { filters: saved }) }).state;

const ask: PickerEvent = { kind: 'question-asked', question: { about: 'filters' } };
const accepted: PickerEvent = { kind: 'accepted' };
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const ctrlX: PickerEvent = { kind: 'filter-delete-asked' };

const asked = ({ panel }: PickerState): Ask => {
  if (panel?.kind !== 'ask') throw new Error('nothing is asked');
  return panel;
};
const labels = (of: PickerState): readonly string[] => optionsOf(of, asked(of)).map(({ label }) => label);

describe('saved filters', () => {
  test('Enter puts one into the query line', () => {
    const { state: taken } = run(state(), typed('x'), ask, accepted);
    expect(taken.query).toEqual({ text: 'env:=prod role:Admin ', cursor: 21 });
    expect(taken.panel).toBeUndefined();
    expect(foundIn(taken).matched).toBeGreaterThan(0);
  });

  test('typing finds by name and by query', () => {
    expect(labels(run(state(), ask, typed('min')).state)).toContain('mine');
    expect(labels(run(state(), ask, typed('@fav')).state)).toEqual(['mine']);
  });

  test('a new name saves the query, with its quotes closed', () => {
    const before = run(state(), typed('account:="Acme P'), ask, typed('acme')).state;
    expect(labels(before)).toEqual(['Save the query as acme']);
    const { state: after, effects } = run(before, accepted);
    expect(effects).toEqual([{ kind: 'save-filter', name: 'acme', query: 'account:="Acme P"' }]);
    expect(after.panel).toBeUndefined();
    const saved = run(after, {
      kind: 'filters-saved',
      filters: [{ name: 'acme', query: 'q' }],
      text: 'Saved.',
    }).state;
    expect(saved.notice).toEqual({ level: 'done', text: 'Saved.' });
    expect(labels(run(saved, ask).state)).toEqual(['acme']);
  });

  test.each([
    ['', 'x', ['No filter is saved yet']],
    ['', '', ['No filter is saved yet']],
    ['env:prod', '-x', ['Save the query as -x']],
    ['env:prod', 'x'.repeat(60), [`Save the query as ${'x'.repeat(60)}`]],
  ])('with the query %j and the name %j', (query, name, expected) => {
    const of = run(state([]), typed(query), ask, typed(name)).state;
    if (name === 'x') expect(labels(of)).toEqual([]);
    else expect(labels(of)).toEqual(expected);
    // A name that cannot be is not saved.
    expect(run(of, accepted).effects).toEqual([]);
  });

  test('a name that is there is replaced, and not where nothing would change', () => {
    expect(labels(run(state(), typed('x'), ask, typed('mine')).state)).toEqual(['mine', 'Replace mine']);
    expect(labels(run(state(), typed('@fav'), ask, typed('mine')).state)).toEqual(['mine']);
  });

  test('one is deleted after a question, whose first answer keeps it', () => {
    const question = run(state(), ask, down, ctrlX).state;
    expect(labels(question)).toEqual(['Keep it', 'Delete it']);
    const kept = run(question, accepted);
    expect(kept.effects).toEqual([]);
    expect(labels(kept.state)).toEqual(['prod admins', 'mine']);
    const deleted = run(question, down, accepted);
    expect(deleted.effects).toEqual([{ kind: 'save-filter', name: 'mine', query: undefined }]);
    expect(asked(deleted.state).question.about).toBe('filters');
    expect(asked(run(question, { kind: 'backed-out' }).state).question.about).toBe('filters');
  });

  test('nothing is deleted, nor counted, where none is saved', () => {
    const { state: open, effects } = run(state([]), ask, ctrlX);
    expect([asked(open).question.about, effects]).toEqual(['filters', []]);
    expect(askInputView(open, asked(open)).line.at(-1)).toMatchObject({ text: '0 ' });
  });

  test('the key to delete means nothing elsewhere', () => {
    const palette = run(state(), { kind: 'question-asked', question: { about: 'palette' } }).state;
    expect(run(palette, ctrlX).state.panel).toEqual(palette.panel);
    const fresh = run(state([]), typed('x'), ask, typed('new')).state;
    expect(run(fresh, ctrlX).state.panel).toEqual(fresh.panel);
  });

  test('what cannot be written is told', () => {
    const failure = { message: 'Cannot write config.yaml: the disk is full.', hint: undefined };
    const { notice } = run(state(), { kind: 'filters-failed', failure }).state;
    expect(notice).toEqual({ level: 'warning', text: `Not saved. ${failure.message}` });
  });

  test('they are there where no role matches', () => {
    expect(labels(run(state(), typed('zzqq'), ask).state)).toEqual(['prod admins', 'mine']);
  });
});

describe('the tag panel and the query', () => {
  const tags: PickerEvent = { kind: 'panel-toggled', panel: 'tags' };

  test('several values of a key are alternatives, keys are terms', () => {
    const one = run(state(), tags, accepted).state;
    const two = run(one, down, accepted).state;
    expect(one.query.text).toMatch(/^env:=\w+ $/);
    expect(two.query.text).toMatch(/^env:=\w+\|\w+ $/);
    expect(foundIn(two).matched).toBeGreaterThan(foundIn(one).matched);
  });

  test('Enter again takes the value away', () => {
    expect(run(state(), tags, accepted, accepted).state.query.text).toBe('');
  });

  test('a query typed as text sets the checks, and goes on while the panel is open', () => {
    const open = run(state(), tags, typed('env:prod|dev ')).state;
    expect(open.query.text).toBe('env:prod|dev ');
  });
});
