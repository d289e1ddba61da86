// What can be done with the selected role or the marked ones, in the order of the menu.
import type { ActionId } from '../domain/action.ts';
import type { CopiedThing, KeyEvent } from './event.ts';
import type { TaskId } from './task.ts';

export type MenuItem = {
  readonly label: string;
  readonly detail: string;
  readonly event: KeyEvent;
  /** With several marked: `each` is done for all of them, `one` needs one role, `any` asks for none. */
  readonly takes: 'one' | 'each' | 'any';
};

export type MenuGroup = { readonly title: string; readonly items: readonly MenuItem[] };

const action = (id: ActionId, label: string, detail: string): MenuItem => ({
  label,
  detail,
  event: { kind: 'action-asked', action: id },
  takes: id === 'console' ? 'each' : 'one',
});

const roleActions: Readonly<Record<Exclude<ActionId, 'copy'>, MenuItem>> = {
  export: action('export', 'Print the exports', 'on the screen; eval "$(rolecall env)" sets them instead'),
  exec: action('exec', 'Open a subshell', 'a new shell that holds the role; exit to leave it'),
  console: action('console', 'Open the console', 'signed in as this role, in the browser'),
  print: action('print', 'Print the name', 'of the role’s profile, for a script'),
  profile: action('profile', 'Take for its profile', 'one section of ~/.aws/config that any SDK reads'),
};

/** When exports are what Enter is for, a shell reads them. */
const captured = action(
  'export',
  'Export to this shell',
  'AWS_ACCESS_KEY_ID and the rest, in the shell that asked',
);

const task = (id: TaskId, label: string, detail: string): MenuItem => ({
  label,
  detail,
  event: { kind: 'task-asked', task: { id } },
  takes: id === 'copy-exports' ? 'one' : 'each',
});

const copy = (what: CopiedThing, label: string): MenuItem => ({
  label,
  detail: 'to the clipboard; of several roles, a line each',
  event: { kind: 'copy-asked', what },
  takes: 'each',
});

const question = (
  about: 'console-service' | 'default-region' | 'tags' | 'command' | 'sign-out',
  label: string,
  detail: string,
): MenuItem => ({ label, detail, event: { kind: 'question-asked', question: { about } }, takes: 'each' });

const uses: readonly MenuItem[] = [
  question(
    'console-service',
    'Open a service in a region',
    'one service of the console, in the region that you name',
  ),
  question(
    'command',
    'Run a command across',
    'one line of shell, once for each role; the picker closes first',
  ),
];

const copies: readonly MenuItem[] = [
  task('copy-exports', 'Copy the exports', 'the lines that set the role in a shell; they hold its keys'),
  copy('ARN', 'Copy the ARN'),
  copy('account id', 'Copy the account id'),
  copy('profile name', 'Copy the profile name'),
  task(
    'copy-console-url',
    'Copy a sign-in URL',
    'to the console; whoever has it is signed in, for 15 minutes',
  ),
  task(
    'copy-portal-link',
    'Copy the portal’s link',
    'to the console; no secret, each signs in as themselves',
  ),
];

const kept: readonly MenuItem[] = [
  {
    label: 'Write the profile',
    detail: 'one section of ~/.aws/config that any SDK reads; what changes is shown first',
    event: { kind: 'profiles-asked', change: 'write' },
    takes: 'each',
  },
  {
    label: 'Remove the profile',
    detail: 'what rolecall wrote for this role; what changes is shown first',
    event: { kind: 'profiles-asked', change: 'remove' },
    takes: 'each',
  },
  question('tags', 'Edit the tags', 'in config.yaml, at the role; what changes is shown first'),
  question(
    'default-region',
    'Set the default region',
    'in config.yaml, at the role; what changes is shown first',
  ),
  {
    label: 'Pin it, or no longer',
    detail: 'the role under the bar; pins come before all others',
    event: { kind: 'order-asked', order: { kind: 'pin-toggled' } },
    takes: 'any',
  },
];

const ofSession: readonly MenuItem[] = [
  task('warm', 'Get the credentials now', 'and keep them, so that the next use does not wait'),
  task(
    'forget',
    'Forget the credentials',
    'takes what is cached from the disk; what was handed out lives on',
  ),
  {
    label: 'Sign in again',
    detail: 'to the instance of this role',
    event: { kind: 'sign-in-asked' },
    takes: 'any',
  },
  question('sign-out', 'Sign out', 'ends the session of the instance at AWS, and wipes what is cached of it'),
  {
    label: 'Refresh the roles',
    detail: 'reads every account again',
    event: { kind: 'refresh-asked' },
    takes: 'any',
  },
];

const inOrder: readonly (keyof typeof roleActions)[] = ['print', 'export', 'exec', 'console', 'profile'];

/** Profiles are written without leaving the picker, and names are for scripts, unless the picker was opened for that. */
const isListed = (id: ActionId): boolean => id !== 'profile' && id !== 'print';

/** The action of Enter comes first. */
export const menuGroups = (enterAction: ActionId): readonly MenuGroup[] => [
  {
    title: 'Use',
    items: [
      ...inOrder
        .filter((id) => id === enterAction)
        .map((id) => (id === 'export' ? captured : roleActions[id])),
      ...inOrder.filter((id) => id !== enterAction && isListed(id)).map((id) => roleActions[id]),
      ...uses,
    ],
  },
  { title: 'Copy', items: copies },
  { title: 'Keep', items: kept },
  { title: 'Credentials and session', items: ofSession },
];

export const menuItems = (enterAction: ActionId): readonly MenuItem[] =>
  menuGroups(enterAction).flatMap(({ items }) => items);

/** What Enter does, in a word for the hint bar. */
export const actionVerb: Readonly<Record<ActionId, string>> = {
  export: 'export',
  exec: 'subshell',
  console: 'console',
  profile: 'profile',
  copy: 'copy',
  print: 'print',
};
