// One small question at a time, over the list: its own line to type on, and below it what can be chosen or how to
// answer. Each kind of question is a file of `questions/`; what an answer means is an event like that of a key.
import type { KeyEvent } from './event.ts';
import type { QueryInput } from './query-input.ts';
import { commandQuestion } from './questions/command.ts';
import { consoleRegionQuestion, consoleServiceQuestion } from './questions/console.ts';
import { defaultRegionQuestion } from './questions/default-region.ts';
import { deleteFilterQuestion, filtersQuestion } from './questions/filters.ts';
import { paletteQuestion } from './questions/palette.ts';
import type { AskedQuestion, Option, Question } from './questions/question.ts';
import { signOutQuestion } from './questions/sign-out.ts';
import { tagsQuestion } from './questions/tags.ts';
import type { PickerState } from './state.ts';

export type { Option, Question } from './questions/question.ts';

/** The question on the screen, what is typed, and the row under the bar. */
export type Ask = { readonly question: Question; readonly input: QueryInput; readonly row: number };

const asked: Readonly<Record<Question['about'], AskedQuestion>> = {
  palette: paletteQuestion,
  'console-service': consoleServiceQuestion,
  'console-region': consoleRegionQuestion,
  'default-region': defaultRegionQuestion,
  tags: tagsQuestion,
  command: commandQuestion,
  'sign-out': signOutQuestion,
  filters: filtersQuestion,
  'delete-filter': deleteFilterQuestion,
};

export const askedOf = ({ question }: Ask): AskedQuestion => asked[question.about];

/** What can be chosen; none for a question whose answer is typed. */
export const optionsOf = (state: PickerState, ask: Ask): readonly Option[] =>
  askedOf(ask).options?.(state, ask.input.text, ask.question) ?? [];

/** What Enter means; undefined where there is no answer yet. */
export const answerOf = (state: PickerState, ask: Ask): KeyEvent | undefined => {
  const { answer } = askedOf(ask);
  if (answer === undefined) return optionsOf(state, ask)[ask.row]?.event;
  const given = answer(state, ask.input.text);
  return 'event' in given ? given.event : undefined;
};
