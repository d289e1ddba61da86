import { describe, expect, test } from 'vitest';
import { createKeyDecoder } from '../../src/terminal/key-decoder.ts';
import fc from '../support/properties.ts';

const decode = (...chunks: readonly string[]) => {
  const decoder = createKeyDecoder();
  return chunks.flatMap((chunk) => decoder.push(chunk));
};
const chord = (name: string) => ({ kind: 'chord', name });

describe('what nobody typed', () => {
  test.each([
    '\u001bP>|xterm(390)\u001b\\',
    '\u001bP1+r544e=787465726d\u001b\\',
    '\u001b]11;rgb:ffff/ffff/ffff\u0007',
    '\u001b]52;c;cm0=\u001b\\',
    '\u001b_Gi=31;OK\u001b\\',
    '\u001b^private\u001b\\',
  ])('%j is no key, and the next one is', (bytes) => {
    expect(decode(`${bytes}x`)).toEqual([{ kind: 'text', text: 'x' }]);
  });

  test('what only begins like it is keys', () => {
    expect(decode('\u001bPx')).toEqual([chord('alt+p'), { kind: 'text', text: 'x' }]);
    expect(decode('\u001b]x')).toEqual([chord('alt+]'), { kind: 'text', text: 'x' }]);
  });

  test('a paste that never ends does not keep Ctrl-C', () => {
    expect(decode('\u001b[200~lost', 'x', '\u0003')).toEqual([chord('ctrl+c')]);
    expect(decode('\u001b[200~a', '\u0003b\u001b[201~')).toEqual([{ kind: 'paste', text: 'a\u0003b' }]);
  });
});

describe('keys from bytes', () => {
  test.each([
    ['\r', 'enter'],
    ['\n', 'ctrl+j'],
    ['\t', 'tab'],
    ['\u007f', 'backspace'],
    ['\b', 'backspace'],
    ['\u0003', 'ctrl+c'],
    ['\u0014', 'ctrl+t'],
    ['\u001a', 'ctrl+z'],
    ['\u001f', 'ctrl+/'],
    ['\u001b[A', 'up'],
    ['\u001bOB', 'down'],
    ['\u001b[H', 'home'],
    ['\u001b[4~', 'end'],
    ['\u001b[5~', 'pageup'],
    ['\u001b[3~', 'delete'],
    ['\u001bOP', 'f1'],
    ['\u001b[11~', 'f1'],
    ['\u001b[[A', 'f1'],
    ['\u001b[1;5D', 'ctrl+left'],
    ['\u001b[1;3C', 'alt+right'],
    ['\u001b[Z', 'shift+tab'],
    ['\u001b\r', 'alt+enter'],
    ['\u001bb', 'alt+b'],
    ['\u001b\u007f', 'alt+backspace'],
  ])('%j is %s', (bytes, name) => {
    expect(decode(bytes)).toEqual([chord(name)]);
  });

  test('text comes in one piece, keys around it apart', () => {
    expect(decode('prod\u001b[Bé東😀\r')).toEqual([
      { kind: 'text', text: 'prod' },
      chord('down'),
      { kind: 'text', text: 'é東😀' },
      chord('enter'),
    ]);
  });

  test('a paste is text, whatever is in it', () => {
    expect(decode('\u001b[200~a\r\n\u001b[Ab\u001b[201~c')).toEqual([
      { kind: 'paste', text: 'a\r\n\u001b[Ab' },
      { kind: 'text', text: 'c' },
    ]);
  });

  test('answers and keys that mean nothing are passed over', () => {
    expect(decode('\u001b[?62;4c\u001b[10;5R\u001b[<0;3;4m\u001b[28~x')).toEqual([
      { kind: 'text', text: 'x' },
    ]);
  });

  test('a lone escape waits to be told from a sequence', () => {
    const decoder = createKeyDecoder();
    expect(decoder.push('\u001b')).toEqual([]);
    expect(decoder.isPending()).toBe(true);
    expect(decoder.flush()).toEqual([chord('esc')]);
    expect(decoder.isPending()).toBe(false);
  });

  test('escape pressed twice is two escapes', () => {
    const decoder = createKeyDecoder();
    expect([...decoder.push('\u001b\u001b'), ...decoder.flush()]).toEqual([chord('esc'), chord('esc')]);
  });

  test('sequences cut anywhere give the same keys', () => {
    const parts = fc.constantFrom(
      '\u001b[A',
      '\u001b[1;5D',
      'prod',
      '\u001b[200~x\ny\u001b[201~',
      '\r',
      '\u0014',
      '東',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(80), { maxLength: 8 }),
        (list, cuts) => {
          const bytes = list.join('');
          const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const chunks = [0, ...at].map((start, index) => bytes.slice(start, at[index] ?? bytes.length));
          const joined = (presses: ReturnType<typeof decode>) =>
            presses.map((press) => (press.kind === 'text' ? press.text : JSON.stringify(press))).join('');
          expect(joined(decode(...chunks))).toBe(joined(decode(bytes)));
        },
      ),
    );
  });
});
