import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogStore } from '../../src/adapters/catalog-store.ts';
import { emptyCatalog } from '../../src/domain/catalog.ts';
import { Cancelled } from '../../src/domain/errors.ts';
import type { CatalogStore } from '../../src/ports/catalog-store.ts';
import { manyRoles } from '../support/many-roles.ts';
import { sampleRole } from '../support/role-samples.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-catalog-'));
  folder = join(home, 'cache');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const originOf = async (store: CatalogStore) => ({ configKey: 'config', catalog: await store.load() });

const instances = [{ instance: 'acme', fetchedAt: 5, changes: { added: [], removed: [] } }];

describe('the metadata cache', () => {
  it('gives back a table as it was, also when it is saved', async () => {
    const store = openCatalogStore(folder);
    const roles = [sampleRole({ profile: 'one' }), sampleRole({ profile: 'two', tags: { env: 'prod' } })];
    const saved = await store.saveTable(await originOf(store), { roles, instances });
    expect([...saved.roles]).toEqual(roles);
    const loaded = await store.loadTable('config');
    expect([...(loaded?.roles ?? [])]).toEqual(roles);
    expect(loaded?.instances).toEqual(instances);
  });

  it('gives back no table of another config or another catalog', async () => {
    const store = openCatalogStore(folder);
    await store.save(emptyCatalog);
    await store.saveTable(await originOf(store), { roles: [], instances });
    expect(await store.loadTable('other')).toBeUndefined();
    await store.save({ version: 1, instances: [] });
    expect(await store.loadTable('config')).toBeUndefined();
  });

  it('gives back no table that was made of a catalog which another process has replaced', async () => {
    const store = openCatalogStore(folder);
    await store.save(emptyCatalog);
    const origin = await originOf(store);
    await openCatalogStore(folder).save({ version: 1, instances: [] });
    // Somebody else of this process looks at the new one meanwhile.
    await store.load();
    await store.saveTable(origin, { roles: [], instances });
    expect(await store.loadTable('config')).toBeUndefined();
    await store.saveTable(await originOf(store), { roles: [], instances });
    expect(await store.loadTable('config')).toMatchObject({ instances });
  });

  it.each(['', '{', 'null', '[]', '{"version":99}', '{"version":1,"instances":3}'])(
    'reads %j as empty, and writes over it',
    async (text) => {
      const store = openCatalogStore(folder);
      await store.save(emptyCatalog);
      writeFileSync(join(folder, 'catalog.json'), text);
      writeFileSync(join(folder, 'roles.bin'), text);
      expect(await store.load()).toEqual(emptyCatalog);
      expect(await store.loadTable('config')).toBeUndefined();
    },
  );

  it('is private, and lists what completion offers', async () => {
    const store = openCatalogStore(folder);
    await store.saveTable(await originOf(store), {
      roles: [sampleRole({ profile: 'p', accountName: 'A b', roleName: 'R', accountId: '000000000001' })],
      instances,
    });
    for (const name of ['roles.bin', 'completion/profiles'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'completion')).sort()).toEqual([
      'accounts',
      'customers',
      'instances',
      'keys',
      'profiles',
      'queries',
      'roles',
    ]);
    expect(readFileSync(join(folder, 'completion/profiles'), 'utf8')).toBe('p\tA b\tR\t000000000001\n');
  });

  it('leaves nothing but what was there when it is stopped while it makes a table', async () => {
    const store = openCatalogStore(folder);
    await store.save(emptyCatalog);
    const leaving = new AbortController();
    const saving = store.saveTable(
      await originOf(store),
      { roles: manyRoles(5000), instances },
      leaving.signal,
    );
    // What is made in turns lets others have theirs.
    setImmediate(() => leaving.abort());
    await expect(saving).rejects.toThrow(Cancelled);
    expect(readdirSync(folder)).toEqual(['catalog.json']);
    expect(await store.loadTable('config')).toBeUndefined();
  });

  it('lists many roles in parts, also from their end', async () => {
    const store = openCatalogStore(folder);
    await store.saveTable(await originOf(store), { roles: manyRoles(3000), instances });
    const linesIn = (name: string) =>
      readFileSync(join(folder, 'completion', name), 'utf8')
        .split('\n')
        .slice(0, -1);
    expect(linesIn('profiles')).toHaveLength(3000);
    expect(linesIn('profiles')).toEqual(linesIn('profiles').sort());
    expect(linesIn('profiles.reversed')).toEqual(linesIn('profiles').reverse());
    expect(readdirSync(join(folder, 'completion')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
