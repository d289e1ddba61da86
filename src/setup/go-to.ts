// From one step to another, and what a step needs when it is come to.
import type { InstanceAnswers, SetupAnswers } from '../domain/setup-answers.ts';
import type { SetupEffect } from './effect.ts';
import { chosenId } from './options.ts';
import { discoveredHere, identityOf, isSignedIn, type SetupState } from './state.ts';
import { begin, type SetupStep } from './step.ts';
import { type StepId, stepOrder } from './step-id.ts';

export const instanceAnswers = ({ answers }: SetupState): InstanceAnswers => {
  const { name, startUrl, region, login, defaultRegion } = answers;
  return { name, startUrl, region, login, defaultRegion };
};

export const setupAnswers = (state: SetupState): SetupAnswers => {
  const { template, defaultAction, theme } = state.answers;
  return { ...instanceAnswers(state), template, defaultAction, theme };
};

const isSkipped = (state: SetupState, step: StepId): boolean =>
  (step === 'name' && state.changing !== undefined) || (step === 'discover' && !state.answers.wantsSignIn);

const beside = (state: SetupState, from: StepId, way: 1 | -1): StepId => {
  let at = stepOrder.indexOf(from === 'removal' ? 'start' : from) + way;
  while (isSkipped(state, stepOrder[at] ?? 'summary')) at += way;
  return stepOrder[Math.max(0, at)] ?? 'summary';
};

const identifying: ReadonlySet<StepId> = new Set(['url', 'region', 'name']);

/** After the review asked for one answer it is come back to, unless the answer makes another sign-in needed. */
const next = (state: SetupState): StepId => {
  const { step, isReviewing, answers } = state;
  if (!isReviewing) return beside(state, step, 1);
  if (step === 'sign-in' && answers.wantsSignIn && discoveredHere(state) === undefined) return 'discover';
  if (identifying.has(step) && answers.wantsSignIn && !isSignedIn(state)) return 'sign-in';
  return 'summary';
};

export const planShell = (state: SetupState): readonly SetupEffect[] => {
  const shell = chosenId(state, 'shell');
  return shell === undefined || shell === 'none' || state.shellPlan?.shell === shell
    ? []
    : [{ kind: 'plan-shell', shell }];
};

export const discover = (state: SetupState): SetupStep =>
  begin(state, 'discover', (request) => ({
    kind: 'discover',
    request,
    key: identityOf(state),
    instance: instanceAnswers(state),
  }));

export const planFiles = (state: SetupState): SetupStep =>
  begin({ ...state, configPlan: undefined }, 'plan', (request) => ({
    kind: 'plan-files',
    request,
    answers: setupAnswers(state),
    shell: state.answers.shell === 'none' ? undefined : state.answers.shell,
  }));

const onEntry = (state: SetupState): SetupStep => {
  switch (state.step) {
    case 'sign-in': {
      const key = identityOf(state);
      const isKnown = state.session?.key === key;
      return [state, isKnown ? [] : [{ kind: 'load-session', key, instance: instanceAnswers(state) }]];
    }
    case 'discover':
      return discoveredHere(state) === undefined ? discover(state) : [state, []];
    case 'shell':
      return [state, planShell(state)];
    case 'summary':
      return planFiles({ ...state, isReviewing: false });
    default:
      return [state, []];
  }
};

export const goTo = (state: SetupState, step: StepId): SetupStep =>
  onEntry({ ...state, step, failed: undefined, scroll: 0 });

/** Whoever comes back to the review with another answer most likely wants it written. */
export const goOn = (state: SetupState): SetupStep =>
  goTo({ ...state, bars: { ...state.bars, summary: undefined } }, next(state));

export const goBack = (state: SetupState): SetupStep => {
  if (state.step === 'removal') return goTo({ ...state, removing: undefined }, 'start');
  if (state.isReviewing) return goTo(state, 'summary');
  return goTo(state, beside(state, state.step, -1));
};
