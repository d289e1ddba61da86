// Keys as data. What the wizard shares with the picker has the keys that the picker has, by the person's own keymap. Where
// there is a line to type in, printable keys are text.
import { type KeyPress, shortKeyLabel } from '../picker/keymap.ts';
import type { SetupKeyEvent } from './event.ts';
import type { SetupState, TaskKind } from './state.ts';
import { isInputStep, type StepId } from './step-id.ts';

export type SetupBinding = {
  /** The binding of the picker whose keys it has. */
  readonly of?: string;
  /** Its own keys, or further ones that the picker's keys come before. */
  readonly keys?: readonly string[];
  readonly event: SetupKeyEvent;
  /** Undefined = everywhere. */
  readonly on?: (state: SetupState) => boolean;
  readonly hint?: string;
  /** Which hints stay where not all fit. */
  readonly rank?: number;
};

const hasInput = ({ step, task }: SetupState): boolean => isInputStep(step) && task === undefined;

const move = (of: string, by: number, unit: 'row' | 'page' | 'all'): SetupBinding => ({
  of,
  event: { kind: 'moved', by, unit },
});

const edit = (of: string, event: SetupKeyEvent): SetupBinding => ({ of, event, on: hasInput });

const isSigningIn = ({ task }: SetupState): boolean => task?.signIn !== undefined && 'url' in task.signIn;

export const setupBindings: readonly SetupBinding[] = [
  { of: 'accept', event: { kind: 'accepted' } },
  { of: 'back', event: { kind: 'backed-out' } },
  { of: 'quit', event: { kind: 'quit-asked' }, hint: 'leave', rank: 6 },
  { of: 'suspend', event: { kind: 'suspend-asked' } },
  { of: 'copy-url', event: { kind: 'copy-asked' }, on: isSigningIn, hint: 'copy the URL', rank: 7 },
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
  { ...move('move-up', -1, 'row'), keys: ['ctrl+p'] },
  move('move-down', 1, 'row'),
  edit('delete-character', { kind: 'deleted', deletion: 'character' }),
  edit('delete-next-character', { kind: 'deleted', deletion: 'next-character' }),
  edit('delete-word', { kind: 'deleted', deletion: 'word' }),
  edit('delete-to-start', { kind: 'deleted', deletion: 'to-start' }),
  edit('delete-to-end', { kind: 'deleted', deletion: 'to-end' }),
  edit('cursor-left', { kind: 'cursor-moved', move: 'left' }),
  edit('cursor-right', { kind: 'cursor-moved', move: 'right' }),
  edit('cursor-word-left', { kind: 'cursor-moved', move: 'word-left' }),
  edit('cursor-word-right', { kind: 'cursor-moved', move: 'word-right' }),
  edit('cursor-start', { kind: 'cursor-moved', move: 'start' }),
  edit('cursor-end', { kind: 'cursor-moved', move: 'end' }),
  move('page-up', -1, 'page'),
  move('page-down', 1, 'page'),
  move('move-first', -1, 'all'),
  move('move-last', 1, 'all'),
];

const pickerBinding = ({ keys }: SetupState, of: string | undefined) =>
  keys.bindings.find(({ name }) => name === of);

/** Of the picker, for the time when nothing is typed: where there is no line to type in, they are keys always. */
const normalKeysOf = (state: SetupState, { of }: SetupBinding): readonly string[] =>
  hasInput(state) ? [] : (pickerBinding(state, of)?.normalKeys ?? []);

const keysOf = (state: SetupState, { of, keys = [] }: SetupBinding): readonly string[] =>
  of === undefined ? keys : (pickerBinding(state, of)?.keys ?? []);

/** The key that a hint names; undefined where it has none. */
export const keyLabelOf = (state: SetupState, binding: SetupBinding): string | undefined => {
  const key = keysOf(state, binding)[0] ?? normalKeysOf(state, binding)[0];
  return key === undefined ? undefined : shortKeyLabel(key);
};

/** The same by the picker's name. */
export const labelOf = (state: SetupState, of: string): string | undefined =>
  keyLabelOf(state, { of, event: { kind: 'accepted' } });

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

const boundTo = (name: string, state: SetupState): SetupKeyEvent | undefined => {
  const holding = setupBindings.filter(({ on }) => on?.(state) !== false);
  const found =
    holding.find((binding) => normalKeysOf(state, binding).includes(name)) ??
    holding.find((binding) => keysOf(state, binding).includes(name)) ??
    holding.find(({ keys = [] }) => keys.includes(name));
  return found?.event;
};

export const setupEventOf = (
  press: Exclude<KeyPress, { kind: 'mouse' }>,
  state: SetupState,
): SetupKeyEvent | undefined => {
  if (press.kind === 'paste') return hasInput(state) ? { kind: 'pasted', text: press.text } : undefined;
  if (press.kind === 'text')
    return hasInput(state) ? { kind: 'typed', text: press.text } : boundTo(press.text, state);
  return boundTo(press.name, state);
};

/** Where letters are keys, a burst of them is one key after another. */
export const firstSetupPress = (
  press: KeyPress,
  state: SetupState,
): { readonly press: KeyPress; readonly rest: KeyPress | undefined } => {
  if (press.kind !== 'text' || hasInput(state)) return { press, rest: undefined };
  const [first = '', ...others] = [...press.text];
  const rest = others.length === 0 ? undefined : ({ kind: 'text', text: others.join('') } as const);
  return { press: { kind: 'text', text: first }, rest };
};
