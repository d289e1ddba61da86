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

export const addColumn = (writer: ColumnWriter, { texts, starts, ids }: MeasuredColumn): ColumnHead => {
  const joined = joinTexts(texts);
  const encoding = /^[\0-\xff]*$/.test(joined) ? 'latin1' : 'utf16le';
  const chars = writer.texts.add(Buffer.from(joined, encoding));
  return { encoding, chars, starts: writer.numbers.add(starts), ids: writer.numbers.add(ids) };
};

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
