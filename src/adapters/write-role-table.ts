// Makes the file of roles (role-table.ts), with the search index that is to be found in it.
import type { Role } from '../domain/role.ts';
import { buildColumn, buildIndex } from '../domain/search-index.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import type { RoleTable } from '../ports/catalog-store.ts';
import { prefixBytes, type TableHead, tableMark, tableOf } from './role-table.ts';
import { addSearchIndex } from './search-table.ts';
import { addColumn } from './stored-column.ts';
import { sectionWriter } from './table-sections.ts';

/** Every set once, numbered by first use. Roles mostly share one object. */
const numberedTags = (roles: RoleTable['roles']) => {
  const byObject = new Map<Tags, number>();
  const byText = new Map<string, number>();
  const sets: Tags[] = [];
  const numberOf = (tags: Tags): number => {
    const text = JSON.stringify(tags);
    const number = byText.get(text) ?? sets.push(tags) - 1;
    byText.set(text, number);
    byObject.set(tags, number);
    return number;
  };
  const ids = Uint32Array.from(roles.map(({ tags }) => byObject.get(tags) ?? numberOf(tags)));
  return { sets, ids };
};

const assumedOf = ({ via, path }: Role, row: number): TableHead['assumed'] =>
  via === undefined ? [] : [[row, via, path ?? '']];

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

export const newRoleTable = (key: string, { roles, instances }: RoleTable): NewRoleTable => {
  const index = buildIndex(roles);
  const tags = numberedTags(roles);
  const list = sectionWriter();
  const texts = sectionWriter();
  const search = sectionWriter();
  const ssoRegion = buildColumn(roles, (one) => one.ssoRegion);
  const head: TableHead = {
    ...{ key, instances, length: roles.length },
    fields: Object.fromEntries(
      Object.entries({ ...index.fields, ssoRegion }).map(([name, column]) => [
        name,
        addColumn({ texts, numbers: list }, column),
      ]),
    ) as TableHead['fields'],
    profile: {
      heads: addColumn({ texts, numbers: list }, index.profile.heads),
      tails: addColumn({ texts, numbers: list }, index.profile.tails),
    },
    tagSets: tags.sets,
    tagIds: list.add(tags.ids),
    assumed: roles.flatMap(assumedOf),
    users: roles.flatMap(({ isUser }, row) => (isUser ? [row] : [])),
    search: addSearchIndex({ texts: search, numbers: search }, index),
  };
  const headBytes = paddedHead(head);
  const textsFrom = prefixBytes + headBytes.length;
  const listFrom = textsFrom + texts.size();
  const searchFrom = listFrom + list.size();
  const bytes = new Uint8Array(searchFrom + search.size());
  const sizes = [headBytes.length, texts.size(), list.size(), search.size()];
  new Uint32Array(bytes.buffer, 0, 1 + sizes.length).set([tableMark, ...sizes]);
  bytes.set(headBytes, prefixBytes);
  texts.writeTo(bytes, textsFrom);
  list.writeTo(bytes, listFrom);
  search.writeTo(bytes, searchFrom);
  const parts = {
    head: { ...head, tagSets: tags.sets.map((set) => mergeTags(set)) },
    texts: bytes.subarray(textsFrom, listFrom),
    list: bytes.subarray(listFrom, searchFrom),
    search: () => bytes.subarray(searchFrom),
  };
  return { bytes, table: tableOf(parts) };
};
