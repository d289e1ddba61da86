// What each step asks, in words.
import { newStartUrls } from './start-options.ts';
import type { SetupState } from './state.ts';
import type { StepId } from './step-id.ts';

export type Question = { readonly title: string; readonly intro: string };

const questions: Readonly<Partial<Record<StepId, Question>>> = {
  region: {
    title: 'Which region is Identity Center in?',
    intro: 'The portal names it under "Access keys".',
  },
  name: {
    title: 'What shall it be called?',
    intro: 'A short name of yours, for --instance, messages and profile names.',
  },
  login: { title: 'How do you sign in?', intro: 'Any sign-in may choose another: rolecall login --flow.' },
  discover: { title: 'Your accounts and roles', intro: '' },
  'default-region': {
    title: 'Which region do your roles use?',
    intro: 'Where neither a role nor its account says.',
  },
  template: {
    title: 'What are your profiles called?',
    intro: 'A Liquid template. Take one of those below, or type your own.',
  },
  action: {
    title: 'What does Enter do in the picker?',
    intro: 'Every other action has a key of its own there.',
  },
  theme: { title: 'Which colours?', intro: 'This screen shows each as you come to it.' },
  shell: {
    title: 'A word that puts roles into your shell?',
    intro: 'role picks one into this shell, role - goes back; TAB completes commands, flags and names.',
  },
};

const ownQuestion = (state: SetupState): Question | undefined => {
  const { answers, changing, current, removing } = state;
  const isNew = current.instances.length === 0;
  switch (state.step) {
    case 'start':
      return {
        title: isNew ? 'Welcome to rolecall' : 'Set up rolecall',
        intro: isNew
          ? 'A few answers and one sign-in, and every role that you hold is here. Your files stay as they are until the last step.'
          : 'Add an instance, or change or remove one. Your files stay as they are until the last step.',
      };
    case 'url': {
      const found = newStartUrls(state).length > 0 ? ' Those below were found on this machine.' : '';
      return { title: 'Where do you sign in?', intro: `The start URL of your AWS access portal.${found}` };
    }
    case 'sign-in':
      return { title: `Sign in to ${answers.name}?`, intro: answers.startUrl };
    case 'summary':
      return {
        title: `${changing === undefined ? 'Add' : 'Change'} ${answers.name}`,
        intro: 'Enter on an answer asks it again.',
      };
    case 'removal':
      return {
        title: `Remove ${removing?.name ?? ''}?`,
        intro: 'Its names, tags and regions in config.yaml go with it.',
      };
    default:
      return undefined;
  }
};

export const questionOf = (state: SetupState): Question =>
  ownQuestion(state) ?? questions[state.step] ?? { title: '', intro: '' };
