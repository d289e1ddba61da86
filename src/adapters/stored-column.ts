// A column of texts as arrays in the file of roles.
import type { TextColumn } from '../domain/role-list.ts';
import type { Texts } from '../domain/texts.ts';
import type { Section, SectionReader, SectionWriter } from './table-sections.ts';
import { encodedTexts, sharedTexts, type TextEncoding, textView, unitSize } from './text-view.ts';

export type TextsHead = {
  readonly encoding: TextEncoding;
  readonly chars: Section;
  readonly starts: Section;
};

export type ColumnHead = TextsHead & { readonly ids: Section };

/** As in memory, with where each text begins. */
export type StoredColumn = TextColumn & { readonly starts: Uint32Array };

export const addTexts = ({ add }: SectionWriter, texts: Texts, starts: Uint32Array): TextsHead => {
  const { encoding, chars } = encodedTexts(texts);
  return { encoding, chars: add(chars), starts: add(starts) };
};

export const addColumn = (writer: SectionWriter, { texts, starts, ids }: StoredColumn): ColumnHead => ({
  ...addTexts(writer, texts, starts),
  ids: writer.add(ids),
});

/** Errors: RangeError. */
export const need = (isRight: boolean): void => {
  if (!isRight) throw new RangeError('The table does not fit together.');
};

const textsFrom = (section: SectionReader, { encoding, chars, starts }: TextsHead) => {
  need(encoding === 'latin1' || encoding === 'utf16le');
  const bytes = section(Uint8Array, chars);
  const firsts = section(Uint32Array, starts);
  need(firsts.length > 1 && bytes.length === (firsts.at(-1) ?? 0) * unitSize(encoding));
  const view = { encoding, chars: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), starts: firsts };
  return { texts: textView(view), starts: firsts };
};

/** `length`: how many roles there are. Errors: RangeError. */
export const columnFrom = (section: SectionReader, head: ColumnHead, length: number): StoredColumn => {
  const { texts, starts } = textsFrom(section, head);
  const ids = section(Uint32Array, head.ids);
  need(ids.length === length);
  return { texts: sharedTexts(texts), starts, ids };
};

/** One text a role, in their order, behind the empty one. */
export const ownTextsFrom = (section: SectionReader, head: TextsHead, length: number): StoredColumn => {
  const { texts, starts } = textsFrom(section, head);
  need(texts.length === length + 1);
  const ids = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) ids[row] = row + 1;
  return { texts, starts, ids };
};
