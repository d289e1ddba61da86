// What a refresh that was killed had read, put over what was known before it.
import type { CatalogAccount, InstanceCatalog } from './catalog.ts';

export type UnfinishedRefresh = {
  readonly startUrl: string;
  /** When it began (ms). */
  readonly since: number;
  readonly accounts: readonly CatalogAccount[];
};

const isNewer = (account: CatalogAccount, than: CatalogAccount | undefined): boolean =>
  than === undefined || (account.rolesFetchedAt ?? 0) >= (than.rolesFetchedAt ?? 0);

/** Undefined when it had read nothing, or of another start URL: then there is nothing to go on with. */
export const withUnfinished = (
  known: InstanceCatalog | undefined,
  instance: { readonly name: string; readonly startUrl: string },
  unfinished: UnfinishedRefresh | undefined,
): InstanceCatalog | undefined => {
  if (unfinished === undefined || unfinished.startUrl !== instance.startUrl) return undefined;
  if (unfinished.accounts.length === 0) return undefined;
  const accounts = new Map(known?.accounts.map((account) => [account.id, account]));
  for (const account of unfinished.accounts)
    if (isNewer(account, accounts.get(account.id))) accounts.set(account.id, account);
  return {
    instance: instance.name,
    startUrl: instance.startUrl,
    fetchedAt: known?.fetchedAt,
    changes: known?.changes ?? { added: [], removed: [] },
    unfinishedSince: unfinished.since,
    accounts: [...accounts.values()],
  };
};
