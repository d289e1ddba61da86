// The query line, as readline edits it.
import { type Binding, withQueryLine } from '../binding.ts';
import type { KeyEvent } from '../event.ts';

const edit = (keys: readonly string[], event: KeyEvent, help: string): Binding => ({
  keys,
  event,
  help,
  group: 'Find',
  on: withQueryLine,
});

export const findBindings: readonly Binding[] = [
  edit(
    ['backspace'],
    { kind: 'query-deleted', deletion: 'character' },
    'Delete the character before the cursor',
  ),
  edit(
    ['delete', 'ctrl+d'],
    { kind: 'query-deleted', deletion: 'next-character' },
    'Delete the next character',
  ),
  edit(['ctrl+w', 'alt+backspace'], { kind: 'query-deleted', deletion: 'word' }, 'Delete the word before'),
  edit(['ctrl+u'], { kind: 'query-deleted', deletion: 'to-start' }, 'Clear the query up to the cursor'),
  edit(['left'], { kind: 'query-cursor-moved', move: 'left' }, 'Move the cursor left'),
  edit(['right'], { kind: 'query-cursor-moved', move: 'right' }, 'Move the cursor right'),
  edit(['ctrl+left', 'alt+b'], { kind: 'query-cursor-moved', move: 'word-left' }, 'Move a word left'),
  edit(['ctrl+right', 'alt+f'], { kind: 'query-cursor-moved', move: 'word-right' }, 'Move a word right'),
  edit(['ctrl+a'], { kind: 'query-cursor-moved', move: 'start' }, 'Move to the start of the query'),
  edit(['ctrl+e'], { kind: 'query-cursor-moved', move: 'end' }, 'Move to the end of the query'),
];
