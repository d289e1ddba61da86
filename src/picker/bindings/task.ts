// What is done for the selected or the marked roles without leaving the picker.
import { type Binding, withRole } from '../binding.ts';
import type { TaskId } from '../task.ts';

const task = (key: string, id: TaskId, help: string): Binding => ({
  name: id,
  keys: [key],
  event: { kind: 'task-asked', task: { id } },
  help,
  group: 'Act',
  on: withRole,
  needsRow: true,
});

const questionNames = {
  'console-service': 'console-service',
  'default-region': 'default-region',
  tags: 'edit-tags',
  command: 'run-across',
  'sign-out': 'sign-out',
} as const;

const question = (key: string, about: keyof typeof questionNames, help: string): Binding => ({
  name: questionNames[about],
  keys: [key],
  event: { kind: 'question-asked', question: { about } },
  help,
  group: 'Act',
  on: withRole,
  needsRow: true,
});

export const taskBindings: readonly Binding[] = [
  question('alt+o', 'console-service', 'Open the console of a service, in a region'),
  task('alt+y', 'copy-exports', 'Copy the exports of the role, which hold its keys'),
  task('alt+u', 'copy-console-url', 'Copy a URL that signs in to the console for 15 minutes'),
  task('alt+h', 'copy-portal-link', 'Copy the access portal’s link to the console, which holds no secret'),
  {
    name: 'copy-account-id',
    keys: ['alt+i'],
    event: { kind: 'copy-asked', what: 'account id' },
    help: 'Copy the account id',
    group: 'Act',
    on: withRole,
    needsRow: true,
  },
  question('alt+l', 'default-region', 'Set the region that the role exports'),
  question('alt+k', 'tags', 'Edit the tags of the role'),
  question('alt+e', 'command', 'Run one command with the role, or with each that is marked'),
  task('alt+w', 'warm', 'Get the credentials now, and keep them'),
  task('alt+r', 'forget', 'Forget the cached credentials of the role'),
  question('alt+q', 'sign-out', 'Sign out of the role’s instance'),
];
