// What can be done with the selected role, in the order of the menu.
import type { ActionId } from '../domain/action.ts';
import type { KeyEvent } from './event.ts';

export type MenuItem = {
  readonly label: string;
  readonly detail: string;
  readonly event: KeyEvent;
};

const action = (id: ActionId, label: string, detail: string): MenuItem => ({
  label,
  detail,
  event: { kind: 'action-asked', action: id },
});

const roleActions: Readonly<Record<Exclude<ActionId, 'copy'>, MenuItem>> = {
  export: action('export', 'Print the exports', 'on the screen; eval "$(rolecall env)" sets them instead'),
  exec: action('exec', 'Open a subshell', 'a new shell that holds the role; exit to leave it'),
  console: action('console', 'Open the console', 'signed in as this role, in the browser'),
  profile: action('profile', 'Take for its profile', 'one section of ~/.aws/config that any SDK reads'),
};

/** When exports are what Enter is for, a shell reads them. */
const captured = action(
  'export',
  'Export to this shell',
  'AWS_ACCESS_KEY_ID and the rest, in the shell that asked',
);

const others: readonly MenuItem[] = [
  {
    label: 'Write the profile',
    detail: 'one section of ~/.aws/config that any SDK reads; what changes is shown first',
    event: { kind: 'profiles-asked', change: 'write' },
  },
  {
    label: 'Remove the profile',
    detail: 'what rolecall wrote for this role; what changes is shown first',
    event: { kind: 'profiles-asked', change: 'remove' },
  },
  { label: 'Copy the ARN', detail: '', event: { kind: 'copy-asked', what: 'ARN' } },
  { label: 'Copy the account id', detail: '', event: { kind: 'copy-asked', what: 'account id' } },
  { label: 'Copy the profile name', detail: '', event: { kind: 'copy-asked', what: 'profile name' } },
  { label: 'Sign in again', detail: 'to the instance of this role', event: { kind: 'sign-in-asked' } },
  { label: 'Refresh the roles', detail: 'reads every account again', event: { kind: 'refresh-asked' } },
];

const inOrder: readonly (keyof typeof roleActions)[] = ['export', 'exec', 'console', 'profile'];

/** Profiles are written without leaving the picker, unless they are what it was opened for. */
const isListed = (id: ActionId): boolean => id !== 'profile';

/** The action of Enter comes first. */
export const menuItems = (enterAction: ActionId): readonly MenuItem[] => [
  ...inOrder.filter((id) => id === enterAction).map((id) => (id === 'export' ? captured : roleActions[id])),
  ...inOrder.filter((id) => id !== enterAction && isListed(id)).map((id) => roleActions[id]),
  ...others,
];

/** What Enter does, in a word for the hint bar. */
export const actionVerb: Readonly<Record<ActionId, string>> = {
  export: 'export',
  exec: 'subshell',
  console: 'console',
  profile: 'profile',
  copy: 'copy',
};
