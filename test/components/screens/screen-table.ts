// Every screen that there is, by its kind, as states to be drawn. A kind without an entry does not compile; a new
// screen is one line in one of the tables beside this file.
import type { Question } from '../../../src/picker/questions/question.ts';
import type { ScreenKind } from '../../../src/picker/screen-kind.ts';
import type { Panel, PickerSetting, PickerState } from '../../../src/picker/state.ts';
import { changeScreens, guardScreens, reportScreens } from './change-screens.ts';
import { hostileScreens } from './hostile-screens.ts';
import { listScreens } from './list-screens.ts';
import { messageScreens } from './message-screens.ts';
import { panelScreens } from './panel-screens.ts';
import { questionScreens } from './question-screens.ts';

export type Over = Pick<PickerSetting, 'size'>;

/** Screens of one kind, by the names that their frames are kept under. */
export type Screens = Readonly<Record<string, (over: Over) => PickerState>>;

/** Kinds of screens as tables; a question is a kind of its own. */
export type ScreenTable<Kind extends string> = { readonly [K in Kind]: Screens };

export type QuestionKind = `ask ${Question['about']}`;

/** A panel and a question are screens too. */
export type TableKind = Exclude<ScreenKind | Panel['kind'], 'ask'> | QuestionKind;

const tables: ScreenTable<TableKind> = {
  list: listScreens,
  ...messageScreens,
  ...panelScreens,
  ...questionScreens,
  'profile-change': changeScreens,
  'task-report': reportScreens,
  ...guardScreens,
};

export type ListedScreen = {
  readonly kind: string;
  readonly name: string;
  readonly make: (over: Over) => PickerState;
};

const listedOf = (table: Readonly<Record<string, Screens>>): readonly ListedScreen[] =>
  Object.entries(table).flatMap(([kind, screens]) =>
    Object.entries(screens).map(([name, make]) => ({ kind, name, make })),
  );

export const pickerScreens: readonly ListedScreen[] = [...listedOf(tables), ...listedOf(hostileScreens)];

/** The kind of the table that a state belongs to. */
export const kindOf = (screen: ScreenKind, { panel }: PickerState): string =>
  screen === 'ask' && panel?.kind === 'ask' ? `ask ${panel.question.about}` : screen;
