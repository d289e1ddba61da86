// The help overlay, drawn from the bindings that hold: what is listed is what works. Typing searches it.
import { queryHelp, queryNotes } from '../domain/query-help.ts';
import { actionVerb } from './action-menu.ts';
import { hasModes } from './binding.ts';
import { keyLabel } from './key-label.ts';
import { type Binding, type BindingGroup, enterHint } from './keymap.ts';
import { faint, key, type Line, muted, plain, strong } from './line.ts';
import { type ScreenKind, screenOf } from './screen-kind.ts';
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

/** One line, or as many as its text takes. */
const rows = ({ keys, text }: Entry, width: number): readonly Line[] =>
  wrapWords(text, Math.max(10, width - keyWidth - 4)).map((line, at) => [
    plain('   '),
    key(padEnd(at === 0 ? keys : '', keyWidth)),
    plain(line),
  ]);

/** All keys of a binding, as people say them. */
export const keysText = ({ normalKeys = [], keys }: Binding): string =>
  [...normalKeys, ...keys].map(keyLabel).join(', ');

/** What the help lies over. */
const screenBelow = (state: PickerState): ScreenKind => screenOf({ ...state, panel: undefined });

/** What Enter does there; undefined where that is nothing. */
const enterText = ({ enterAction }: PickerState, below: ScreenKind): string | undefined => {
  if (below === 'list') return `Take the selected role: ${actionVerb[enterAction]}`;
  if (below === 'first-run') return 'Set up an instance';
  const hint = enterHint(below, enterAction);
  return hint && `${hint.slice(0, 1).toUpperCase()}${hint.slice(1)}`;
};

const entryOf = (binding: Binding, state: PickerState, below: ScreenKind): Entry => ({
  keys: keysText(binding),
  text: binding.name === 'accept' ? (enterText(state, below) ?? '') : binding.help,
});

/** With a list, the keys of every panel over it; without one, those that do something there. */
const holdsOver = (below: ScreenKind, { on }: Binding): boolean => below === 'list' || on.includes(below);

const sectionsOf = (state: PickerState): readonly Section[] => {
  const below = screenBelow(state);
  const keys = groups.map((title) => ({
    title,
    entries: state.keys.bindings
      .filter(
        (binding) => binding.group === title && binding.isUnlisted !== true && holdsOver(below, binding),
      )
      .map((binding) => entryOf(binding, state, below))
      .filter((entry) => entry.keys !== '' && entry.text !== ''),
  }));
  if (below !== 'list') return keys;
  return [
    ...keys,
    { title: 'What a query can say', entries: queryHelp.map(([words, text]) => ({ keys: words, text })) },
  ];
};

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
      ...entries.flatMap((entry) => rows(entry, columns)),
    ])
    .slice(1);
  if (filter !== '') return lines.length > 0 ? lines : [[muted(' Nothing in the help says that.')]];
  if (screenBelow(state) !== 'list') return lines;
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
