// The help overlay, drawn from the bindings that hold: what is listed is what works. Typing searches it.
import { queryHelp, queryNotes } from '../domain/query-help.ts';
import { actionVerb } from './action-menu.ts';
import { hasModes } from './binding.ts';
import { keyLabel } from './key-label.ts';
import type { Binding, BindingGroup } from './keymap.ts';
import { faint, key, type Line, muted, plain, strong } from './line.ts';
import type { PickerState } from './state.ts';
import { cutEnd, padEnd, textWidth, wrapWords } from './text-width.ts';

type Entry = { readonly keys: string; readonly text: string };

type Section = {
  readonly title: string;
  readonly entries: readonly Entry[];
};

const groups: readonly BindingGroup[] = ['Act', 'Find', 'Move', 'Mark', 'Order', 'Panels and session'];

const usualNote = 'Printable keys are always text while you type.';
const modesNote = 'Letters are keys after Esc, and text again after i.';

const mouseNote =
  'The wheel moves, a click selects, a double click takes. Hold Shift to select text as in any other program.';

const keyWidth = 22;

const row = ({ keys, text }: Entry, width: number): Line => [
  plain('   '),
  key(padEnd(keys, keyWidth)),
  plain(cutEnd(text, Math.max(10, width - keyWidth - 4))),
];

/** All keys of a binding, as people say them. */
export const keysText = ({ normalKeys = [], keys }: Binding): string =>
  [...normalKeys, ...keys].map(keyLabel).join(', ');

const entryOf = (binding: Binding, { enterAction }: PickerState): Entry => ({
  keys: keysText(binding),
  text: binding.name === 'accept' ? `Take the selected role: ${actionVerb[enterAction]}` : binding.help,
});

const sectionsOf = (state: PickerState): readonly Section[] => [
  ...groups.map((title) => ({
    title,
    entries: state.keys.bindings
      .filter(({ group, isUnlisted }) => group === title && isUnlisted !== true)
      .map((binding) => entryOf(binding, state))
      .filter(({ keys }) => keys !== ''),
  })),
  { title: 'What a query can say', entries: queryHelp.map(([keys, text]) => ({ keys, text })) },
];

/** Every word somewhere in the line, or in the title above it. */
const matches = (filter: string, title: string, { keys, text }: Entry): boolean => {
  const whole = `${title} ${keys} ${text}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(' ')
    .every((word) => whole.includes(word));
};

const filterOf = ({ panel }: PickerState): string => (panel?.kind === 'help' ? panel.filter.text.trim() : '');

const allLines = (state: PickerState): readonly Line[] => {
  const { columns } = state.size;
  const filter = filterOf(state);
  const sections = sectionsOf(state).map(({ title, entries }) => ({
    title,
    entries: filter === '' ? entries : entries.filter((entry) => matches(filter, title, entry)),
  }));
  const lines = sections
    .filter(({ entries }) => entries.length > 0)
    .flatMap(({ title, entries }): readonly Line[] => [
      [],
      [strong(` ${title}`)],
      ...entries.map((entry) => row(entry, columns)),
    ])
    .slice(1);
  if (filter !== '') return lines.length > 0 ? lines : [[muted(' Nothing in the help says that.')]];
  const note = hasModes(state.keys.bindings) ? modesNote : usualNote;
  return [
    ...lines,
    [],
    ...[...queryNotes, note, ...(state.hasMouse ? [mouseNote] : [])]
      .flatMap((text) => wrapWords(text, columns - 2))
      .map((text): Line => [faint(` ${text}`)]),
  ];
};

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

const prompt = ' Help > ';

/** What the help is searched for, and the cursor's column. */
export const helpQueryView = ({
  panel,
  size,
}: PickerState): { readonly line: Line; readonly cursor: number } => {
  const { text, cursor } = panel?.kind === 'help' ? panel.filter : { text: '', cursor: 0 };
  const room = Math.max(1, size.columns - prompt.length - 2);
  const shown = text === '' ? faint(cutEnd('Type to search the help', room)) : strong(cutEnd(text, room));
  return {
    line: [{ text: prompt, tone: 'accent' }, shown],
    cursor: prompt.length + Math.min(room, textWidth(text.slice(0, cursor))),
  };
};
