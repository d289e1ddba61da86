import { describe, expect, it } from 'vitest';
import { asBytes, bytesOf, inertLine, lineReader, longestLine } from '../../src/commands/each-lines.ts';
import fc from '../support/properties.ts';

const read = (chunks: readonly (string | Uint8Array)[]): readonly string[] => {
  const reader = lineReader();
  const lines = chunks.flatMap((chunk) => reader.push(Buffer.from(chunk as string)));
  return [...lines, ...reader.end()];
};

describe('lines of a program', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['as they are', ['a\nb\n'], ['a', 'b']],
    ['over chunks', ['a', 'b\nc', '\n'], ['ab', 'c']],
    ['without a last end', ['a\nb'], ['a', 'b']],
    ['of Windows', ['a\r\nb\r\n'], ['a', 'b']],
    ['of Windows, cut between', ['a\r', '\nb'], ['a', 'b']],
    ['written over', ['10%\r20%\r\n'], ['10%', '20%']],
    ['that end with a carriage return', ['a\r'], ['a']],
    ['that are empty', ['\n\n'], ['', '']],
    ['none', [''], []],
  ])('%s', (_name, chunks, lines) => {
    expect(read(chunks)).toEqual(lines);
  });

  it('are no longer than is kept', () => {
    const lines = read(['x'.repeat(longestLine * 2 + 5)]);
    expect(lines.map((line) => line.length)).toEqual([longestLine, longestLine, 5]);
  });

  it('hold every byte but line ends, however they come, and no line end', () => {
    const bytes = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(bytes, (chunks) => {
        const text = Buffer.concat(chunks).toString('latin1');
        const lines = read(chunks);
        expect(lines.join('')).toBe(text.replace(/[\r\n]/g, ''));
        expect(lines.join('')).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a line for a terminal', () => {
  const shown = (text: string): string => bytesOf(inertLine(asBytes(text))).toString('utf8');

  it.each<[string, string, string]>([
    ['text', 'Zürich ✓ 日本', 'Zürich ✓ 日本'],
    ['a tab', 'a\tb', 'a\tb'],
    ['colours, which end with it', '\u001b[1;31mred', '\u001b[1;31mred\u001b[0m'],
    ['moving the cursor', 'a\u001b[2Ab\u001b[Hc\u001b[10;5f', 'abc'],
    ['clearing', 'a\u001b[2Jb\u001b[K', 'ab'],
    ['another screen', '\u001b[?1049ha', 'a'],
    ['a title', 'a\u001b]0;evil\u0007b', 'ab'],
    ['the clipboard', 'a\u001b]52;c;ZXZpbA==\u001b\\b', 'ab'],
    ['a title without an end', 'a\u001b]0;evil', 'a'],
    ['a device string', 'a\u001bPq#0\u001b\\b', 'ab'],
    ['a reset', 'a\u001bcb', 'ab'],
    ['a lone escape at the end', 'a\u001b', 'a'],
    ['going back', 'ab\b\bX', 'ab\\x08\\x08X'],
    ['the upper controls', 'a\u009b2Jb', 'a\\x9b2Jb'],
    ['a bell, a form feed and a null', 'a\u0007\u000c\u0000', 'a\\x07\\x0c\\x00'],
  ])('keeps or leaves out %s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('never lets a control character through but tabs and colours', () => {
    const parts = fc.array(
      fc.constantFrom(
        '\u001b',
        '[',
        ']',
        ';',
        '0',
        'm',
        'K',
        '\u0007',
        '\\',
        'a',
        '\b',
        '\u009b',
        '?',
        'P',
        ' ',
        '1',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(parts, (letters) => {
        const rest = shown(letters.join('')).replaceAll(/\u001b\[[0-9;:]*m/g, '');
        expect(rest).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 2000 },
    );
  });
});
