import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogStore } from '../../src/adapters/catalog-store.ts';
import { emptyCatalog } from '../../src/domain/catalog.ts';
import type { Role } from '../../src/domain/role.ts';
import { mergeTags } from '../../src/domain/tag.ts';
import fc from '../support/properties.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-catalog-'));
  folder = join(home, 'cache');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const instances = [{ instance: 'acme', fetchedAt: 5, changes: { added: [], removed: [] } }];

const assumption = fc.constantFrom(
  {},
  { via: '111111111111/Admin', path: undefined },
  { via: 'environment', path: '/teams/' },
  { via: 'keys legacy', path: '/ops/', isUser: true },
);

const granted = fc.record<Role>({
  instance: fc.constantFrom('acme', 'globex'),
  accountId: fc.stringMatching(/^\d{12}$/),
  accountName: fc.string({ unit: 'grapheme', maxLength: 20 }),
  email: fc.string({ maxLength: 10 }),
  roleName: fc.stringMatching(/^[\w+=,.@-]{1,20}$/),
  profile: fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('é\n', '東京')),
  region: fc.constantFrom(undefined, 'eu-west-1', 'us-east-1'),
  ssoRegion: fc.constantFrom('us-east-1', 'cn-north-1'),
  tags: fc
    .dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }))
    .map((tags) => mergeTags(tags)),
});

const role = fc.tuple(granted, assumption).map(([facts, more]): Role => ({ ...facts, ...more }));

describe('the metadata cache', () => {
  it('gives back any table of roles as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(role, { maxLength: 30 }), async (roles) => {
        const store = openCatalogStore(folder);
        await store.saveTable('config', { roles, instances });
        expect(await store.loadTable('config')).toEqual({ roles, instances });
      }),
      { numRuns: 50 },
    );
  });

  it('gives back no table of another config or another catalog', async () => {
    const store = openCatalogStore(folder);
    await store.save(emptyCatalog);
    await store.saveTable('config', { roles: [], instances });
    expect(await store.loadTable('other')).toBeUndefined();
    await store.save({ version: 1, instances: [] });
    expect(await store.loadTable('config')).toBeUndefined();
  });

  it('gives back no table that was made of a catalog which another process has replaced', async () => {
    const store = openCatalogStore(folder);
    await store.save(emptyCatalog);
    await store.load();
    await openCatalogStore(folder).save({ version: 1, instances: [] });
    await store.saveTable('config', { roles: [], instances });
    expect(await store.loadTable('config')).toBeUndefined();
    await store.load();
    await store.saveTable('config', { roles: [], instances });
    expect(await store.loadTable('config')).toEqual({ roles: [], instances });
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
    const [one] = fc.sample(role, 1) as [Role];
    await store.saveTable('c', {
      roles: [{ ...one, profile: 'p', accountName: 'A b', roleName: 'R', accountId: '000000000001' }],
      instances,
    });
    for (const name of ['roles.bin', 'completion/profiles'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'completion')).sort()).toEqual([
      'accounts',
      'instances',
      'keys',
      'profiles',
      'queries',
      'roles',
    ]);
    expect(readFileSync(join(folder, 'completion/profiles'), 'utf8')).toBe('p\tA b\tR\t000000000001\n');
  });
});
