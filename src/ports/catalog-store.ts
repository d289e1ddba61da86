import type { Catalog, CatalogAccount, CatalogChanges } from '../domain/catalog.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { UnfinishedRefresh } from '../domain/unfinished.ts';

/** When an instance was last fully read, and what that changed. */
export type InstanceSummary = {
  readonly instance: string;
  /** ms; undefined while no refresh ever ended */
  readonly fetchedAt: number | undefined;
  readonly changes: CatalogChanges;
};

/** The roles as people see them, kept resolved so that a start pays for no template and no merging. */
export type RoleTable = { readonly roles: RoleList; readonly instances: readonly InstanceSummary[] };

/**
 * What a refresh reads, as it reads it, so that a process that is killed loses nothing. It only spares calls: what cannot
 * be written is left out, what cannot be read is not there.
 */
export type DiscoveryJournal = {
  readonly read: (instance: string) => Promise<UnfinishedRefresh | undefined>;
  /** Begins anew. */
  readonly begin: (instance: string, refresh: Omit<UnfinishedRefresh, 'accounts'>) => Promise<void>;
  readonly add: (instance: string, account: CatalogAccount) => Promise<void>;
  readonly remove: (instance: string) => Promise<void>;
};

/** The metadata cache. Writes are atomic; a damaged or foreign file reads as empty. */
/** What a table is made of. */
export type TableOrigin = {
  readonly configKey: string;
  /** As `load` gave it: by now there may be another. */
  readonly catalog: Catalog;
};

export type CatalogStore = {
  readonly load: () => Promise<Catalog>;
  readonly save: (catalog: Catalog) => Promise<void>;
  /** The kept table, or undefined when it belongs to another catalog or another config (`configKey`). */
  readonly loadTable: (configKey: string) => Promise<RoleTable | undefined>;
  /** Keeps the table, and the plain files that completion reads. Answers it as
   *  `loadTable` will. What is long of it is done in turns (`Clock.inTurns`). Errors: UserError; Cancelled, with nothing kept. */
  readonly saveTable: (origin: TableOrigin, table: RoleTable, signal?: AbortSignal) => Promise<RoleTable>;
  /** What came and went and was not looked at yet, an entry an instance. In a file of its own, so that what is seen
   *  can be struck off without the catalog, and the table made of it, being written anew. */
  readonly loadNews: () => Promise<readonly InstanceNews[]>;
  readonly saveNews: (news: readonly InstanceNews[]) => Promise<void>;
  readonly journal: DiscoveryJournal;
};
