// Keys as people write them in config.yaml (`Ctrl-O`, `ctrl+o`, `alt-enter`, `F5`, `?`), made into the names that the
// picker's bindings use (`ctrl+o`, `alt+enter`, `f5`, `?`).

const named: Readonly<Record<string, string>> = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  pageup: 'pageup',
  pgup: 'pageup',
  pagedown: 'pagedown',
  pgdn: 'pagedown',
  home: 'home',
  end: 'end',
  insert: 'insert',
  delete: 'delete',
  del: 'delete',
  enter: 'enter',
  return: 'enter',
  esc: 'esc',
  escape: 'esc',
  tab: 'tab',
  backspace: 'backspace',
  space: ' ',
};

/** Control bytes that terminals send for another key too: the two cannot be told apart. */
const sameAs: Readonly<Record<string, string>> = {
  'ctrl+i': 'tab',
  'ctrl+m': 'enter',
  'ctrl+h': 'backspace',
  'ctrl+[': 'esc',
};

const modifiers: Readonly<Record<string, string>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  c: 'ctrl',
  '^': 'ctrl',
  alt: 'alt',
  meta: 'alt',
  option: 'alt',
  m: 'alt',
  shift: 'shift',
};

export type KeyName =
  | { readonly name: string }
  /** A sentence without its subject: what is wrong with the text. */
  | { readonly problem: string };

const isCharacter = (text: string): boolean => [...text].length === 1 && text >= ' ' && text !== '\u007f';

const baseOf = (text: string): string | undefined => {
  const lower = text.toLowerCase();
  if (Object.hasOwn(named, lower)) return named[lower];
  if (/^f([1-9]|1[0-2])$/.test(lower)) return lower;
  return isCharacter(text) ? text : undefined;
};

/** `ctrl+alt-x` -> [ctrl, alt], x; a lone `-` or `+` is itself. */
const split = (text: string): { readonly held: readonly string[]; readonly rest: string } => {
  const held: string[] = [];
  let rest = text;
  for (;;) {
    const match = /^([A-Za-z]+|\^)[-+](.+)$/.exec(rest) ?? /^(\^)([A-Za-z[\]\\/ ])$/.exec(rest);
    const modifier = match?.[1]?.toLowerCase();
    if (match === null || modifier === undefined || !Object.hasOwn(modifiers, modifier))
      return { held, rest };
    held.push(modifiers[modifier] ?? '');
    rest = match[2] ?? '';
  }
};

const controlLetter = /^[a-z@[\]\\^/_ ]$/;

const withControl = (base: string): KeyName => {
  const letter = base.toLowerCase();
  if (base === ' ' || base === '@') return { name: 'ctrl+space' };
  const chord = `ctrl+${letter}`;
  const same = sameAs[chord];
  if (same !== undefined) return { problem: `is the same key as ${same} in a terminal.` };
  if (base.length === 1 && !controlLetter.test(letter))
    return { problem: 'is a key that terminals do not send.' };
  return { name: chord };
};

/** What the picker calls a key. */
export const keyNameOf = (text: string): KeyName => {
  const { held, rest } = split(text);
  const base = baseOf(rest);
  if (base === undefined)
    return { problem: 'is not a key. One looks like ctrl+o, alt+enter, f5, pageup or ?.' };
  const has = (modifier: string): boolean => held.includes(modifier);
  if (held.length === 0) return { name: base };
  const isLetter = [...base].length === 1;
  if (has('ctrl') && has('alt') && isLetter) {
    const control = withControl(base);
    return 'problem' in control ? control : { name: `alt+${control.name}` };
  }
  if (has('ctrl')) return withControl(base);
  if (has('alt')) return { name: `alt+${isLetter ? base.toLowerCase() : base}` };
  if (isLetter)
    return base === base.toUpperCase() && base !== base.toLowerCase()
      ? { name: base }
      : { name: base.toUpperCase() };
  return { name: `shift+${base}` };
};
