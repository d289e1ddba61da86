// The search index as arrays in the file of roles.
import type { RoleList } from '../domain/role-list.ts';
import { type Column, type ColumnName, columnNames, type SearchIndex } from '../domain/search-index.ts';
import type { MeasuredColumn } from '../domain/two-part-texts.ts';
import {
  addColumn,
  type ColumnHead,
  type ColumnReader,
  type ColumnWriter,
  columnFrom,
  need,
} from './stored-column.ts';
import type { Section, SectionReader, SectionWriter } from './table-sections.ts';

type FoldedHead = Readonly<Record<'units' | 'marks' | 'masks' | 'quarters' | 'startMasks', Section>>;

type WholeHead = ColumnHead & FoldedHead;

export type SearchHead = {
  /** Bits of a unit. */
  readonly unitBits: 8 | 16;
  /** What the fields have beside the columns of the list. */
  readonly fields: Readonly<Record<ColumnName, FoldedHead>>;
  readonly profile: { readonly heads: FoldedHead; readonly tails: FoldedHead };
  readonly tags: readonly (readonly [key: string, column: WholeHead])[];
  readonly groups: { readonly ids: Section; readonly firsts: Section };
};

const addFolded = ({ add }: SectionWriter, column: Column): FoldedHead => ({
  units: add(column.units),
  marks: add(column.marks),
  masks: add(column.masks),
  quarters: add(column.quarters),
  startMasks: add(column.startMasks),
});

function* addTags(
  writer: ColumnWriter,
  tags: SearchIndex['tags'],
): Generator<void, readonly (readonly [key: string, column: WholeHead])[]> {
  const heads: (readonly [string, WholeHead])[] = [];
  for (const [key, column] of tags)
    heads.push([key, { ...(yield* addColumn(writer, column)), ...addFolded(writer.numbers, column) }]);
  return heads;
}

export function* addSearchIndex(
  writer: ColumnWriter,
  { fields, profile, tags, groups }: SearchIndex,
): Generator<void, SearchHead> {
  return {
    unitBits: profile.heads.units instanceof Uint8Array ? 8 : 16,
    fields: Object.fromEntries(
      columnNames.map((name) => [name, addFolded(writer.numbers, fields[name])]),
    ) as SearchHead['fields'],
    profile: {
      heads: addFolded(writer.numbers, profile.heads),
      tails: addFolded(writer.numbers, profile.tails),
    },
    tags: yield* addTags(writer, tags),
    groups: { ids: writer.numbers.add(groups.ids), firsts: writer.numbers.add(groups.firsts) },
  };
}

type Folded = { readonly section: SectionReader; readonly unitBits: 8 | 16; readonly stored: MeasuredColumn };

const foldedFrom = (head: FoldedHead, { section, unitBits, stored }: Folded): Column => {
  // In the order of search-index.ts: columns of one shape are read the short way.
  const column: Column = {
    ...{ texts: stored.texts, ids: stored.ids, starts: stored.starts },
    units: unitBits === 8 ? section(Uint8Array, head.units) : section(Uint16Array, head.units),
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
  readonly reader: ColumnReader;
  readonly head: SearchHead;
  /** The columns of the list. */
  readonly fields: Readonly<Record<ColumnName, MeasuredColumn>>;
  readonly profile: { readonly heads: MeasuredColumn; readonly tails: MeasuredColumn };
  readonly roles: RoleList;
};

/** Errors: RangeError where the arrays do not fit together. */
export const searchIndexFrom = ({ reader, head, fields, profile, roles }: StoredIndex): SearchIndex => {
  const { numbers } = reader;
  const ids = numbers(Uint32Array, head.groups.ids);
  need(ids.length === roles.length);
  const folded = (part: FoldedHead, stored: MeasuredColumn): Column =>
    foldedFrom(part, { section: numbers, unitBits: head.unitBits, stored });
  const whole = (one: WholeHead): Column => folded(one, columnFrom(reader, one, roles.length));
  return {
    roles,
    fields: Object.fromEntries(
      columnNames.map((name) => [name, folded(head.fields[name], fields[name])]),
    ) as Record<ColumnName, Column>,
    profile: {
      heads: folded(head.profile.heads, profile.heads),
      tails: folded(head.profile.tails, profile.tails),
    },
    tags: new Map(head.tags.map(([key, tag]) => [key, whole(tag)])),
    groups: { ids, firsts: numbers(Uint32Array, head.groups.firsts) },
  };
};
