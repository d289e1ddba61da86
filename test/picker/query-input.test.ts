import { describe, expect, test } from 'vitest';
import {
  type CursorMove,
  type Deletion,
  deleteText,
  insertText,
  moveCursor,
  pasteText,
  queryLimit,
  queryOf,
} from '../../src/picker/query-input.ts';
import fc from '../support/properties.ts';

const at = (marked: string) => ({ text: marked.replace('|', ''), cursor: marked.indexOf('|') });
const show = ({ text, cursor }: { text: string; cursor: number }) =>
  `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('editing the query', () => {
  test.each<[string, CursorMove, string]>([
    ['ab|c', 'left', 'a|bc'],
    ['|abc', 'left', '|abc'],
    ['ab|c', 'right', 'abc|'],
    ['a😀|', 'left', 'a|😀'],
    ['a|😀', 'right', 'a😀|'],
    ['prod adm|in', 'word-left', 'prod |admin'],
    ['prod |admin', 'word-left', '|prod admin'],
    ['|prod admin', 'word-right', 'prod| admin'],
    ['prod admin|', 'start', '|prod admin'],
    ['|prod', 'end', 'prod|'],
  ])('%s %s gives %s', (before, move, after) => {
    expect(show(moveCursor(at(before), move))).toBe(after);
  });

  test.each<[string, Deletion, string]>([
    ['ab|c', 'character', 'a|c'],
    ['a😀|b', 'character', 'a|b'],
    ['|abc', 'character', '|abc'],
    ['a|bc', 'next-character', 'a|c'],
    ['prod admin|', 'word', 'prod |'],
    ['prod |', 'word', '|'],
    ['prod adm|in', 'to-start', '|in'],
    ['prod adm|in', 'to-end', 'prod adm|'],
  ])('%s without %s gives %s', (before, deletion, after) => {
    expect(show(deleteText(at(before), deletion))).toBe(after);
  });

  test('typed text goes where the cursor is', () => {
    expect(show(insertText(at('pr|d'), 'o'))).toBe('pro|d');
  });

  test('pasted text becomes one inert line', () => {
    expect(show(pasteText(at('a |'), '\n prod\r\n\tadmin\u001b[31m \n'))).toBe('a prod admin\\u{1b}[31m|');
  });

  test('an initial query has the cursor at its end and no more than the limit', () => {
    expect(queryOf('prod')).toEqual({ text: 'prod', cursor: 4 });
    expect(queryOf('x'.repeat(5000)).text.length).toBeLessThanOrEqual(queryLimit);
  });

  test('whatever is typed, pasted and deleted, the cursor stands in a text without control characters', () => {
    const edits = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }).map((text) => ({ kind: 'paste', text }) as const),
        fc
          .constantFrom<CursorMove>('left', 'right', 'word-left', 'word-right', 'start', 'end')
          .map((move) => ({ kind: 'move', move }) as const),
        fc
          .constantFrom<Deletion>('character', 'next-character', 'word', 'to-start', 'to-end')
          .map((deletion) => ({ kind: 'delete', deletion }) as const),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(edits, (list) => {
        let input = queryOf('');
        for (const edit of list) {
          if (edit.kind === 'paste') input = pasteText(input, edit.text);
          else if (edit.kind === 'move') input = moveCursor(input, edit.move);
          else input = deleteText(input, edit.deletion);
          expect(input.cursor).toBeGreaterThanOrEqual(0);
          expect(input.cursor).toBeLessThanOrEqual(input.text.length);
          expect(input.text.length).toBeLessThanOrEqual(queryLimit);
          expect(input.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        }
      }),
    );
  });
});
