// Keys as data, as in the picker. Where there is a line to type in, printable keys are text.
import type { KeyPress } from '../picker/keymap.ts';
import type { SetupKeyEvent } from './event.ts';
import type { SetupState, TaskKind } from './state.ts';
import { isInputStep, type StepId } from './step-id.ts';

export type SetupBinding = {
  readonly keys: readonly string[];
  readonly event: SetupKeyEvent;
  /** Undefined = everywhere. */
  readonly on?: (state: SetupState) => boolean;
  readonly hint?: string;
  /** Which hints stay where not all fit. */
  readonly rank?: number;
};

const hasInput = ({ step, task }: SetupState): boolean => isInputStep(step) && task === undefined;

const edit = (keys: readonly string[], event: SetupKeyEvent): SetupBinding => ({ keys, event, on: hasInput });

const isSigningIn = ({ task }: SetupState): boolean => task?.signIn !== undefined && 'url' in task.signIn;

export const setupBindings: readonly SetupBinding[] = [
  { keys: ['enter'], event: { kind: 'accepted' } },
  { keys: ['esc', 'ctrl+g'], event: { kind: 'backed-out' } },
  { keys: ['ctrl+c'], event: { kind: 'quit-asked' }, hint: 'leave', rank: 6 },
  { keys: ['ctrl+z'], event: { kind: 'suspend-asked' } },
  {
    keys: ['ctrl+y'],
    event: { kind: 'copy-asked' },
    on: isSigningIn,
    hint: 'copy the URL',
    rank: 7,
  },
  {
    keys: ['tab'],
    event: { kind: 'partition-switched', by: 1 },
    on: ({ step }) => step === 'region',
    hint: 'partition',
    rank: 5,
  },
  {
    keys: ['shift+tab'],
    event: { kind: 'partition-switched', by: -1 },
    on: ({ step }) => step === 'region',
  },
  { keys: ['up', 'ctrl+p', 'ctrl+k'], event: { kind: 'moved', by: -1, unit: 'row' } },
  { keys: ['down', 'ctrl+n', 'ctrl+j'], event: { kind: 'moved', by: 1, unit: 'row' } },
  { keys: ['pageup'], event: { kind: 'moved', by: -1, unit: 'page' } },
  { keys: ['pagedown'], event: { kind: 'moved', by: 1, unit: 'page' } },
  { keys: ['home'], event: { kind: 'moved', by: -1, unit: 'all' } },
  { keys: ['end'], event: { kind: 'moved', by: 1, unit: 'all' } },
  edit(['backspace'], { kind: 'deleted', deletion: 'character' }),
  edit(['delete', 'ctrl+d'], { kind: 'deleted', deletion: 'next-character' }),
  edit(['ctrl+w', 'alt+backspace'], { kind: 'deleted', deletion: 'word' }),
  edit(['ctrl+u'], { kind: 'deleted', deletion: 'to-start' }),
  edit(['left', 'ctrl+b'], { kind: 'cursor-moved', move: 'left' }),
  edit(['right', 'ctrl+f'], { kind: 'cursor-moved', move: 'right' }),
  edit(['ctrl+left', 'alt+b'], { kind: 'cursor-moved', move: 'word-left' }),
  edit(['ctrl+right', 'alt+f'], { kind: 'cursor-moved', move: 'word-right' }),
  edit(['ctrl+a'], { kind: 'cursor-moved', move: 'start' }),
  edit(['ctrl+e'], { kind: 'cursor-moved', move: 'end' }),
];

const enterHints: Readonly<Partial<Record<StepId, string>>> = {
  start: 'choose',
  summary: 'do this',
  removal: 'do this',
  shell: 'next',
};

/** What Enter does; undefined while it does nothing. */
export const enterHintOf = (state: SetupState): string | undefined => {
  if (state.task !== undefined) return undefined;
  if (state.failed?.step === state.step) return 'try again';
  return enterHints[state.step] ?? (state.isReviewing ? 'take it' : 'next');
};

const stoppable: Readonly<Partial<Record<TaskKind, string>>> = {
  'check-url': 'stop',
  'sign-in': 'cancel',
  discover: 'cancel',
  plan: 'back',
};

/** What Esc does; undefined while it does nothing: what is being written is written. */
export const escHintOf = ({ task, step }: SetupState): string | undefined => {
  if (task !== undefined) return stoppable[task.kind];
  return step === 'start' ? 'leave' : 'back';
};

export const setupEventOf = (press: KeyPress, state: SetupState): SetupKeyEvent | undefined => {
  if (press.kind === 'mouse') return undefined;
  if (press.kind === 'paste') return hasInput(state) ? { kind: 'pasted', text: press.text } : undefined;
  if (press.kind === 'text') return hasInput(state) ? { kind: 'typed', text: press.text } : undefined;
  return setupBindings.find(({ keys, on }) => keys.includes(press.name) && on?.(state) !== false)?.event;
};
