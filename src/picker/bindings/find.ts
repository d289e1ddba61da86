// The text that is typed, as readline edits it: the query, or what the help is searched for.
import { type Binding, withText } from '../binding.ts';
import type { CursorMove, Deletion } from '../query-input.ts';

type Edit = { readonly name: string; readonly keys: readonly string[]; readonly help: string };

const edit = (options: Edit, event: Binding['event']): Binding => ({
  ...options,
  event,
  group: 'Find',
  on: withText,
});

const deletion = (what: Deletion, options: Edit): Binding =>
  edit(options, { kind: 'query-deleted', deletion: what });

const cursor = (move: CursorMove, options: Edit): Binding =>
  edit(options, { kind: 'query-cursor-moved', move });

export const findBindings: readonly Binding[] = [
  deletion('character', {
    name: 'delete-character',
    keys: ['backspace'],
    help: 'Delete the character before the cursor',
  }),
  deletion('next-character', {
    name: 'delete-next-character',
    keys: ['delete', 'ctrl+d'],
    help: 'Delete the next character',
  }),
  deletion('word', {
    name: 'delete-word',
    keys: ['ctrl+w', 'alt+backspace'],
    help: 'Delete the word before',
  }),
  deletion('to-start', {
    name: 'delete-to-start',
    keys: ['ctrl+u'],
    help: 'Clear the query up to the cursor',
  }),
  deletion('to-end', { name: 'delete-to-end', keys: [], help: 'Clear the query from the cursor on' }),
  cursor('left', { name: 'cursor-left', keys: ['left'], help: 'Move the cursor left' }),
  cursor('right', { name: 'cursor-right', keys: ['right'], help: 'Move the cursor right' }),
  cursor('word-left', { name: 'cursor-word-left', keys: ['ctrl+left', 'alt+b'], help: 'Move a word left' }),
  cursor('word-right', {
    name: 'cursor-word-right',
    keys: ['ctrl+right', 'alt+f'],
    help: 'Move a word right',
  }),
  cursor('start', { name: 'cursor-start', keys: ['ctrl+a'], help: 'Move to the start of the query' }),
  cursor('end', { name: 'cursor-end', keys: ['ctrl+e'], help: 'Move to the end of the query' }),
];
