// A column of texts in the file of roles: its characters in the part of texts, its numbers in another.
import { joinedTexts, joinTexts } from '../domain/joined-texts.ts';
import type { MeasuredColumn } from '../domain/two-part-texts.ts';
import type { Section, SectionReader, SectionWriter } from './table-sections.ts';

export type ColumnHead = {
  readonly encoding: 'latin1' | 'utf16le';
  readonly chars: Section;
  readonly starts: Section;
  readonly ids: Section;
};

export type ColumnWriter = { readonly texts: SectionWriter; readonly numbers: SectionWriter };
export type ColumnReader = { readonly texts: SectionReader; readonly numbers: SectionReader };

/** Of a step. */
const textsPerStep = 1024;

/** The texts, each with a NUL behind it, some in a piece. */
function* piecesOf(texts: Iterable<string>): Generator<string, void> {
  let some: string[] = [];
  for (const text of texts) {
    some.push(text);
    if (some.length < textsPerStep) continue;
    yield joinTexts(some);
    some = [];
  }
  yield joinTexts(some);
}

export function* addColumn(
  writer: ColumnWriter,
  { texts, starts, ids }: MeasuredColumn,
): Generator<void, ColumnHead> {
  const pieces: string[] = [];
  let encoding: ColumnHead['encoding'] = 'latin1';
  for (const piece of piecesOf(texts)) {
    if (!/^[\0-\xff]*$/.test(piece)) encoding = 'utf16le';
    pieces.push(piece);
    yield;
  }
  const bytes = Buffer.alloc((starts.at(-1) ?? 0) * (encoding === 'latin1' ? 1 : 2));
  let at = 0;
  for (const piece of pieces) {
    at += bytes.write(piece, at, encoding);
    yield;
  }
  const chars = writer.texts.add(bytes);
  return { encoding, chars, starts: writer.numbers.add(starts), ids: writer.numbers.add(ids) };
}

/** Errors: RangeError. */
export const need = (isRight: boolean): void => {
  if (!isRight) throw new RangeError('The table does not fit together.');
};

/** `length`: how many roles there are. Errors: RangeError. */
export const columnFrom = (reader: ColumnReader, head: ColumnHead, length: number): MeasuredColumn => {
  const { encoding, chars } = head;
  need(encoding === 'latin1' || encoding === 'utf16le');
  const bytes = reader.texts(Uint8Array, chars);
  const joined = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding);
  const starts = reader.numbers(Uint32Array, head.starts);
  const ids = reader.numbers(Uint32Array, head.ids);
  need(starts.length > 1 && joined.length === starts.at(-1) && ids.length === length);
  return { texts: joinedTexts(joined, starts), ids, starts };
};
