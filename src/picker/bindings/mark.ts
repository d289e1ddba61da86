// Marking roles, for what is done with several.
import { type Binding, withQueryLine } from '../binding.ts';
import type { KeyEvent } from '../event.ts';

const mark = (keys: readonly string[], event: KeyEvent, help: string): Binding => ({
  keys,
  event,
  help,
  group: 'Mark',
  on: withQueryLine,
  needsRow: true,
});

export const markBindings: readonly Binding[] = [
  { ...mark(['tab'], { kind: 'mark-toggled', by: 1 }, 'Mark the role, and go down'), hint: 'mark', rank: 4 },
  mark(['shift+tab'], { kind: 'mark-toggled', by: -1 }, 'Mark the role, and go up'),
  mark(['ctrl+space'], { kind: 'range-marked' }, 'Mark from the role marked last to this one'),
  mark(['alt+a'], { kind: 'all-marked' }, 'Mark all that match, or none of them'),
];
