// What is done with the selected role.
import type { ActionId } from '../../domain/action.ts';
import { actionVerb } from '../action-menu.ts';
import { type Binding, withRole } from '../binding.ts';
import type { KeyEvent } from '../event.ts';
import type { ProfileChangeKind } from '../profile-change.ts';

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

export const actBindings: readonly Binding[] = [
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
    keys: ['ctrl+x', 'alt+enter'],
    event: { kind: 'panel-toggled', panel: 'actions' },
    help: 'Show everything that can be done with the role',
    hint: 'actions',
    rank: 6,
    group: 'Act',
    on: withRole,
    needsRow: true,
  },
];
