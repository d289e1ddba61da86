// The screens of the guard. What is typed there is edited as the query is.
import type { Binding } from '../binding.ts';
import type { ScreenKind } from '../screen-kind.ts';

const yesNo: readonly ScreenKind[] = ['guard-yes'];

export const guardBindings: readonly Binding[] = [
  {
    name: 'guard-yes',
    keys: ['y'],
    event: { kind: 'agreed' },
    help: 'Use the guarded role',
    hint: 'yes',
    rank: 8,
    group: 'Act',
    on: yesNo,
  },
  {
    name: 'guard-no',
    keys: ['n'],
    event: { kind: 'backed-out' },
    help: 'Do not use the guarded role',
    hint: 'no',
    rank: 8,
    group: 'Act',
    on: yesNo,
  },
  {
    name: 'guard-lesser-role',
    keys: ['ctrl+r'],
    event: { kind: 'sibling-taken' },
    help: 'Take the role that can do less, instead of a guarded one',
    hint: 'the lesser role',
    rank: 6,
    group: 'Act',
    on: ['guard-type', 'guard-yes'],
  },
];
