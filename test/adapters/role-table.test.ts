import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRoleTable } from '../../src/adapters/role-table.ts';
import { newTableSteps } from '../../src/adapters/write-role-table.ts';
import { buildIndex } from '../../src/domain/build-index.ts';
import { indexOf } from '../../src/domain/index-of.ts';
import { visitRows } from '../../src/domain/key-rows.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';
import { fieldNames, type RoleList } from '../../src/domain/role-list.ts';
import { isRowOf, rolesWith, rowOf } from '../../src/domain/role-lookup.ts';
import { search } from '../../src/domain/search.ts';
import { columnNames } from '../../src/domain/search-index.ts';
import { finished } from '../../src/domain/steps.ts';
import { mergeTags } from '../../src/domain/tag.ts';
import { tagCounts } from '../../src/domain/tag-counts.ts';
import { manyRoles } from '../support/many-roles.ts';
import fc from '../support/properties.ts';
import { anyQueryText, anyRoles } from '../support/role-samples.ts';

const path = join(mkdtempSync(join(tmpdir(), 'rolecall-table-')), 'roles.bin');

const instances = [{ instance: 'acme', fetchedAt: 7, changes: { added: [], removed: [] } }];

const assumption = fc.constantFrom(
  {},
  { via: '111111111111/Admin', path: undefined },
  { via: 'environment', path: '/teams/' },
  { via: 'keys legacy', path: '/ops/', isUser: true },
);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('é\n', '東京', 'ÿ', '\u0000', 'a\u0000b', '\ud800'),
);

const granted = fc.record<Role>({
  instance: fc.constantFrom('acme', 'globex'),
  accountId: fc.stringMatching(/^\d{12}$/),
  accountName: text,
  email: fc.string({ maxLength: 10 }),
  roleName: fc.stringMatching(/^[\w+=,.@-]{1,20}$/),
  profile: text,
  region: fc.constantFrom(undefined, 'eu-west-1', 'us-east-1'),
  ssoRegion: fc.constantFrom('us-east-1', 'cn-north-1'),
  tags: fc
    .dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }))
    .map((tags) => mergeTags(tags)),
});

const role = fc.tuple(granted, assumption).map(([facts, more]): Role => ({ ...facts, ...more }));

/** As it is read from the disk. */
const kept = (roles: readonly Role[]): RoleList => {
  writeFileSync(path, finished(newTableSteps('key', { roles, instances })).bytes);
  const table = readRoleTable(path, 'key');
  if (table === undefined) throw new Error('no table was read');
  return table.roles;
};

describe('the table of roles', () => {
  it('gives back any roles as they were, each by itself and all in a row', () => {
    fc.assert(
      fc.property(fc.array(role, { maxLength: 30 }), (roles) => {
        const listed = kept(roles);
        expect(listed.length).toBe(roles.length);
        expect(Array.from(roles, (_, row) => listed.at(row))).toEqual(roles);
        expect([...listed]).toEqual(roles);
        expect([listed.at(-1), listed.at(roles.length)]).toEqual([undefined, undefined]);
      }),
      { numRuns: 40 },
    );
  });

  it('does what an array does', () => {
    fc.assert(
      fc.property(fc.array(role, { maxLength: 12 }), fc.nat(12), fc.nat(12), (roles, a, b) => {
        const listed = kept(roles);
        const isWanted = ({ instance }: Role, row: number) => instance === 'acme' && row !== a;
        expect(listed.filter(isWanted)).toEqual(roles.filter(isWanted));
        expect(listed.find(isWanted)).toEqual(roles.find(isWanted));
        expect(listed.some(isWanted)).toBe(roles.some(isWanted));
        expect(listed.slice(a, b)).toEqual(roles.slice(a, b));
        const named = ({ profile }: Role, row: number) => `${row} ${profile}`;
        expect(listed.map(named)).toEqual(roles.map(named));
        const several = (one: Role, row: number) => (row % 2 === 0 ? [one.email, one.email] : one.roleName);
        expect(listed.flatMap(several)).toEqual(roles.flatMap(several));
      }),
      { numRuns: 40 },
    );
  });

  it('finds roles by their texts as an array does', () => {
    fc.assert(
      fc.property(fc.array(role, { maxLength: 12 }), role, (some, other) => {
        const roles = [...some, ...some.slice(0, 3)];
        const listed = kept(roles);
        for (const one of [...roles, other]) {
          expect(rowOf(listed, one)).toBe(rowOf(roles, one));
          expect(roles.map((_, row) => isRowOf(listed, one)(row))).toEqual(
            roles.map((_, row) => isRowOf(roles, one)(row)),
          );
          const texts = [one.profile, one.accountId, one.roleName, one.region ?? '', one.email];
          for (const field of fieldNames)
            for (const wanted of texts)
              expect(rolesWith(listed, field, wanted)).toEqual(rolesWith(roles, field, wanted));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells in which rows the roles of some keys are, few keys or many', () => {
    fc.assert(
      fc.property(
        fc.array(role, { maxLength: 24 }),
        role,
        fc.integer({ min: 1, max: 3 }),
        (roles, other, step) => {
          const { columns } = kept(roles);
          const keys = new Set([...roles.filter((_, row) => row % step === 0), other].map(roleKey));
          const rows: (readonly [number, string])[] = [];
          if (columns !== undefined) visitRows(columns.fields, keys, (row, key) => rows.push([row, key]));
          expect(rows).toEqual(
            roles.map((one, row) => [row, roleKey(one)] as const).filter(([, key]) => keys.has(key)),
          );
          const many = roles.map(({ roleName }) => roleName);
          expect(rolesWith(kept(roles), 'role', ...many)).toEqual(roles);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the index that is built from the roles', () => {
    fc.assert(
      fc.property(fc.oneof(anyRoles, fc.array(role, { maxLength: 12 })), anyQueryText, (roles, query) => {
        const listed = kept(roles);
        const index = indexOf(listed);
        expect(listed.columns?.index()).toBeDefined();
        const built = buildIndex(roles);
        const parsed = parseQuery(query);
        const found = search(index, parsed);
        expect(found).toEqual(search(built, parsed));
        expect(tagCounts(index, found.order)).toEqual(tagCounts(built, found.order));
      }),
      { numRuns: 80 },
    );
  });

  it('is the same index for the roles of companies, array for array', () => {
    const roles = manyRoles(500);
    const { columns } = kept(roles);
    const plain = ({ texts, ...column }: ReturnType<typeof buildIndex>['fields']['id']) => ({
      ...column,
      texts: [...texts],
    });
    const index = columns?.index();
    const built = buildIndex(roles);
    expect(index?.groups).toEqual(built.groups);
    for (const name of columnNames)
      expect(index && plain(index.fields[name])).toEqual(plain(built.fields[name]));
    for (const part of ['heads', 'tails'] as const)
      expect(index && plain(index.profile[part])).toEqual(plain(built.profile[part]));
    expect(Array.from(index?.tags ?? [], ([key, column]) => [key, plain(column)])).toEqual(
      Array.from(built.tags, ([key, column]) => [key, plain(column)]),
    );
  });
});

describe('a file that is not what was written', () => {
  const { bytes } = finished(newTableSteps('key', { roles: manyRoles(40), instances }));
  const readOf = (data: Uint8Array) => {
    writeFileSync(path, data);
    return readRoleTable(path, 'key');
  };

  it('is no table when it is torn, longer, or of another key', () => {
    for (let size = 0; size < bytes.length; size += Math.ceil(bytes.length / 40))
      expect(readOf(bytes.subarray(0, size))).toBeUndefined();
    expect(readOf(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
    writeFileSync(path, bytes);
    expect(readRoleTable(path, 'other')).toBeUndefined();
    expect(readRoleTable(`${path}.none`, 'key')).toBeUndefined();
  });

  it('is no table, or one that reads within its bounds, whatever was changed in it', () => {
    const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const data = Buffer.from(bytes);
        for (const { at, value } of changes) data[at] = value;
        const table = readOf(data);
        if (table === undefined) return;
        for (const one of table.roles) expect(typeof one.profile).toBe('string');
        expect(table.roles.at(39)).toBeDefined();
        const { order } = search(indexOf(table.roles), parseQuery('prod admin'));
        for (const row of order) expect(row).toBeLessThan(40);
      }),
      { numRuns: 100 },
    );
  });

  it('is no table where its arrays are said to lie elsewhere', () => {
    const headBytes = new Uint32Array(bytes.slice(0, 20).buffer)[1] ?? 0;
    const head = Buffer.from(bytes.subarray(20, 20 + headBytes)).toString();
    const sections = [...head.matchAll(/\[\d+,\d+\]/g)];
    for (const { 0: section, index } of sections) {
      for (const other of ['[-4,9]', '[1,9]', '[0,9e9]', 'null']) {
        const changed = `${head.slice(0, index)}${other.padEnd(section.length)}${head.slice(index + section.length)}`;
        if (changed.length > head.length) continue;
        const data = Buffer.from(bytes);
        data.write(changed, 20);
        const table = readOf(data);
        if (table !== undefined) expect(() => [...table.roles, indexOf(table.roles)]).not.toThrow();
      }
    }
  });

  it('loses its index, and nothing else, when it is replaced before there was a search', () => {
    const roles = manyRoles(40);
    const listed = kept(roles);
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    expect(listed.columns?.index()).toBeUndefined();
    expect(search(indexOf(listed), parseQuery('prod admin'))).toEqual(
      search(buildIndex(roles), parseQuery('prod admin')),
    );
  });
});
