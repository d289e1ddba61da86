// Bytes from the terminal made into key presses. Keys are read here and not by Ink because an action needs the
// function keys, because a burst of keys should cost one frame, and because the escape key must be told from the
// start of a sequence by a pause that this program chooses.
import type { KeyPress } from '../picker/keymap.ts';
import { mousePress } from './mouse-reports.ts';

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

/** Final letter or number of a CSI or SS3 sequence -> name. */
const sequenceNames: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift+tab',
  '1~': 'home',
  '2~': 'insert',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
  '7~': 'home',
  '8~': 'end',
  '11~': 'f1',
  '12~': 'f2',
  '13~': 'f3',
  '14~': 'f4',
  '15~': 'f5',
  '17~': 'f6',
  '18~': 'f7',
  '19~': 'f8',
  '20~': 'f9',
  '21~': 'f10',
  '23~': 'f11',
  '24~': 'f12',
  '[A': 'f1',
};

const controlNames: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u001b': 'esc',
  '\u0000': 'ctrl+space',
  '\u001c': 'ctrl+\\',
  '\u001d': 'ctrl+]',
  '\u001e': 'ctrl+^',
  '\u001f': 'ctrl+/',
};

const controlName = (char: string): string =>
  controlNames[char] ?? `ctrl+${String.fromCharCode(char.charCodeAt(0) + 96)}`;

const chord = (name: string): KeyPress => ({ kind: 'chord', name });

const isControl = (char: string): boolean => char < ' ' || char === '\u007f';

/** Shift 1, Alt 2, Ctrl 4, Meta 8, as xterm counts them, plus one. */
const withModifiers = (name: string, modifier: number): string => {
  const bits = Math.max(0, modifier - 1);
  const ctrl = (bits & 4) !== 0 ? 'ctrl+' : '';
  const alt = (bits & 10) !== 0 ? 'alt+' : '';
  const shift = (bits & 1) !== 0 && ctrl === '' && alt === '' ? 'shift+' : '';
  return `${ctrl}${alt}${shift}${name}`;
};

const complete = /^\u001b(?:\[(\[?)([\d;?<>=]*)([ -/]*)([@-~])|O([\d;]*)([@-~]))/;

/** What a terminal says of itself (DCS, SOS, OSC, PM, APC), whole: nobody typed that. */
const answer = /^\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[PX^_][^\u001b]*\u001b\\)/;

type Taken = { readonly press: KeyPress | undefined; readonly length: number };

const takeSequence = (input: string): Taken | undefined => {
  const match = complete.exec(input);
  if (match === null) return undefined;
  const [whole, bracket = '', parameters = '', between = '', csiFinal, ss3Parameters = '', ss3Final] = match;
  const length = whole.length;
  if (between !== '') return { press: undefined, length };
  const final = csiFinal ?? ss3Final ?? '';
  if (parameters.startsWith('<')) return { press: mousePress(parameters, final), length };
  const numbers = (csiFinal === undefined ? ss3Parameters : parameters).split(';');
  const [first = '', modifier = '1'] = numbers;
  // Answers of the terminal (cursor position, mouse) end in the same letters, but with other numbers.
  const isKey = /^\d*$/.test(first) && (final === '~' || first === '' || first === '1');
  if (!isKey || (final === 'M' && csiFinal !== undefined)) return { press: undefined, length };
  const name = sequenceNames[final === '~' ? `${first}~` : bracket + final];
  return { press: name === undefined ? undefined : chord(withModifiers(name, Number(modifier))), length };
};

const takeEscape = (input: string): Taken | undefined => {
  const next = input[1];
  if (next === undefined) return undefined;
  if (next === '[' || next === 'O') {
    const sequence = takeSequence(input);
    if (sequence !== undefined) return sequence;
    return input.length > 32 ? { press: undefined, length: 2 } : undefined;
  }
  const said = answer.exec(input);
  if (said !== null) return { press: undefined, length: said[0].length };
  if (next === '\u001b') return { press: chord('esc'), length: 1 };
  const char = String.fromCodePoint(input.codePointAt(1) ?? 0);
  return {
    press: chord(`alt+${isControl(char) ? controlName(char) : char.toLowerCase()}`),
    length: 1 + char.length,
  };
};

const takePlain = (input: string): Taken => {
  const first = input[0] ?? '';
  if (isControl(first)) return { press: chord(controlName(first)), length: 1 };
  let length = 0;
  while (length < input.length && !isControl(input[length] ?? '')) length += 1;
  return { press: { kind: 'text', text: input.slice(0, length) }, length };
};

export type KeyDecoder = {
  /** Whole key presses so far; the start of a sequence is kept for the next bytes. */
  readonly push: (chunk: string) => readonly KeyPress[];
  readonly isPending: () => boolean;
  /** Gives up waiting: what was kept is the escape key, and what follows it. */
  readonly flush: () => readonly KeyPress[];
};

export const createKeyDecoder = (): KeyDecoder => {
  let pending = '';
  const takePaste = (): KeyPress | undefined => {
    const end = pending.indexOf(pasteEnd);
    if (end < 0) return undefined;
    const text = pending.slice(pasteStart.length, end);
    pending = pending.slice(end + pasteEnd.length);
    return { kind: 'paste', text };
  };
  const push = (chunk: string): readonly KeyPress[] => {
    // A paste whose end got lost would swallow every key that follows, this one too.
    if (chunk === '\u0003' && pending.startsWith(pasteStart)) pending = '';
    pending += chunk;
    const presses: KeyPress[] = [];
    while (pending !== '') {
      if (pending.startsWith(pasteStart)) {
        const paste = takePaste();
        if (paste === undefined) break;
        presses.push(paste);
        continue;
      }
      const taken = pending.startsWith('\u001b') ? takeEscape(pending) : takePlain(pending);
      if (taken === undefined) break;
      if (taken.press !== undefined) presses.push(taken.press);
      pending = pending.slice(taken.length);
    }
    return presses;
  };
  return {
    push,
    isPending: () => pending !== '' && !pending.startsWith(pasteStart),
    flush: () => {
      const rest = pending.slice(1);
      const wasEscape = pending.startsWith('\u001b');
      pending = '';
      return wasEscape ? [chord('esc'), ...push(rest)] : [];
    },
  };
};
