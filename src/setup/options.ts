// The rows of each step, and which of them is under the bar. Ids are the answers themselves, so that nothing moves the
// bar to another answer when rows come and go.
import { lifeText } from '../domain/expiry.ts';
import { themeDetails, themeNames } from '../domain/theme-name.ts';
import type { Option } from './option.ts';
import { defaultRegionOptions, regionOptions } from './region-options.ts';
import { newStartUrls, startOptions } from './start-options.ts';
import { isSignedIn, type SetupState } from './state.ts';
import { type StepId, stepNames } from './step-id.ts';
import { templatePresets } from './template-preview.ts';

const loginOptions: readonly Option[] = [
  {
    id: 'auto',
    label: 'Automatic',
    detail: 'the browser on a desktop, a code over SSH and without a display',
  },
  { id: 'pkce', label: 'Browser on this machine', detail: 'pkce: the browser comes back here by itself' },
  { id: 'device', label: 'Code on any device', detail: 'device: you compare a code that is shown here' },
];

const signInOptions = (state: SetupState): readonly Option[] => {
  const { session, now } = state;
  if (!isSignedIn(state) || session?.status.kind !== 'signed-in')
    return [
      { id: 'now', label: 'Sign in now', detail: 'then your accounts and roles are read' },
      { id: 'later', label: 'Later', detail: 'rolecall login does it' },
    ];
  const left = lifeText(session.status.endsAt, now);
  return [
    { id: 'now', label: 'Go on', detail: `you are signed in, for about ${left}` },
    { id: 'again', label: 'Sign in again', detail: 'as somebody else, say' },
    { id: 'later', label: 'Read the roles later', detail: 'rolecall refresh does it' },
  ];
};

const actionOptions: readonly Option[] = [
  {
    id: 'export',
    label: 'Export',
    detail: 'sets the role in the shell: eval "$(rolecall)"; else a subshell',
  },
  { id: 'exec', label: 'Subshell', detail: 'a new shell that holds the role; exit leaves it' },
  { id: 'console', label: 'Console', detail: 'the AWS console in the browser' },
];

/** Those that ship, and the one of the config where it is a file of one's own. */
const themesFor = ({ answers: { theme } }: SetupState): readonly string[] =>
  themeNames.includes(theme) ? themeNames : [...themeNames, theme];

const shellOptions = ({ shells }: SetupState): readonly Option[] => [
  ...shells.map(({ id, file }) => ({ id, label: id, detail: file })),
  { id: 'none', label: 'No shell', detail: 'change no file' },
];

const answerText = (state: SetupState, step: StepId): string => {
  const { answers } = state;
  const texts: Readonly<Partial<Record<StepId, string>>> = {
    url: answers.startUrl,
    region: answers.region,
    name: answers.name,
    login: answers.login,
    'sign-in': isSignedIn(state) ? 'signed in' : 'later',
    'default-region': answers.defaultRegion ?? 'none',
    template: answers.template,
    action: answers.defaultAction,
    theme: answers.theme,
    shell: answers.shell,
  };
  return texts[step] ?? '';
};

const reviewed: readonly StepId[] = [
  'url',
  'region',
  'name',
  'login',
  'sign-in',
  'default-region',
  'template',
  'action',
  'theme',
  'shell',
];

const summaryOptions = (state: SetupState): readonly Option[] => [
  { id: 'write', label: 'Write it', detail: '' },
  ...reviewed
    .filter((step) => step !== 'name' || state.changing === undefined)
    .map((step) => ({ id: step, label: stepNames[step], detail: answerText(state, step) })),
];

const removalOptions: readonly Option[] = [
  { id: 'keep', label: 'Keep it', detail: '' },
  { id: 'remove', label: 'Remove it', detail: 'its session and cached credentials go too' },
];

export const optionsOf = (state: SetupState, step: StepId = state.step): readonly Option[] => {
  switch (step) {
    case 'start':
      return startOptions(state);
    case 'url':
      return newStartUrls(state).map(({ url, origins }) => ({
        id: url,
        label: url,
        detail: origins.join(', '),
      }));
    case 'region':
      return regionOptions(state);
    case 'name':
    case 'discover':
      return [];
    case 'login':
      return loginOptions;
    case 'sign-in':
      return signInOptions(state);
    case 'default-region':
      return defaultRegionOptions(state);
    case 'template':
      return templatePresets;
    case 'action':
      return actionOptions;
    case 'theme':
      return themesFor(state).map((id) => ({ id, label: id, detail: themeDetails[id] ?? '' }));
    case 'shell':
      return shellOptions(state);
    case 'summary':
      return summaryOptions(state);
    case 'removal':
      return removalOptions;
  }
};

/** The answer that a step has, as the id of one of its options. */
const answerId = ({ answers, inputs }: SetupState, step: StepId): string | undefined => {
  switch (step) {
    case 'url':
      return inputs.url.text;
    case 'region':
      return answers.region;
    case 'login':
      return answers.login;
    case 'sign-in':
      return answers.wantsSignIn ? 'now' : 'later';
    case 'default-region':
      return answers.defaultRegion ?? '';
    case 'template':
      return inputs.template.text;
    case 'action':
      return answers.defaultAction;
    case 'theme':
      return answers.theme;
    case 'shell':
      return answers.shell;
    default:
      return undefined;
  }
};

/** Where what is typed is the answer, a row is only under the bar when it says the same. */
const isTypedAnswer = (step: StepId): boolean => step === 'url' || step === 'template';

/** The id under the bar; undefined where there is none. */
export const chosenId = (state: SetupState, step: StepId = state.step): string | undefined => {
  const options = optionsOf(state, step);
  const has = (id: string | undefined): id is string => options.some((option) => option.id === id);
  if (isTypedAnswer(step)) return [answerId(state, step)].find(has);
  return [state.bars[step], answerId(state, step)].find(has) ?? options[0]?.id;
};
