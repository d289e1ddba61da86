// What a refresh that was killed had read, put over what was known before it.
import type { CatalogAccount, InstanceCatalog } from './catalog.ts';

export type UnfinishedRefresh = {
  readonly startUrl: string;
  /** When it began (ms). */
  readonly since: number;
  readonly accounts: readonly CatalogAccount[];
};

/** The same facts, whenever they were read. */
export const isSameAccount = (one: CatalogAccount | undefined, other: CatalogAccount): boolean =>
  one !== undefined &&
  one.name === other.name &&
  one.email === other.email &&
  one.roles.length === other.roles.length &&
  one.roles.every((role, index) => role === other.roles[index]);

/** Nothing but the times differs: of `accounts`, what is not in `known` counts once it was read. */
export const isNothingNew = (
  known: InstanceCatalog | undefined,
  accounts: readonly CatalogAccount[],
): boolean => {
  const before = new Map(known?.accounts.map((account) => [account.id, account]));
  return accounts.every(
    (account) => account.rolesFetchedAt === undefined || isSameAccount(before.get(account.id), account),
  );
};

const isNewer = (account: CatalogAccount, than: CatalogAccount | undefined): boolean =>
  than === undefined || (account.rolesFetchedAt ?? 0) >= (than.rolesFetchedAt ?? 0);

/** Nobody has read it at a time to come: the clock was set back. */
export const isOfLater = ({ rolesFetchedAt = 0 }: CatalogAccount, now: number): boolean =>
  rolesFetchedAt > now;

/** Where another process has read an account later, what that has found. */
export const withNewerOf = (
  known: InstanceCatalog | undefined,
  accounts: readonly CatalogAccount[],
  now: number,
): readonly CatalogAccount[] => {
  const others = new Map(known?.accounts.map((account) => [account.id, account]));
  return accounts.map((account) => {
    const other = others.get(account.id);
    return other === undefined || isNewer(account, other) || isOfLater(other, now) ? account : other;
  });
};

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
