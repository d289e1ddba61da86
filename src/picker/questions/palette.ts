// The command palette: every action of the menu and every binding, found by what they say.
import { bestByWords } from '../../domain/word-score.ts';
import { menuItems } from '../action-menu.ts';
import { type Binding, hasModes } from '../binding.ts';
import type { KeyEvent } from '../event.ts';
import { keyLabel } from '../keymap.ts';
import type { PickerState } from '../state.ts';
import type { AskedQuestion, Option } from './question.ts';

const isSame = (a: KeyEvent, b: KeyEvent): boolean => JSON.stringify(a) === JSON.stringify(b);

const itself: KeyEvent = { kind: 'question-asked', question: { about: 'palette' } };

/** Fewer columns than these have room for one key beside what it does. */
const twoKeysFrom = 60;

const keysFor = ({ keys, size }: PickerState, event: KeyEvent): string =>
  keys.bindings
    .filter(({ event: own, on }) => on.includes('list') && isSame(own, event))
    .flatMap(({ keys }) => keys)
    .map(keyLabel)
    .slice(0, size.columns < twoKeysFrom ? 1 : 2)
    .join(', ');

/** A change of the mode is of sets that have modes: without a key for the way back, nobody could type again. */
const isOfMode = ({ mode }: Binding, state: PickerState): boolean =>
  mode === undefined || (mode === state.keys.mode && hasModes(state.keys.bindings));

const allOptions = (state: PickerState): readonly Option[] => {
  const { enterAction, keys } = state;
  const actions = menuItems(enterAction).map(({ label, detail, event }): Option => {
    const isEnter = event.kind === 'action-asked' && event.action === enterAction;
    return { label, detail, mark: isEnter ? 'Enter' : keysFor(state, event), event };
  });
  const others: Option[] = [];
  for (const binding of keys.bindings) {
    const { event, help, group, on } = binding;
    const isListed = [...actions, ...others].some((option) => isSame(option.event, event));
    // What holds only on other screens (a diff, a sign-in) has nothing to do here.
    if (isListed || isSame(event, itself) || event.kind === 'accepted' || !on.includes('list')) continue;
    if (!isOfMode(binding, state)) continue;
    others.push({ label: help, detail: group, mark: keysFor(state, event), event });
  }
  return [...actions, ...others];
};

export const paletteQuestion: AskedQuestion = {
  title: () => 'Everything that can be done',
  prompt: ' : ',
  placeholder: 'Type a few letters of what to do',
  options: (state, typed) =>
    bestByWords(allOptions(state), typed, ({ label, detail, mark }) => [label, detail, mark]),
};
