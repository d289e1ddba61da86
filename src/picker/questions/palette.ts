// The command palette: every action of the menu and every binding, found by what they say.
import { bestByWords } from '../../domain/word-score.ts';
import { menuItems } from '../action-menu.ts';
import type { KeyEvent } from '../event.ts';
import { keyLabel } from '../keymap.ts';
import type { PickerState } from '../state.ts';
import type { AskedQuestion, Option } from './question.ts';

const isSame = (a: KeyEvent, b: KeyEvent): boolean => JSON.stringify(a) === JSON.stringify(b);

const itself: KeyEvent = { kind: 'question-asked', question: { about: 'palette' } };

const keysFor = ({ keys }: PickerState, event: KeyEvent): string =>
  keys.bindings
    .filter(({ event: own, on }) => on.includes('list') && isSame(own, event))
    .flatMap(({ keys }) => keys)
    .map(keyLabel)
    .slice(0, 2)
    .join(', ');

const allOptions = (state: PickerState): readonly Option[] => {
  const { enterAction, keys } = state;
  const actions = menuItems(enterAction).map(({ label, detail, event }): Option => {
    const isEnter = event.kind === 'action-asked' && event.action === enterAction;
    return { label, detail, mark: isEnter ? 'Enter' : keysFor(state, event), event };
  });
  const others: Option[] = [];
  for (const { event, help, group, on } of keys.bindings) {
    const isListed = [...actions, ...others].some((option) => isSame(option.event, event));
    // What holds only on other screens (a diff, a sign-in) has nothing to do here.
    if (isListed || isSame(event, itself) || event.kind === 'accepted' || !on.includes('list')) continue;
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
