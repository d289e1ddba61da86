// One key must not end a session: Enter does.
import { bestByWords } from '../../domain/word-score.ts';
import { targetRoles } from '../marks.ts';
import type { AskedQuestion } from './question.ts';

export const signOutQuestion: AskedQuestion = {
  title: () => 'Sign out?',
  prompt: ' sign out > ',
  placeholder: 'Enter signs out, Esc leaves all as it is',
  options: (state, typed) => {
    const instances = [...new Set(targetRoles(state).map(({ instance }) => instance))];
    const option = {
      label: `Sign out of ${instances.join(', ')}`,
      detail: 'ends the session at AWS, and wipes what is cached of it',
      mark: '',
      event: { kind: 'task-asked', task: { id: 'sign-out' } },
    } as const;
    return bestByWords([option], typed, ({ label }) => [label]);
  },
};
