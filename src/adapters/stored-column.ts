// A column of texts in the file of roles: its characters in the part of texts, its numbers in another.
import { joinedTexts, joinTexts } from '../domain/joined-texts.ts';
import type { TextColumn } from '../domain/role-list.ts';
import type { Texts } from '../domain/texts.ts';
import type { Section, SectionReader, SectionWriter } from './table-sections.ts';

type Encoding = 'latin1' | 'utf16le';

export type TextsHead = { readonly encoding: Encoding; readonly chars: Section; readonly starts: Section };

export type ColumnHead = TextsHead & { readonly ids: Section };

/** As in memory, with where each text begins. */
export type StoredColumn = TextColumn & { readonly starts: Uint32Array };

export type ColumnWriter = { readonly texts: SectionWriter; readonly numbers: SectionWriter };
export type ColumnReader = { readonly texts: SectionReader; readonly numbers: SectionReader };

const startsOf = (texts: Texts): Uint32Array => {
  const starts = new Uint32Array(texts.length + 1);
  let id = 0;
  let end = 0;
  for (const { length } of texts) {
    end += length + 1;
    starts[++id] = end;
  }
  return starts;
};

export const addTexts = (writer: ColumnWriter, texts: Texts, starts = startsOf(texts)): TextsHead => {
  const joined = joinTexts(texts);
  const encoding = /^[\0-\xff]*$/.test(joined) ? 'latin1' : 'utf16le';
  const chars = writer.texts.add(Buffer.from(joined, encoding));
  return { encoding, chars, starts: writer.numbers.add(starts) };
};

export const addColumn = (writer: ColumnWriter, { texts, starts, ids }: StoredColumn): ColumnHead => ({
  ...addTexts(writer, texts, starts),
  ids: writer.numbers.add(ids),
});

/** Errors: RangeError. */
export const need = (isRight: boolean): void => {
  if (!isRight) throw new RangeError('The table does not fit together.');
};

const textsFrom = (reader: ColumnReader, { encoding, chars, starts }: TextsHead) => {
  need(encoding === 'latin1' || encoding === 'utf16le');
  const { buffer, byteOffset, length } = reader.texts(Uint8Array, chars);
  const joined = Buffer.from(buffer, byteOffset, length).toString(encoding);
  const firsts = reader.numbers(Uint32Array, starts);
  need(firsts.length > 1 && joined.length === firsts.at(-1));
  return { texts: joinedTexts(joined, firsts), starts: firsts };
};

/** `length`: how many roles there are. Errors: RangeError. */
export const columnFrom = (reader: ColumnReader, head: ColumnHead, length: number): StoredColumn => {
  const { texts, starts } = textsFrom(reader, head);
  const ids = reader.numbers(Uint32Array, head.ids);
  need(ids.length === length);
  return { texts, starts, ids };
};

/** One text a role, in their order, behind the empty one. */
export const ownTextsFrom = (reader: ColumnReader, head: TextsHead, length: number): StoredColumn => {
  const { texts, starts } = textsFrom(reader, head);
  need(texts.length === length + 1);
  const ids = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) ids[row] = row + 1;
  return { texts, starts, ids };
};
