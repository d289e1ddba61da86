// Keys as people say them.

const keyNames: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  esc: 'Esc',
  backspace: 'Backspace',
  delete: 'Delete',
  tab: 'Tab',
  space: 'Space',
  ' ': 'Space',
  insert: 'Ins',
};

/** A character that is text where there is a line to type in. */
export const isPrintable = (key: string): boolean => [...key].length === 1 && key >= ' ' && key !== '\u007f';

const cap = (name: string): string => keyNames[name] ?? (name.length === 1 ? name.toUpperCase() : name);

/** `Ctrl-T`, `Alt-Enter`, `F1`, `?` */
export const keyLabel = (chord: string): string => {
  if (chord.startsWith('ctrl+')) return `Ctrl-${cap(chord.slice(5))}`;
  if (chord.startsWith('alt+')) return `Alt-${cap(chord.slice(4))}`;
  if (chord.startsWith('shift+')) return `Shift-${cap(chord.slice(6))}`;
  if (/^f\d+$/.test(chord)) return chord.toUpperCase();
  return keyNames[chord] ?? chord;
};

/** `^T`, the short form for the hint bar. */
export const shortKeyLabel = (chord: string): string =>
  chord.startsWith('ctrl+') ? `^${cap(chord.slice(5))}` : keyLabel(chord);
