// Everything discovered, as it is kept on disk: facts from AWS only, already sanitised. What the user adds (tags,
// profile names, regions) is merged on the way out, by resolve-roles.ts.
import type { RoleId } from './role.ts';

export type CatalogAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Role names, sorted. */
  readonly roles: readonly string[];
  /** When the roles were last read (ms); undefined while they never were. */
  readonly rolesFetchedAt: number | undefined;
};

/** What changed at the last refresh. */
export type CatalogChanges = { readonly added: readonly RoleId[]; readonly removed: readonly RoleId[] };

export type InstanceCatalog = {
  readonly instance: string;
  readonly startUrl: string;
  /** When the last complete refresh ended (ms); undefined if none ever did. */
  readonly fetchedAt: number | undefined;
  /** When a refresh began that has not ended (ms): the next one goes on from there. */
  readonly unfinishedSince?: number;
  readonly accounts: readonly CatalogAccount[];
  readonly changes: CatalogChanges;
};

export type Catalog = { readonly version: 1; readonly instances: readonly InstanceCatalog[] };

export const emptyCatalog: Catalog = { version: 1, instances: [] };

export const instanceCatalog = (catalog: Catalog, instance: string): InstanceCatalog | undefined =>
  catalog.instances.find((entry) => entry.instance === instance);

/** Replaces (or adds) one instance's part. */
export const withInstance = (catalog: Catalog, entry: InstanceCatalog): Catalog => ({
  version: 1,
  instances: [...catalog.instances.filter((other) => other.instance !== entry.instance), entry].sort(
    (a, b) => (a.instance < b.instance ? -1 : 1),
  ),
});

/** How far a discovery is. `rate` is accounts a second, `secondsLeft` an estimate, both undefined at the start. */
export type DiscoveryProgress = {
  readonly instance: string;
  readonly accountsDone: number;
  readonly accountsTotal: number;
  readonly rate: number | undefined;
  readonly secondsLeft: number | undefined;
  /** Of those done: read by a refresh that was interrupted, and not asked again. */
  readonly accountsResumed?: number | undefined;
  /** Another process reads, and this one takes what it finds. */
  readonly isElsewhere?: boolean | undefined;
};

/** An account whose roles could not be read this time; its last known roles are kept. */
export type DiscoveryFailure = {
  readonly accountId: string;
  readonly accountName: string;
  readonly reason: string;
};
