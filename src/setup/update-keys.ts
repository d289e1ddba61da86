// Typing and moving: each step keeps what is typed in it, and which row the bar stands on.

import { partitionNames } from '../domain/known-regions.ts';
import { deleteText, insertText, moveCursor, pasteText, queryOf } from '../picker/query-input.ts';
import type { SetupKeyEvent } from './event.ts';
import { planShell } from './go-to.ts';
import { chosenId, optionsOf } from './options.ts';
import { partitionFor } from './region-options.ts';
import { inputLimit, type SetupState } from './state.ts';
import type { SetupStep } from './step.ts';
import { isInputStep } from './step-id.ts';

type Typing = Extract<SetupKeyEvent, { kind: 'typed' | 'pasted' | 'deleted' | 'cursor-moved' }>;
type Moved = Extract<SetupKeyEvent, { kind: 'moved' }>;

export const typeIn = (state: SetupState, event: Typing): SetupState => {
  const { step } = state;
  if (!isInputStep(step) || state.task !== undefined) return state;
  const input = state.inputs[step];
  const edited = {
    typed: () => insertText(input, event.kind === 'typed' ? event.text : '', inputLimit),
    pasted: () => pasteText(input, event.kind === 'pasted' ? event.text : '', inputLimit),
    deleted: () => (event.kind === 'deleted' ? deleteText(input, event.deletion) : input),
    'cursor-moved': () => (event.kind === 'cursor-moved' ? moveCursor(input, event.move) : input),
  }[event.kind]();
  const isFilter = step === 'region' || step === 'default-region';
  const isOther = edited.text !== input.text;
  return {
    ...state,
    failed: isOther ? undefined : state.failed,
    inputs: { ...state.inputs, [step]: edited },
    // A filter puts the bar on its best match.
    bars: isFilter && isOther ? { ...state.bars, [step]: firstMatch(state, edited.text) } : state.bars,
  };
};

const firstMatch = (state: SetupState, text: string): string | undefined => {
  const { step } = state;
  if (!isInputStep(step)) return undefined;
  const inputs = { ...state.inputs, [step]: { text, cursor: text.length } };
  return text.trim() === '' ? undefined : optionsOf({ ...state, inputs })[0]?.id;
};

const pageOf = ({ size }: SetupState): number => Math.max(1, Math.floor(size.rows / 2) - 4);

const movedTo = (state: SetupState, { by, unit }: Moved): string | undefined => {
  const options = optionsOf(state);
  const at = options.findIndex(({ id }) => id === chosenId(state));
  if (unit === 'all') return (by < 0 ? options[0] : options.at(-1))?.id;
  const to = at + by * (unit === 'page' ? pageOf(state) : 1);
  return options[Math.max(0, Math.min(options.length - 1, to))]?.id;
};

/** Moving among start URLs or templates types the one that is come to. */
const withBar = (state: SetupState, id: string): SetupState => {
  const { step } = state;
  if (step === 'url' || step === 'template')
    return { ...state, failed: undefined, inputs: { ...state.inputs, [step]: queryOf(id, inputLimit) } };
  return { ...state, bars: { ...state.bars, [step]: id } };
};

const scrolls = (state: SetupState, { unit }: Moved): boolean =>
  unit !== 'row' && ['summary', 'removal', 'shell'].includes(state.step);

export const move = (state: SetupState, event: Moved): SetupStep => {
  if (state.task !== undefined && state.task.kind !== 'plan') return [state, []];
  if (scrolls(state, event)) {
    const by = event.unit === 'all' ? event.by * 10_000 : event.by * pageOf(state);
    return [{ ...state, scroll: Math.max(0, state.scroll + by) }, []];
  }
  const id = movedTo(state, event);
  return id === undefined ? [state, []] : moveTo(state, id);
};

export const moveTo = (state: SetupState, id: string): SetupStep => {
  const moved = withBar(state, id);
  return [moved, moved.step === 'shell' ? planShell(moved) : []];
};

export const switchPartition = (state: SetupState, by: number): SetupState => {
  const ids = partitionNames.map(([id]) => id);
  const at = ids.indexOf(partitionFor(state));
  const partition = ids[(at + by + ids.length) % ids.length];
  return {
    ...state,
    partition,
    inputs: { ...state.inputs, region: queryOf('') },
    bars: { ...state.bars, region: undefined },
  };
};
