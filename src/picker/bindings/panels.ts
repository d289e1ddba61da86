// Panels, the session, and the ways out.
import { type Binding, empty, everywhere, withQueryLine, withRole } from '../binding.ts';
import type { KeyEvent } from '../event.ts';
import type { ProfileChangeKind } from '../profile-change.ts';

const group = 'Panels and session';

type Toggled = Extract<KeyEvent, { kind: 'panel-toggled' }>['panel'];

/** Opens a panel, or closes it. */
const panel = (
  name: string,
  kind: Toggled,
  words: Pick<Binding, 'keys' | 'help' | 'hint' | 'rank' | 'needsRow' | 'on'>,
): Binding => ({ name, event: { kind: 'panel-toggled', panel: kind }, group, ...words });

const ofNews = (
  name: string,
  change: ProfileChangeKind,
  words: Pick<Binding, 'keys' | 'help' | 'hint'>,
): Binding => ({
  name,
  event: { kind: 'news-profiles-asked', change },
  rank: 6,
  group,
  on: ['news'],
  ...words,
});

const begin = (name: string, words: Pick<Binding, 'keys' | 'event' | 'help' | 'hint'>): Binding => ({
  name,
  rank: 7,
  group,
  on: ['first-run'],
  ...words,
});

const out = (
  name: string,
  kind: 'backed-out' | 'quit-asked' | 'suspend-asked',
  words: Pick<Binding, 'keys' | 'help'>,
): Binding => ({ name, event: { kind }, group, on: everywhere, ...words });

export const panelBindings: readonly Binding[] = [
  {
    name: 'normal-mode',
    keys: [],
    event: { kind: 'mode-changed', mode: 'normal' },
    help: 'Stop typing: letters move and act',
    group: 'Find',
    mode: 'typing',
    on: withQueryLine,
  },
  {
    name: 'type',
    keys: [],
    event: { kind: 'mode-changed', mode: 'typing' },
    help: 'Type into the query again',
    hint: 'type',
    rank: 8,
    group: 'Find',
    mode: 'normal',
    on: withQueryLine,
  },
  panel('tags', 'tags', {
    keys: ['ctrl+t'],
    help: 'Show the tags, to filter by them',
    hint: 'tags',
    rank: 5,
    on: withRole,
  }),
  {
    name: 'saved-filters',
    keys: ['alt+v'],
    event: { kind: 'question-asked', question: { about: 'filters' } },
    help: 'Show the saved filters: take, save or delete one',
    group: 'Find',
    on: withRole,
  },
  {
    name: 'delete-filter',
    keys: ['ctrl+x'],
    event: { kind: 'filter-delete-asked' },
    help: 'Among the saved filters: delete the one under the bar',
    group: 'Find',
    on: ['ask'],
  },
  {
    name: 'palette',
    keys: ['alt+x', ':'],
    event: { kind: 'question-asked', question: { about: 'palette' } },
    help: 'Search everything that can be done, and every key; : while nothing is typed',
    group,
    on: withRole,
  },
  {
    name: 'refresh',
    keys: ['ctrl+r'],
    event: { kind: 'refresh-asked' },
    help: 'Read all accounts and roles again',
    hint: 'refresh',
    rank: 4,
    group,
    on: [...withRole, ...empty],
  },
  {
    name: 'sign-in',
    keys: ['ctrl+l'],
    event: { kind: 'sign-in-asked' },
    help: 'Sign in to the instance of the selected role',
    group,
    on: [...withRole, ...empty, 'signing-in'],
  },
  panel('details', 'detail', {
    keys: ['alt+d'],
    help: 'Show all that is known of the selected role',
    hint: 'details',
    rank: 3,
    on: [...withRole, 'detail'],
    needsRow: true,
  }),
  panel('news', 'news', {
    keys: ['alt+n'],
    help: 'Show which roles and accounts are new, gone or renamed',
    hint: 'what changed',
    rank: 6,
    on: [...withRole, 'news'],
  }),
  ofNews('news-write-profiles', 'write', {
    keys: ['w', 'ctrl+p'],
    help: 'Among what changed: write the profiles of the new roles',
    hint: 'write profiles',
  }),
  ofNews('news-prune-profiles', 'remove', {
    keys: ['p', 'alt+p'],
    help: 'Among what changed: remove the profiles of the gone roles',
    hint: 'prune profiles',
  }),
  begin('setup', {
    keys: ['s'],
    event: { kind: 'setup-asked' },
    help: 'Set up an instance, on the first run',
    hint: 'set up',
  }),
  begin('import', {
    keys: ['i'],
    event: { kind: 'setup-asked', by: 'import' },
    help: 'Take over what another tool knows, on the first run',
    hint: 'import',
  }),
  begin('demo', {
    keys: ['d'],
    event: { kind: 'setup-asked', by: 'demo' },
    help: 'Look around in a sample company, on the first run',
    hint: 'demo',
  }),
  panel('help', 'help', {
    keys: ['?', 'f1'],
    help: 'Show this help; ? while nothing is typed',
    hint: 'help',
    rank: 8,
    on: everywhere,
  }),
  out('back', 'backed-out', {
    keys: ['esc', 'ctrl+g'],
    help: 'Close what is open, clear the query, then leave',
  }),
  out('quit', 'quit-asked', { keys: ['ctrl+c'], help: 'Leave at once, choosing nothing' }),
  out('suspend', 'suspend-asked', { keys: ['ctrl+z'], help: 'Go to the background; fg comes back' }),
];
