// The search index as arrays in the file of roles.
import { type FieldName, fieldNames, type RoleList } from '../domain/role-list.ts';
import type { Column, SearchIndex } from '../domain/search-index.ts';
import { addColumn, type ColumnHead, columnFrom, need, type StoredColumn } from './stored-column.ts';
import type { Section, SectionReader, SectionWriter } from './table-sections.ts';

type FoldedHead = Readonly<Record<'units' | 'marks' | 'masks' | 'quarters' | 'startMasks', Section>>;

export type SearchHead = {
  /** What the fields have beside the columns of the list. */
  readonly fields: Readonly<Record<FieldName, FoldedHead>>;
  readonly tags: readonly (readonly [key: string, column: ColumnHead & FoldedHead])[];
  readonly groups: { readonly ids: Section; readonly firsts: Section };
};

const addFolded = ({ add }: SectionWriter, column: Column): FoldedHead => ({
  units: add(column.units),
  marks: add(column.marks),
  masks: add(column.masks),
  quarters: add(column.quarters),
  startMasks: add(column.startMasks),
});

export const addSearchIndex = (writer: SectionWriter, { fields, tags, groups }: SearchIndex): SearchHead => ({
  fields: Object.fromEntries(
    fieldNames.map((name) => [name, addFolded(writer, fields[name])]),
  ) as SearchHead['fields'],
  tags: Array.from(tags, ([key, column]) => [
    key,
    { ...addColumn(writer, column), ...addFolded(writer, column) },
  ]),
  groups: { ids: writer.add(groups.ids), firsts: writer.add(groups.firsts) },
});

const foldedFrom = (section: SectionReader, head: FoldedHead, stored: StoredColumn): Column => {
  const column = {
    ...stored,
    units: section(Uint16Array, head.units),
    marks: section(Uint8Array, head.marks),
    masks: section(Int32Array, head.masks),
    quarters: section(Int32Array, head.quarters),
    startMasks: section(Int32Array, head.startMasks),
  };
  const { texts, starts, units, marks, masks, quarters, startMasks } = column;
  need(units.length === starts.at(-1) && marks.length === units.length);
  need(masks.length === texts.length && startMasks.length === masks.length);
  need(quarters.length === 4 * masks.length);
  return column;
};

export type StoredIndex = {
  readonly section: SectionReader;
  readonly head: SearchHead;
  /** The columns of the list. */
  readonly fields: Readonly<Record<FieldName, StoredColumn>>;
  readonly roles: RoleList;
};

/** Errors: RangeError where the arrays do not fit together. */
export const searchIndexFrom = ({ section, head, fields, roles }: StoredIndex): SearchIndex => {
  const ids = section(Uint32Array, head.groups.ids);
  need(ids.length === roles.length);
  return {
    roles,
    fields: Object.fromEntries(
      fieldNames.map((name) => [name, foldedFrom(section, head.fields[name], fields[name])]),
    ) as Record<FieldName, Column>,
    tags: new Map(
      head.tags.map(([key, tag]) => [key, foldedFrom(section, tag, columnFrom(section, tag, roles.length))]),
    ),
    groups: { ids, firsts: section(Uint32Array, head.groups.firsts) },
  };
};
