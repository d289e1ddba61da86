// The screens of finding, in three sizes: tags chosen, filters kept, queries that nobody can have meant.
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { roleKey } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { PickerState, Size } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const paint = createPaint(themeNamed('mono'), 0);

const draw = (state: PickerState): string =>
  renderToString(<Screen frame={frameOf(state)} paint={paint} />, { columns: state.size.columns });

const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

const roles = rolesOf(164);
const filters = [
  { name: 'prod admins', query: 'env:=prod role:Admin' },
  { name: 'mine', query: '@fav|@recent' },
  {
    name: 'a long name for what is done on call at night',
    query: `team:=payments|data ${'!sandbox '.repeat(20)}`,
  },
];

const base = (size: Size, saved = filters): PickerState =>
  run(listed({ size }, roles), { kind: 'roles-loaded', set: loaded(roles, { filters: saved }) }).state;

const accepted: PickerEvent = { kind: 'accepted' };
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const ask: PickerEvent = { kind: 'question-asked', question: { about: 'filters' } };

const pinned = (size: Size): PickerState =>
  run(
    listed({ size, history: { pins: roles.slice(3, 6).map(roleKey), uses: new Map() } }, roles),
    typed('@fav'),
  ).state;

const screens: Readonly<Record<string, (size: Size) => PickerState>> = {
  'tags, several of a key': (size) =>
    run(base(size), { kind: 'panel-toggled', panel: 'tags' }, accepted, down, accepted, down, typed('admin '))
      .state,
  'saved filters': (size) => run(base(size), typed('env:prod'), ask, down).state,
  'saved filters, a new name': (size) =>
    run(base(size), typed('env:prod "Café Z'), ask, typed('prod of mine')).state,
  'saved filters, none yet': (size) => run(base(size, []), ask).state,
  'saved filters, deleting one': (size) => run(base(size), ask, down, { kind: 'filter-delete-asked' }).state,
  'a key that is not there': (size) => run(base(size), typed('evn:prod')).state,
  'pinned ones': (size) => pinned(size),
};

describe.each(sizes)('$columns x $rows', (size) => {
  test.each(Object.keys(screens))('%s', async (screen) => {
    const state = screens[screen]?.(size);
    if (state === undefined) throw new Error(screen);
    const drawn = draw(state);
    expect(drawn.split('\n').length).toBeLessThanOrEqual(size.rows - 1);
    await expect(`${drawn}\n`).toMatchFileSnapshot(
      `frames/${size.columns}x${size.rows}/query-${screen.replaceAll(/[ ,]+/g, '-')}.txt`,
    );
  });
});
