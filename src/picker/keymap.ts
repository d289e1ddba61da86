// Keys as data. The hint bar, the help overlay and the action menu are drawn from these bindings, so what is shown is
// what works. While the query has the focus, printable keys are text; actions are Ctrl, Alt and function keys.
import type { ActionId } from '../domain/action.ts';
import { actionVerb } from './action-menu.ts';
import type { KeyEvent } from './event.ts';
import type { ProfileChangeKind } from './profile-change.ts';
import type { ScreenKind } from './screen-kind.ts';

export { keyLabel, shortKeyLabel } from './key-label.ts';

/** A key press as the terminal sent it: `ctrl+t`, `alt+enter`, `up`, `f1`, or a text of one or more characters. */
export type KeyPress =
  | { readonly kind: 'chord'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string };

export type BindingGroup = 'Find' | 'Move' | 'Act' | 'Panels and session';

export type Binding = {
  readonly keys: readonly string[];
  readonly event: KeyEvent;
  /** A sentence for the help overlay. */
  readonly help: string;
  readonly group: BindingGroup;
  /** A word for the hint bar, where the binding is worth a hint. */
  readonly hint?: string;
  /** Which hints stay where not all fit: higher ones, of those that have one. */
  readonly rank?: number;
  /** The screens that it works on. */
  readonly on: readonly ScreenKind[];
  /** Holds only while the query is empty, so that its printable key is text otherwise. */
  readonly needsEmptyQuery?: true;
  /** Holds only while there is a row to act on. */
  readonly needsRow?: true;
};

const withQueryLine: readonly ScreenKind[] = ['list', 'tags'];
const withRows: readonly ScreenKind[] = ['list', 'tags', 'actions', 'help', 'profile-change'];
const withRole: readonly ScreenKind[] = ['list', 'tags', 'actions'];
const empty: readonly ScreenKind[] = ['signed-out', 'no-roles'];
const everywhere: readonly ScreenKind[] = [
  ...withRows,
  ...empty,
  'too-small',
  'first-run',
  'loading',
  'signing-in',
  'failed',
  'discovering',
];

const edit = (keys: readonly string[], event: KeyEvent, help: string): Binding => ({
  keys,
  event,
  help,
  group: 'Find',
  on: withQueryLine,
});

const move = (keys: readonly string[], by: number, unit: 'row' | 'page' | 'all'): Binding => {
  const far = { row: 'row', page: 'page', all: 'all the way' }[unit];
  const way = by < 0 ? 'up' : 'down';
  const help = unit === 'all' ? `Go to the ${by < 0 ? 'first' : 'last'} row` : `Move ${way} one ${far}`;
  return { keys, event: { kind: 'moved', by, unit }, help, group: 'Move', on: withRows };
};

type ActOptions = { readonly help: string; readonly rank: number };

const act = (key: string, action: ActionId, { help, rank }: ActOptions): Binding => ({
  keys: [key],
  rank,
  event: { kind: 'action-asked', action },
  help,
  hint: actionVerb[action],
  group: 'Act',
  on: withRole,
  needsRow: true,
});

type AskOptions = Pick<Binding, 'help' | 'hint' | 'rank'>;

const profile = (key: string, change: ProfileChangeKind, options: AskOptions): Binding => ({
  keys: [key],
  event: { kind: 'profiles-asked', change },
  group: 'Act',
  on: [...withRole, 'profile-change'],
  needsRow: true,
  ...options,
});

const decide = (key: string, event: KeyEvent, options: AskOptions): Binding => ({
  keys: [key],
  event,
  group: 'Act',
  on: ['profile-change'],
  ...options,
});

export const bindings: readonly Binding[] = [
  act('ctrl+o', 'console', { help: 'Open the console as the selected role', rank: 5 }),
  profile('ctrl+p', 'write', {
    help: 'Show the profile of the role, and write it',
    hint: 'profile',
    rank: 3,
  }),
  profile('alt+p', 'remove', { help: 'Show what to remove of the role’s profile, and remove it' }),
  decide('y', { kind: 'agreed' }, { help: 'Do what is shown of the profile', hint: 'yes', rank: 8 }),
  decide('n', { kind: 'backed-out' }, { help: 'Leave the profiles as they are', hint: 'no', rank: 8 }),
  act('ctrl+s', 'exec', { help: 'Open a subshell with the selected role', rank: 2 }),
  {
    keys: ['ctrl+y'],
    event: { kind: 'copy-asked', what: 'ARN' },
    help: 'Copy the ARN of the selected role',
    group: 'Act',
    on: withRole,
    needsRow: true,
  },
  {
    keys: ['ctrl+y'],
    event: { kind: 'copy-asked', what: 'sign-in URL' },
    help: 'Copy the sign-in URL while signing in',
    hint: 'copy the URL',
    rank: 6,
    group: 'Act',
    on: ['signing-in'],
  },
  {
    keys: ['ctrl+t'],
    event: { kind: 'panel-toggled', panel: 'tags' },
    help: 'Show the tags, to filter by them',
    hint: 'tags',
    rank: 5,
    group: 'Panels and session',
    on: withRole,
  },
  {
    keys: ['ctrl+x', 'alt+enter'],
    event: { kind: 'panel-toggled', panel: 'actions' },
    help: 'Show everything that can be done with the role',
    hint: 'actions',
    rank: 6,
    group: 'Act',
    on: withRole,
    needsRow: true,
  },
  {
    keys: ['ctrl+r'],
    event: { kind: 'refresh-asked' },
    help: 'Read all accounts and roles again',
    hint: 'refresh',
    rank: 4,
    group: 'Panels and session',
    on: [...withRole, ...empty],
  },
  {
    keys: ['ctrl+l'],
    event: { kind: 'sign-in-asked' },
    help: 'Sign in to the instance of the selected role',
    group: 'Panels and session',
    on: [...withRole, ...empty],
  },
  {
    keys: ['s'],
    event: { kind: 'setup-asked' },
    help: 'Set up an instance, on the first run',
    hint: 'set up',
    rank: 7,
    group: 'Panels and session',
    on: ['first-run'],
  },
  {
    keys: ['?'],
    event: { kind: 'panel-toggled', panel: 'help' },
    help: 'Show this help, while the query is empty',
    hint: 'help',
    rank: 8,
    group: 'Panels and session',
    on: everywhere,
    needsEmptyQuery: true,
  },
  {
    keys: ['f1'],
    event: { kind: 'panel-toggled', panel: 'help' },
    help: 'Show this help',
    group: 'Panels and session',
    on: everywhere,
  },
  {
    keys: ['esc', 'ctrl+g'],
    event: { kind: 'backed-out' },
    help: 'Close what is open, clear the query, then leave',
    group: 'Panels and session',
    on: everywhere,
  },
  {
    keys: ['ctrl+c'],
    event: { kind: 'quit-asked' },
    help: 'Leave at once, choosing nothing',
    group: 'Panels and session',
    on: everywhere,
  },
  {
    keys: ['ctrl+z'],
    event: { kind: 'suspend-asked' },
    help: 'Go to the background; fg comes back',
    group: 'Panels and session',
    on: everywhere,
  },
  move(['up', 'ctrl+k'], -1, 'row'),
  move(['down', 'ctrl+j', 'ctrl+n'], 1, 'row'),
  move(['pageup', 'ctrl+b'], -1, 'page'),
  move(['pagedown', 'ctrl+f'], 1, 'page'),
  move(['home'], -1, 'all'),
  move(['end'], 1, 'all'),
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

/** Enter, whose meaning is the screen's. */
const accept: KeyEvent = { kind: 'accepted' };

const enterHints: Partial<Record<ScreenKind, string>> = {
  tags: 'filter by this',
  actions: 'do this',
  failed: 'try again',
  'signed-out': 'sign in',
  'no-roles': 'refresh',
};

/** What Enter does on a screen, in a word or two; undefined where it does nothing. */
export const enterHint = (screen: ScreenKind, enterAction: ActionId): string | undefined =>
  screen === 'list' ? actionVerb[enterAction] : enterHints[screen];

export type KeyContext = {
  readonly screen: ScreenKind;
  readonly isQueryEmpty: boolean;
  /** Asked only where a binding needs it: it may have to search. */
  readonly hasRow: () => boolean;
};

const holds = (binding: Binding, pressed: string, { screen, isQueryEmpty, hasRow }: KeyContext): boolean =>
  binding.keys.includes(pressed) &&
  binding.on.includes(screen) &&
  (binding.needsEmptyQuery !== true || isQueryEmpty || !withQueryLine.includes(screen)) &&
  (binding.needsRow !== true || hasRow());

/** The event that a key press means here; undefined when it means nothing. */
export const eventOf = (press: KeyPress, context: KeyContext): KeyEvent | undefined => {
  const hasQueryLine = withQueryLine.includes(context.screen);
  if (press.kind === 'paste') return hasQueryLine ? { kind: 'query-pasted', text: press.text } : undefined;
  const name = press.kind === 'chord' ? press.name : press.text;
  if (name === 'enter') return accept;
  const binding = bindings.find((candidate) => holds(candidate, name, context));
  if (binding !== undefined) return binding.event;
  return press.kind === 'text' && hasQueryLine ? { kind: 'query-typed', text: press.text } : undefined;
};
