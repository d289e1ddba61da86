// One command to be run with each of the roles, after the picker has closed.
import { counted } from '../counted.ts';
import { targetRoles } from '../marks.ts';
import { aboutRoles } from './about-roles.ts';
import type { AskedQuestion } from './question.ts';

export const commandQuestion: AskedQuestion = {
  title: (state) => `Run a command as ${aboutRoles(state)}`,
  prompt: ' $ ',
  placeholder: 'aws sts get-caller-identity',
  answer: (_state, typed) =>
    typed.trim() === ''
      ? { problem: undefined }
      : { event: { kind: 'task-asked', task: { id: 'run-across', command: typed.trim() } } },
  notes: (state) => [
    `It runs ${counted(targetRoles(state).length, 'time')}, each with the keys of its role in the environment and without input.`,
    'The picker closes first. Output and exit codes are told by role, as by rolecall each.',
    'A shell reads the line, so that pipes and $ROLECALL_PROFILE work.',
  ],
};
