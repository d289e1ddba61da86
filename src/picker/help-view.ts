// The help overlay, drawn from the bindings: what is listed is what works.
import { actionVerb } from './action-menu.ts';
import { type Binding, type BindingGroup, bindings, keyLabel } from './keymap.ts';
import { faint, key, type Line, muted, plain, strong } from './line.ts';
import type { PickerState } from './state.ts';
import { cutEnd, padEnd, wrapWords } from './text-width.ts';

const groups: readonly BindingGroup[] = ['Act', 'Find', 'Move', 'Mark', 'Panels and session'];

const querySyntax: readonly (readonly [string, string])[] = [
  ['prod admin', 'both words, each anywhere in name, account, role or tag'],
  ['prod|stage', 'one of them'],
  ["'prod", 'exactly these letters in one piece'],
  ['^prod  prod$', 'at the start, at the end'],
  ['!prod', 'not these letters'],
  ['env:prod', 'the tag or field holds it; env:=prod is exactly it; env!:prod does not'],
];

const note = 'Upper case in a word makes case count. Printable keys are always text while you type.';

const keyWidth = 22;

const row = (keys: string, text: string, width: number): Line => [
  plain('   '),
  key(padEnd(keys, keyWidth)),
  plain(cutEnd(text, Math.max(10, width - keyWidth - 4))),
];

const keysOf = (binding: Binding): string => binding.keys.map(keyLabel).join(', ');

const section = (group: BindingGroup, { enterAction, size }: PickerState): readonly Line[] => {
  const rows = bindings.filter((binding) => binding.group === group);
  const enter = `Take the selected role: ${actionVerb[enterAction]}`;
  return [
    [],
    [strong(` ${group}`)],
    ...(group === 'Act' ? [row('Enter', enter, size.columns)] : []),
    ...rows.map((binding) => row(keysOf(binding), binding.help, size.columns)),
  ];
};

const allLines = (state: PickerState): readonly Line[] => [
  ...groups.flatMap((group) => section(group, state)).slice(1),
  [],
  [strong(' What a query can say')],
  ...querySyntax.map(([text, meaning]) => row(text, meaning, state.size.columns)),
  [],
  ...wrapWords(note, state.size.columns - 2).map((text): Line => [faint(` ${text}`)]),
];

export const helpHeight = (state: PickerState): number => allLines(state).length;

export const helpLines = (state: PickerState, height: number): readonly Line[] => {
  const scroll = state.panel?.kind === 'help' ? state.panel.scroll : 0;
  const lines = allLines(state);
  if (scroll + height >= lines.length) return lines.slice(scroll);
  return [
    ...lines.slice(scroll, scroll + height - 1),
    [muted(` ${lines.length - scroll - height + 1} more lines below`)],
  ];
};
