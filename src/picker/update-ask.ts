// The question on the screen: opened, typed into, left.
import { type Ask, optionsOf, type Question } from './ask.ts';
import type { KeyEvent } from './event.ts';
import { targetRoles } from './marks.ts';
import { editInput, queryOf } from './query-input.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** The longest answer, in UTF-16 units. */
export const answerLimit = 1000;

const withoutRoles: readonly Question['about'][] = ['palette', 'filters', 'delete-filter'];

const needsRoles = ({ about }: Question): boolean => !withoutRoles.includes(about);

export const askQuestion = (state: PickerState, question: Question): PickerState =>
  needsRoles(question) && targetRoles(state).length === 0
    ? state
    : { ...state, panel: { kind: 'ask', question, input: queryOf(''), row: 0 } };

/** A new text puts the bar on the best answer. */
export const editAnswer = (
  state: PickerState,
  ask: Ask,
  event: Extract<KeyEvent, { kind: `query-${string}` }>,
): Step => {
  const input = editInput(ask.input, event, answerLimit);
  const row = input.text === ask.input.text ? ask.row : 0;
  return [{ ...state, panel: { kind: 'ask', question: ask.question, input, row } }, []];
};

/** Esc: the question before, where there was one. */
export const leaveQuestion = (state: PickerState, { question }: Ask): PickerState => {
  if (question.about === 'console-region') return askQuestion(state, { about: 'console-service' });
  if (question.about === 'delete-filter') return askQuestion(state, { about: 'filters' });
  return { ...state, panel: undefined };
};

export const optionCount = (state: PickerState, ask: Ask): number => optionsOf(state, ask).length;
