import type { CatalogAccount, CatalogChanges, InstanceCatalog } from './catalog.ts';
import type { RoleId } from './role.ts';

const idsOf = (instance: string, accounts: readonly CatalogAccount[]): ReadonlyMap<string, RoleId> =>
  new Map(
    accounts.flatMap((account) =>
      account.roles.map((roleName) => [
        `${account.id}/${roleName}`,
        { instance, accountId: account.id, roleName },
      ]),
    ),
  );

/** What came and went since the last complete refresh; nothing where there was none to compare with. */
export const changesSince = (
  before: InstanceCatalog | undefined,
  after: readonly CatalogAccount[],
): CatalogChanges => {
  if (before?.fetchedAt === undefined) return { added: [], removed: [] };
  const old = idsOf(before.instance, before.accounts);
  const now = idsOf(before.instance, after);
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, id]) => id),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, id]) => id),
  };
};
