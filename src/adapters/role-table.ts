// The resolved roles as a file that opens for about the price of reading it. It holds columns: every distinct text once,
// and numbers. The list of roles and the search index are views of these bytes, so that nothing is made of a row before it
// is shown. Behind the columns of the list stand those that only a search needs, which are read when there is one.
//
//   five numbers   what it is, and how many bytes each of the parts has
//   head           JSON: whose table it is, the few odd things, and where the others stand in the parts
//   texts          those of a column in one piece; they become strings when the file is opened
//   list           arrays of numbers (table-sections.ts)
//   search         the same, and the texts of tags
//
// Nothing in it is trusted: what does not fit together makes no table, and no number leads outside of it.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodedRoles, type Origin } from '../domain/decoded-roles.ts';
import type { SearchIndex } from '../domain/search-index.ts';
import { type ColumnName, columnNames } from '../domain/search-index.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import { type MeasuredColumn, twoPartTexts } from '../domain/two-part-texts.ts';
import type { InstanceSummary, RoleTable } from '../ports/catalog-store.ts';
import { type SearchHead, searchIndexFrom } from './search-table.ts';
import { type ColumnHead, columnFrom, need } from './stored-column.ts';
import { type Section, sectionReader } from './table-sections.ts';

/** Raise it whenever a part changes its meaning. */
export const tableVersion = 7;

export type TableHead = {
  readonly key: string;
  readonly instances: readonly InstanceSummary[];
  readonly length: number;
  readonly fields: Readonly<Record<SharedName, ColumnHead>>;
  readonly profile: { readonly heads: ColumnHead; readonly tails: ColumnHead };
  readonly tagSets: readonly Tags[];
  readonly tagIds: Section;
  /** The few that Identity Center does not grant: which row, via what, under which IAM path (empty = `/`). */
  readonly assumed: readonly (readonly [row: number, via: string, path: string])[];
  /** Which of these rows are users. */
  readonly users: readonly number[];
  readonly search: SearchHead;
};

/** The first number of the file. On a machine with another order of bytes it is another number. */
export const tableMark = 0x6c6f7262;
/** Of the numbers before the head. */
export const prefixBytes = 20;

type SharedName = ColumnName | 'ssoRegion';

const originsOf = ({ assumed, users }: TableHead): ReadonlyMap<number, Origin> => {
  const origins = new Map<number, Origin>();
  for (const [row, via, path] of assumed) origins.set(row, { via, path: path || undefined });
  for (const row of users) origins.set(row, { ...origins.get(row), isUser: true });
  return origins;
};

/** Every role has a profile of its own, from the second text on. */
const ownIds = (length: number): Uint32Array => {
  const ids = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) ids[row] = row + 1;
  return ids;
};

/** What stands in a file, or in memory before it is one. `search` reads its last part. */
export type TableParts = {
  readonly head: TableHead;
  readonly texts: Uint8Array;
  readonly list: Uint8Array;
  readonly search: () => Uint8Array | undefined;
};

/** Errors: RangeError, TypeError where the parts do not fit together. */
export const tableOf = ({ head, texts, list, search }: TableParts): RoleTable => {
  const reader = { texts: sectionReader(texts), numbers: sectionReader(list) };
  const { length } = head;
  const columnOf = (one: ColumnHead) => columnFrom(reader, one, length);
  const stored = Object.fromEntries(columnNames.map((name) => [name, columnOf(head.fields[name])])) as Record<
    ColumnName,
    MeasuredColumn
  >;
  const profile = { heads: columnOf(head.profile.heads), tails: columnOf(head.profile.tails) };
  const fields = {
    ...stored,
    profile: { texts: twoPartTexts(profile.heads, profile.tails), ids: ownIds(length) },
  };
  const tagIds = reader.numbers(Uint32Array, head.tagIds);
  need(tagIds.length === length);
  const index = (): SearchIndex | undefined => {
    try {
      const bytes = search();
      if (bytes === undefined) return undefined;
      const part = sectionReader(bytes);
      return searchIndexFrom({
        reader: { texts: part, numbers: part },
        head: head.search,
        fields: stored,
        profile,
        roles,
      });
    } catch {
      return undefined;
    }
  };
  const roles = decodedRoles({
    ...{ length, fields, index, tagIds },
    ssoRegion: columnOf(head.fields.ssoRegion),
    tagSets: head.tagSets.map((tags) => mergeTags(tags)),
    origins: originsOf(head),
  });
  return { roles, instances: head.instances };
};

type OpenFile = { readonly file: number; readonly stamp: string; readonly size: number };

const withFile = <T>(path: string, work: (open: OpenFile) => T): T => {
  const file = openSync(path, 'r');
  try {
    const { size, ino, mtimeMs } = fstatSync(file);
    return work({ file, size, stamp: `${ino}:${mtimeMs}:${size}` });
  } finally {
    closeSync(file);
  }
};

const readPart = (file: number, from: number, length: number): Buffer => {
  // Not out of the pool, where it would begin anywhere.
  const bytes = Buffer.allocUnsafeSlow(length);
  need(readSync(file, bytes, 0, length, from) === length);
  return bytes;
};

/** Undefined when there is none with this key. */
export const readRoleTable = (path: string, key: string): RoleTable | undefined => {
  try {
    return withFile(path, ({ file, size, stamp }) => {
      const prefix = new Uint32Array(readPart(file, 0, prefixBytes).buffer);
      const [mark, headBytes = 0, textBytes = 0, listBytes = 0, searchBytes = 0] = prefix;
      const listFrom = prefixBytes + headBytes + textBytes;
      const searchFrom = listFrom + listBytes;
      if (mark !== tableMark || size !== searchFrom + searchBytes) return undefined;
      const both = readPart(file, prefixBytes, headBytes + textBytes);
      const head = JSON.parse(both.toString('utf8', 0, headBytes)) as TableHead;
      if (head.key !== key) return undefined;
      const search = () =>
        withFile(path, (again) =>
          again.stamp === stamp ? readPart(again.file, searchFrom, searchBytes) : undefined,
        );
      const list = readPart(file, listFrom, listBytes);
      return tableOf({ head, texts: both.subarray(headBytes), list, search });
    });
  } catch {
    return undefined;
  }
};
