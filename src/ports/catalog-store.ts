import type { Catalog } from '../domain/catalog.ts';
import type { Role } from '../domain/role.ts';

/** The metadata cache. Writes are atomic; a damaged or foreign file reads as empty. */
export type CatalogStore = {
  readonly load: () => Promise<Catalog>;
  readonly save: (catalog: Catalog) => Promise<void>;
  /** The resolved roles kept beside the catalog, or undefined when they belong to another catalog or config. */
  readonly loadRoles: () => Promise<readonly Role[] | undefined>;
  /** Keeps resolved roles, and the plain names file that completion reads. */
  readonly saveRoles: (roles: readonly Role[]) => Promise<void>;
};
