// Marking roles, for what is done with several.
import { type Binding, withQueryLine } from '../binding.ts';
import type { KeyEvent } from '../event.ts';

type Mark = Pick<Binding, 'name' | 'keys' | 'help'>;

const mark = (options: Mark, event: KeyEvent): Binding => ({
  ...options,
  event,
  group: 'Mark',
  on: withQueryLine,
  needsRow: true,
});

export const markBindings: readonly Binding[] = [
  {
    ...mark(
      { name: 'mark-down', keys: ['tab'], help: 'Mark the role, and go down' },
      { kind: 'mark-toggled', by: 1 },
    ),
    hint: 'mark',
    rank: 4,
  },
  mark(
    { name: 'mark-up', keys: ['shift+tab'], help: 'Mark the role, and go up' },
    { kind: 'mark-toggled', by: -1 },
  ),
  mark(
    { name: 'mark-range', keys: ['ctrl+space'], help: 'Mark from the role marked last to this one' },
    { kind: 'range-marked' },
  ),
  mark({ name: 'mark-all', keys: ['alt+a'], help: 'Mark all that match, or none' }, { kind: 'all-marked' }),
];
