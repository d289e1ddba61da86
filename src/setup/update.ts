// One step of the wizard's loop: what happened to the state, and what is to be done about it. Pure, as the picker's.
import { accept, takeUrl } from './accept.ts';
import type { SetupEffect } from './effect.ts';
import type { SetupEvent, SetupKeyEvent, SetupWorldEvent } from './event.ts';
import { goBack, goOn, goTo } from './go-to.ts';
import { chosenId, optionsOf } from './options.ts';
import { identityOf, isSignedIn, type SetupState } from './state.ts';
import type { SetupStep } from './step.ts';
import { move, moveTo, switchPartition, typeIn } from './update-keys.ts';

export const openingSetupEffects = (): readonly SetupEffect[] => [
  { kind: 'find-start-urls' },
  { kind: 'load-known-roles' },
];

const leave = (state: SetupState): SetupStep => [
  state,
  [{ kind: 'finish', result: { kind: 'left', hasRemoved: state.hasRemoved } }],
];

/** Esc gives up the work that is waited for; what is being written is not given up. */
const backOut = (state: SetupState): SetupStep => {
  const { task, step } = state;
  if (task === undefined) return step === 'start' ? leave(state) : goBack(state);
  if (task.kind === 'write' || task.kind === 'remove') return [state, []];
  const stop: SetupEffect = { kind: 'cancel', request: task.request };
  const stopped: SetupState = { ...state, task: undefined };
  if (task.kind === 'check-url' || task.kind === 'sign-in') return [stopped, [stop]];
  const [back, effects] = goBack(stopped);
  return [back, [stop, ...effects]];
};

const copyUrl = ({ task }: SetupState): readonly SetupEffect[] => {
  const progress = task?.signIn;
  return progress !== undefined && 'url' in progress ? [{ kind: 'copy', text: progress.url }] : [];
};

/** A click moves the bar; the second one on the same option takes it, as Enter would. */
const click = (
  state: SetupState,
  { row, isDouble }: Extract<SetupKeyEvent, { kind: 'clicked' }>,
): SetupStep => {
  const option = row === undefined ? undefined : optionsOf(state)[row];
  if (option === undefined || state.task !== undefined) return [state, []];
  return isDouble && option.id === chosenId(state) ? accept(state) : moveTo(state, option.id);
};

const onKey = (state: SetupState, event: SetupKeyEvent): SetupStep => {
  switch (event.kind) {
    case 'typed':
    case 'pasted':
    case 'deleted':
    case 'cursor-moved':
      return [typeIn(state, event), []];
    case 'moved':
      return move(state, event);
    case 'clicked':
      return click(state, event);
    case 'accepted':
      return accept(state);
    case 'backed-out':
      return backOut(state);
    case 'partition-switched':
      return [switchPartition(state, event.by), []];
    case 'copy-asked':
      return [state, copyUrl(state)];
    case 'quit-asked':
      return leave(state);
    case 'suspend-asked':
      return [state, [{ kind: 'suspend' }]];
  }
};

type TaskEvent = Extract<SetupWorldEvent, { readonly request: number }>;

const onTask = (state: SetupState, event: TaskEvent): SetupStep => {
  const { task } = state;
  if (task === undefined || event.request !== task.request) return [state, []];
  const done: SetupState = { ...state, task: undefined };
  switch (event.kind) {
    case 'sign-in-progressed':
      return [{ ...state, task: { ...task, signIn: event.progress } }, []];
    case 'discovery-progressed':
      return [{ ...state, task: { ...task, discovery: event.progress } }, []];
    case 'url-checked':
      return takeUrl(done, event.url);
    case 'signed-in': {
      const signedIn: SetupState = {
        ...done,
        session: { key: event.key, status: event.status },
        discovered: undefined,
      };
      if (!isSignedIn(signedIn)) return [signedIn, []];
      return signedIn.isReviewing ? goTo(signedIn, 'discover') : goOn(signedIn);
    }
    case 'discovered':
      return [{ ...done, discovered: event.discovered }, []];
    case 'files-planned':
      return [{ ...done, configPlan: event.config, shellPlan: event.shell }, []];
    case 'written': {
      const { name } = state.answers;
      const { files } = event;
      const result = { kind: 'written', name, files, isSignedIn: isSignedIn(state) } as const;
      return [done, [{ kind: 'finish', result }]];
    }
    case 'removal-planned':
      return [{ ...done, removing: state.removing && { ...state.removing, plan: event.plan } }, []];
    case 'removed':
      return removed(done, event);
    case 'task-failed':
      return taskFailed(done, event);
  }
};

/** Where the session has ended, the way on is another sign-in. */
const taskFailed = (
  state: SetupState,
  { failure, isSignedOut }: Extract<TaskEvent, { kind: 'task-failed' }>,
): SetupStep => {
  // What was planned may be what stands in the way: it is planned anew before another try.
  if (state.step !== 'discover' || !isSignedOut) {
    const removing = state.removing && { ...state.removing, plan: undefined };
    return [{ ...state, configPlan: undefined, removing, failed: { step: state.step, failure } }, []];
  }
  const session = { key: identityOf(state), status: { kind: 'signed-out' } } as const;
  const bars = { ...state.bars, 'sign-in': undefined };
  return [{ ...state, session, bars, step: 'sign-in', failed: { step: 'sign-in', failure } }, []];
};

const removed = (
  state: SetupState,
  { current, problems }: Extract<TaskEvent, { kind: 'removed' }>,
): SetupStep => {
  const name = state.removing?.name ?? '';
  const text = problems.length === 0 ? `Removed ${name}.` : `Removed ${name}. ${problems.join(' ')}`;
  const isGone = state.changing === name;
  return goTo(
    {
      ...state,
      current,
      hasRemoved: true,
      removing: undefined,
      changing: isGone ? undefined : state.changing,
      startedFrom: isGone ? undefined : state.startedFrom,
      bars: { ...state.bars, start: undefined },
      knownRoles: state.knownRoles.filter(({ instance }) => instance !== name),
      notice: { level: problems.length === 0 ? 'done' : 'warning', text },
    },
    'start',
  );
};

const onWorld = (
  state: SetupState,
  event: Exclude<SetupWorldEvent, { readonly request: number }>,
): SetupStep => {
  switch (event.kind) {
    case 'start-urls-found':
      return [{ ...state, found: event.found }, []];
    case 'roles-known':
      return [{ ...state, knownRoles: event.roles }, []];
    case 'session-known':
      return [{ ...state, session: { key: event.key, status: event.status } }, []];
    case 'shell-planned':
      return [{ ...state, shellPlan: event.plan }, []];
    case 'copied':
      return [{ ...state, notice: { level: 'done', text: 'Copied the sign-in URL.' } }, []];
    case 'copy-failed':
      return [{ ...state, notice: { level: 'warning', text: event.failure.message } }, []];
    case 'suspend-refused': {
      const text = 'No shell could bring this back: Ctrl-Z works where rolecall runs by itself.';
      return [{ ...state, notice: { level: 'warning', text } }, []];
    }
    case 'clock-ticked':
      return [{ ...state, now: event.now }, []];
    case 'resized':
      return [{ ...state, size: { columns: event.columns, rows: event.rows } }, []];
  }
};

const keyKinds: ReadonlySet<string> = new Set<SetupKeyEvent['kind']>([
  'typed',
  'pasted',
  'deleted',
  'cursor-moved',
  'moved',
  'clicked',
  'accepted',
  'backed-out',
  'partition-switched',
  'copy-asked',
  'quit-asked',
  'suspend-asked',
]);

const isKeyEvent = (event: SetupEvent): event is SetupKeyEvent => keyKinds.has(event.kind);

export const updateSetup = (state: SetupState, event: SetupEvent): SetupStep => {
  if (isKeyEvent(event)) return onKey({ ...state, notice: undefined }, event);
  if ('request' in event) return onTask(state, event);
  return onWorld(state, event);
};
