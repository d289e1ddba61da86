// The catalog and the resolved roles, in the cache folder. The plain files beside them (completion-files.ts) are what
// completion reads.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, InstanceCatalog } from '../domain/catalog.ts';
import { emptyCatalog } from '../domain/catalog.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { CatalogStore } from '../ports/catalog-store.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';
import { discoveryJournal } from './discovery-journal.ts';
import { inTurns } from './in-turns.ts';
import { catalogPathOf, keptRoleTable, roleTableKey, roleTablePathOf, stampOf } from './kept-role-table.ts';

const version = 1;
const newsVersion = 1;

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const catalogFrom = (value: unknown): Catalog => {
  const found = value as { readonly version?: unknown; readonly instances?: unknown } | undefined;
  if (found?.version !== version || !Array.isArray(found.instances)) return { ...emptyCatalog };
  return { version, instances: found.instances as readonly InstanceCatalog[] };
};

const newsFrom = (value: unknown): readonly InstanceNews[] => {
  const found = value as { readonly version?: unknown; readonly news?: unknown } | undefined;
  return found?.version === newsVersion && Array.isArray(found.news) ? found.news : [];
};

export const openCatalogStore = (folder: string): CatalogStore => {
  const catalogPath = catalogPathOf(folder);
  const tablePath = roleTablePathOf(folder);
  const newsPath = join(folder, 'news.json');
  // Making a table of a catalog takes a while, in which another may be loaded or saved: what is made of the old one must
  // not pass for the new one's.
  const stamps = new WeakMap<Catalog, string>();
  const write = async (path: string, data: string | Uint8Array): Promise<void> => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(path, data, { mode: 0o600 });
    } catch (error) {
      throw cannotWrite(path, error);
    }
  };
  return {
    load: async () => {
      const stamp = stampOf(catalogPath);
      const catalog = catalogFrom(readJson(catalogPath));
      stamps.set(catalog, stamp);
      return catalog;
    },
    save: async (catalog) => write(catalogPath, JSON.stringify(catalog)),
    loadTable: async (configKey) => keptRoleTable(folder, configKey),
    saveTable: async ({ configKey, catalog }, table, signal) => {
      const key = roleTableKey(configKey, stamps.get(catalog) ?? 'none');
      const { newTableSteps } = await import('./write-role-table.ts');
      const { completionSteps } = await import('../domain/completion-words.ts');
      const { writeCompletionFiles } = await import('./completion-files.ts');
      const { bytes, table: kept } = await inTurns(newTableSteps(key, table), signal);
      const lists = await inTurns(completionSteps(table.roles), signal);
      await write(tablePath, bytes);
      await writeCompletionFiles(folder, lists);
      return kept;
    },
    loadNews: async () => newsFrom(readJson(newsPath)),
    saveNews: async (news) => write(newsPath, JSON.stringify({ version: newsVersion, news })),
    journal: discoveryJournal(folder),
  };
};
