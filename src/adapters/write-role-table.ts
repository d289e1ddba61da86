// Makes the file of roles (role-table.ts), with the search index that is to be found in it.
import { columnSteps, indexSteps } from '../domain/build-index.ts';
import type { Column } from '../domain/search-index.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import type { RoleTable } from '../ports/catalog-store.ts';
import { prefixBytes, type TableHead, tableMark, tableOf } from './role-table.ts';
import { addSearchIndex } from './search-table.ts';
import { addColumn, type ColumnHead, type ColumnWriter } from './stored-column.ts';
import { type SectionWriter, sectionWriter } from './table-sections.ts';

type Facts = {
  readonly tagSets: readonly Tags[];
  readonly tagIds: Uint32Array;
  readonly assumed: TableHead['assumed'];
  readonly users: readonly number[];
};

/** Every set once, numbered by first use. Roles mostly share one object. */
const tagNumbers = () => {
  const byObject = new Map<Tags, number>();
  const byText = new Map<string, number>();
  const sets: Tags[] = [];
  const numberOf = (tags: Tags): number => {
    const known = byObject.get(tags);
    if (known !== undefined) return known;
    const text = JSON.stringify(tags);
    const number = byText.get(text) ?? sets.push(tags) - 1;
    byText.set(text, number);
    byObject.set(tags, number);
    return number;
  };
  return { sets, numberOf };
};

/** How many roles a step looks at. */
const rolesPerStep = 1024;

/** What is no column. */
function* factsOf(roles: RoleTable['roles']): Generator<void, Facts> {
  const { sets, numberOf } = tagNumbers();
  const tagIds = new Uint32Array(roles.length);
  const assumed: TableHead['assumed'][number][] = [];
  const users: number[] = [];
  let row = 0;
  for (const { tags, via, path, isUser } of roles) {
    if (row % rolesPerStep === 0) yield;
    tagIds[row] = numberOf(tags);
    if (via !== undefined) assumed.push([row, via, path ?? '']);
    if (isUser) users.push(row);
    row += 1;
  }
  return { tagSets: sets, tagIds, assumed, users };
}

const paddedHead = (head: TableHead): Buffer => {
  const bytes = Buffer.from(JSON.stringify(head));
  // The list begins at a multiple of what its numbers take.
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, ' ')]);
};

export type NewRoleTable = {
  readonly bytes: Uint8Array;
  /** What the file will be read as. */
  readonly table: RoleTable;
};

type Fields = Readonly<Record<keyof TableHead['fields'], Column>>;

function* addFields(writer: ColumnWriter, fields: Fields): Generator<void, TableHead['fields']> {
  const heads: [string, ColumnHead][] = [];
  for (const [name, column] of Object.entries(fields)) heads.push([name, yield* addColumn(writer, column)]);
  return Object.fromEntries(heads) as TableHead['fields'];
}

type Parts = { readonly head: TableHead; readonly sections: readonly SectionWriter[] };

/** The parts behind one another, as they stand in the file. */
function* inOnePiece({ head, sections }: Parts): Generator<void, NewRoleTable> {
  const headBytes = paddedHead(head);
  const sizes = [headBytes.length, ...sections.map((section) => section.size())];
  const ends = [prefixBytes];
  for (const size of sizes) ends.push((ends.at(-1) ?? 0) + size);
  const [, textsFrom = 0, listFrom = 0, searchFrom = 0, end = 0] = ends;
  const bytes = new Uint8Array(end);
  new Uint32Array(bytes.buffer, 0, 1 + sizes.length).set([tableMark, ...sizes]);
  bytes.set(headBytes, prefixBytes);
  for (const [at, section] of sections.entries()) {
    yield;
    section.writeTo(bytes, ends[at + 1] ?? 0);
  }
  yield;
  const parts = {
    head: { ...head, tagSets: head.tagSets.map((set) => mergeTags(set)) },
    texts: bytes.subarray(textsFrom, listFrom),
    list: bytes.subarray(listFrom, searchFrom),
    search: () => bytes.subarray(searchFrom),
  };
  return { bytes, table: tableOf(parts) };
}

export function* newTableSteps(key: string, { roles, instances }: RoleTable): Generator<void, NewRoleTable> {
  const index = yield* indexSteps(roles);
  const { tagSets, tagIds, assumed, users } = yield* factsOf(roles);
  const list = sectionWriter();
  const texts = sectionWriter();
  const search = sectionWriter();
  const ssoRegion = yield* columnSteps(roles, (one) => one.ssoRegion);
  const writer = { texts, numbers: list };
  const head: TableHead = {
    ...{ key, instances, length: roles.length },
    fields: yield* addFields(writer, { ...index.fields, ssoRegion }),
    profile: {
      heads: yield* addColumn(writer, index.profile.heads),
      tails: yield* addColumn(writer, index.profile.tails),
    },
    tagSets,
    tagIds: list.add(tagIds),
    ...{ assumed, users },
    search: yield* addSearchIndex({ texts: search, numbers: search }, index),
  };
  return yield* inOnePiece({ head, sections: [texts, list, search] });
}
