// The query line as a value: a text and a cursor (UTF-16 offset, always between characters). What is pasted becomes
// one line of inert text.
import { sanitize } from '../domain/sanitize.ts';

export type QueryInput = { readonly text: string; readonly cursor: number };

/** The longest query, in UTF-16 units: longer ones say nothing more and cost time. */
export const queryLimit = 1_000;

export type CursorMove = 'left' | 'right' | 'word-left' | 'word-right' | 'start' | 'end';

export type Deletion = 'character' | 'next-character' | 'word' | 'to-start' | 'to-end';

export const queryOf = (text: string, limit = queryLimit): QueryInput => {
  const line = oneLine(text, limit).slice(0, limit);
  return { text: line, cursor: line.length };
};

/** A query that a key made, with a space after it: what is typed next is a part of its own. */
export const madeQuery = (text: string): QueryInput => queryOf(text === '' ? '' : `${text} `);

const oneLine = (text: string, limit: number): string =>
  sanitize(text.replace(/[\s\u0085\u2028\u2029]+/g, ' '), limit);

const previous = (text: string, at: number): number => {
  if (at <= 0) return 0;
  const code = text.charCodeAt(at - 1);
  return at - (code >= 0xdc00 && code <= 0xdfff && at > 1 ? 2 : 1);
};

const next = (text: string, at: number): number =>
  Math.min(text.length, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));

const wordStart = (text: string, at: number): number => {
  let index = at;
  while (index > 0 && text[index - 1] === ' ') index -= 1;
  while (index > 0 && text[index - 1] !== ' ') index -= 1;
  return index;
};

const wordEnd = (text: string, at: number): number => {
  let index = at;
  while (index < text.length && text[index] === ' ') index += 1;
  while (index < text.length && text[index] !== ' ') index += 1;
  return index;
};

export const insertText = ({ text, cursor }: QueryInput, typed: string, limit = queryLimit): QueryInput => {
  const room = limit - text.length;
  const inserted = oneLine(typed, limit).slice(0, Math.max(0, room));
  return { text: text.slice(0, cursor) + inserted + text.slice(cursor), cursor: cursor + inserted.length };
};

/** Pasted text: spaces and line ends around it say nothing. */
export const pasteText = (input: QueryInput, pasted: string, limit = queryLimit): QueryInput =>
  insertText(input, pasted.trim(), limit);

export const moveCursor = ({ text, cursor }: QueryInput, move: CursorMove): QueryInput => {
  const to: Record<CursorMove, () => number> = {
    left: () => previous(text, cursor),
    right: () => next(text, cursor),
    'word-left': () => wordStart(text, cursor),
    'word-right': () => wordEnd(text, cursor),
    start: () => 0,
    end: () => text.length,
  };
  return { text, cursor: to[move]() };
};

export const deleteText = ({ text, cursor }: QueryInput, deletion: Deletion): QueryInput => {
  const span: Record<Deletion, () => readonly [number, number]> = {
    character: () => [previous(text, cursor), cursor],
    'next-character': () => [cursor, next(text, cursor)],
    word: () => [wordStart(text, cursor), cursor],
    'to-start': () => [0, cursor],
    'to-end': () => [cursor, text.length],
  };
  const [from, to] = span[deletion]();
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
};

type InputEvent =
  | { readonly kind: 'query-typed' | 'query-pasted'; readonly text: string }
  | { readonly kind: 'query-deleted'; readonly deletion: Deletion }
  | { readonly kind: 'query-cursor-moved'; readonly move: CursorMove };

/** The line after a key of readline. */
export const editInput = (input: QueryInput, event: InputEvent, limit = queryLimit): QueryInput => {
  switch (event.kind) {
    case 'query-typed':
      return insertText(input, event.text, limit);
    case 'query-pasted':
      return pasteText(input, event.text, limit);
    case 'query-deleted':
      return deleteText(input, event.deletion);
    case 'query-cursor-moved':
      return moveCursor(input, event.move);
  }
};
