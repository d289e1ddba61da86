// What is done with the selected role.
import type { ActionId } from '../../domain/action.ts';
import { actionVerb } from '../action-menu.ts';
import { type Binding, everywhere, withRole } from '../binding.ts';
import type { KeyEvent } from '../event.ts';
import type { ProfileChangeKind } from '../profile-change.ts';

type ActOptions = { readonly name: string; readonly help: string; readonly rank: number };

const act = (key: string, action: ActionId, { name, help, rank }: ActOptions): Binding => ({
  name,
  keys: [key],
  rank,
  event: { kind: 'action-asked', action },
  help,
  hint: actionVerb[action],
  group: 'Act',
  on: withRole,
  needsRow: true,
});

type AskOptions = Pick<Binding, 'name' | 'help' | 'hint' | 'rank'>;

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
  {
    name: 'accept',
    keys: ['enter'],
    event: { kind: 'accepted' },
    help: 'Take the selected role, or do what the bar is on',
    group: 'Act',
    on: everywhere,
  },
  act('ctrl+o', 'console', { name: 'console', help: 'Open the console as the selected role', rank: 5 }),
  profile('ctrl+p', 'write', {
    name: 'profile-write',
    help: 'Show the profile of the role, and write it',
    hint: 'profile',
    rank: 3,
  }),
  profile('alt+p', 'remove', {
    name: 'profile-remove',
    help: 'Show what to remove of the role’s profile, and remove it',
  }),
  decide(
    'y',
    { kind: 'agreed' },
    { name: 'yes', help: 'Do what is shown of the profile', hint: 'yes', rank: 8 },
  ),
  decide(
    'n',
    { kind: 'backed-out' },
    { name: 'no', help: 'Leave the profiles as they are', hint: 'no', rank: 8 },
  ),
  act('ctrl+s', 'exec', { name: 'subshell', help: 'Open a subshell with the selected role', rank: 2 }),
  {
    name: 'copy-arn',
    keys: ['ctrl+y'],
    event: { kind: 'copy-asked', what: 'ARN' },
    help: 'Copy the ARN of the selected role',
    group: 'Act',
    on: withRole,
    needsRow: true,
  },
  {
    name: 'copy-url',
    keys: ['ctrl+y'],
    event: { kind: 'copy-asked', what: 'sign-in URL' },
    help: 'Copy the sign-in URL while signing in',
    hint: 'copy the URL',
    rank: 6,
    group: 'Act',
    on: ['signing-in'],
  },
  {
    name: 'actions',
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
