// Enter, by step: the answer is checked and taken, and the next step is gone to.
import { parseStartUrl } from '../domain/start-url.ts';
import { queryOf } from '../picker/query-input.ts';
import { discover, goOn, goTo, instanceAnswers, planFiles, setupAnswers } from './go-to.ts';
import { nameAnswer, nameProblem } from './name-answer.ts';
import { chosenId } from './options.ts';
import { type Answers, identityOf, isSignedIn, type SetupState, withInstance } from './state.ts';
import { begin, type SetupStep } from './step.ts';
import type { StepId } from './step-id.ts';
import { templatePreview } from './template-preview.ts';

const stay = (state: SetupState): SetupStep => [state, []];

const take = (state: SetupState, answers: Partial<Answers>): SetupStep =>
  goOn({ ...state, answers: { ...state.answers, ...answers } });

/** A start that was chosen before is found as it was left. */
const begun = (state: SetupState, id: string): SetupState => {
  if (id === state.startedFrom) return state;
  const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (kind === 'change') {
    const instance = state.current.instances.find((candidate) => candidate.name === name);
    const { isIdentityCenter: _, ...answers } = instance ?? { isIdentityCenter: true };
    return withInstance(state, { ...answers, changing: name, from: id });
  }
  const found = state.found?.find(({ url }) => kind === 'found' && url === name);
  return withInstance(state, {
    startUrl: found?.url ?? '',
    region: found?.region ?? '',
    from: id,
  });
};

const acceptStart = (state: SetupState): SetupStep => {
  const id = chosenId(state);
  if (id === undefined) return stay(state);
  if (!id.startsWith('remove:')) return goOn(begun(state, id));
  const name = id.slice('remove:'.length);
  const asked: SetupState = {
    ...state,
    step: 'removal',
    removing: { name, plan: undefined },
    bars: { ...state.bars, removal: 'keep' },
    scroll: 0,
  };
  return begin(asked, 'plan-removal', (request) => ({ kind: 'plan-removal', request, name }));
};

/** What was said of another start URL's region is forgotten. */
export const takeUrl = (state: SetupState, url: string): SetupStep => {
  const region = state.answers.startUrl === url ? state.answers.region : regionFor(state, url);
  return take(
    { ...state, partition: undefined, bars: { ...state.bars, region: undefined } },
    {
      startUrl: url,
      region,
    },
  );
};

const regionFor = ({ found, answers, changing }: SetupState, url: string): string =>
  found?.find((candidate) => candidate.url === url)?.region ??
  (changing !== undefined || answers.startUrl === '' ? answers.region : '');

const acceptUrl = (state: SetupState): SetupStep => {
  const checked = parseStartUrl(state.inputs.url.text, state.isLoopbackAllowed);
  if (checked.kind === 'refused') return stay(state);
  if (checked.kind === 'aws') return takeUrl(state, checked.url);
  return begin(state, 'check-url', (request) => ({ kind: 'check-url', request, url: checked.url }));
};

const acceptSignIn = (state: SetupState): SetupStep => {
  const id = chosenId(state);
  if (id === 'later') return take(state, { wantsSignIn: false });
  const wanting: SetupState = { ...state, answers: { ...state.answers, wantsSignIn: true } };
  if (id === 'now' && isSignedIn(state)) return goOn(wanting);
  return begin(wanting, 'sign-in', (request) => ({
    kind: 'sign-in',
    request,
    key: identityOf(state),
    instance: instanceAnswers(state),
    force: id === 'again',
  }));
};

const acceptTemplate = (state: SetupState): SetupStep =>
  templatePreview(state).kind === 'refused'
    ? stay(state)
    : take(state, { template: state.inputs.template.text.trim() });

const write = (state: SetupState): SetupStep => {
  const { configPlan: config, answers, shellPlan } = state;
  if (config === undefined) return planFiles(state);
  const shell =
    shellPlan?.kind === 'planned' &&
    shellPlan.shell === answers.shell &&
    shellPlan.edit.before !== shellPlan.edit.after
      ? { file: shellPlan.file, edit: shellPlan.edit }
      : undefined;
  return begin(state, 'write', (request) => ({
    kind: 'write',
    request,
    answers: setupAnswers(state),
    config,
    shell,
  }));
};

const acceptSummary = (state: SetupState): SetupStep => {
  const id = chosenId(state);
  if (id === 'write' || id === undefined) return write(state);
  return goTo({ ...state, isReviewing: true }, id as StepId);
};

const acceptRemoval = (state: SetupState): SetupStep => {
  const { removing } = state;
  if (removing === undefined || chosenId(state) !== 'remove')
    return goTo({ ...state, removing: undefined }, 'start');
  const { name, plan } = removing;
  if (plan === undefined)
    return begin(state, 'plan-removal', (request) => ({ kind: 'plan-removal', request, name }));
  return begin(state, 'remove', (request) => ({ kind: 'remove', request, name, plan }));
};

const isAction = (id: string | undefined): id is Answers['defaultAction'] =>
  id === 'export' || id === 'exec' || id === 'console';

/** What was typed to find a region is not kept: the next time it would hide the others. */
const unfiltered = (state: SetupState): SetupState => ({
  ...state,
  inputs: { ...state.inputs, region: queryOf(''), 'default-region': queryOf('') },
});

const acceptChoice = (state: SetupState, id: string | undefined): SetupStep => {
  if (id === undefined) return stay(state);
  switch (state.step) {
    case 'region':
      return take(unfiltered(state), { region: id });
    case 'login':
      return take(state, { login: id === 'pkce' || id === 'device' ? id : 'auto' });
    case 'default-region':
      return take(unfiltered(state), { defaultRegion: id === '' ? undefined : id });
    case 'action':
      return isAction(id) ? take(state, { defaultAction: id }) : stay(state);
    case 'theme':
      return take(state, { theme: id });
    default:
      return take(state, { shell: id });
  }
};

export const accept = (state: SetupState): SetupStep => {
  if (state.task !== undefined) return stay(state);
  switch (state.step) {
    case 'start':
      return acceptStart(state);
    case 'url':
      return acceptUrl(state);
    case 'name':
      return nameProblem(state) === undefined ? take(state, { name: nameAnswer(state) }) : stay(state);
    case 'sign-in':
      return acceptSignIn(state);
    case 'discover':
      return state.failed?.step === 'discover' ? discover(state) : goOn(state);
    case 'template':
      return acceptTemplate(state);
    case 'summary':
      return acceptSummary(state);
    case 'removal':
      return acceptRemoval(state);
    default:
      return acceptChoice(state, chosenId(state));
  }
};
