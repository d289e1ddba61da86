// The questions, one kind each.
import type { PickerState } from '../../../src/picker/state.ts';
import { loaded, rolesOf } from '../../support/picker-fixture.ts';
import { listed, run, typed } from '../../support/picker-state.ts';
import type { Over, QuestionKind, ScreenTable } from './screen-table.ts';
import { asking, down, mark } from './steps.ts';

const saved = [
  { name: 'prod admins', query: 'env:=prod role:Admin' },
  { name: 'mine', query: '@fav|@recent' },
  {
    name: 'a long name for what is done on call at night',
    query: `team:=payments|data ${'!sandbox '.repeat(20)}`,
  },
];

const kept = (over: Over, filters = saved): PickerState =>
  run(listed(over), { kind: 'roles-loaded', set: loaded(rolesOf(164), { filters }) }).state;

const palette = asking({ about: 'palette' });
const filters = asking({ about: 'filters' });
const tags = asking({ about: 'tags' });

export const questionScreens: ScreenTable<QuestionKind> = {
  'ask palette': {
    palette: (over) => run(listed(over), palette).state,
    'palette, searched': (over) => run(listed(over), palette, typed('copy'), down).state,
    'palette without a match': (over) => run(listed(over), palette, typed('zzqq')).state,
  },
  'ask console-service': {
    'which service': (over) => run(listed(over), asking({ about: 'console-service' }), typed('s3')).state,
  },
  'ask console-region': {
    'which region': (over) =>
      run(listed(over), asking({ about: 'console-region', service: 's3' }), down).state,
  },
  'ask default-region': {
    'default region of several': (over) =>
      run(listed(over), mark, mark, asking({ about: 'default-region' }), typed('ireland')).state,
  },
  'ask tags': {
    'editing tags': (over) => run(listed(over), tags).state,
    'editing tags, wrongly': (over) => run(listed(over), tags, typed('env=prod team')).state,
  },
  'ask command': {
    'a command across': (over) =>
      run(listed(over), mark, mark, asking({ about: 'command' }), typed('aws s3 ls')).state,
  },
  'ask sign-out': {
    'signing out': (over) => run(listed(over), asking({ about: 'sign-out' })).state,
  },
  'ask filters': {
    'query, saved filters': (over) => run(kept(over), typed('env:prod'), filters, down).state,
    'query, saved filters, a new name': (over) =>
      run(kept(over), typed('env:prod "Café Z'), filters, typed('prod of mine')).state,
    'query, saved filters, none yet': (over) => run(kept(over, []), filters).state,
  },
  'ask delete-filter': {
    'query, saved filters, deleting one': (over) =>
      run(kept(over), filters, down, { kind: 'filter-delete-asked' }).state,
  },
};
