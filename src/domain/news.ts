// What came and went since the person last looked: roles and accounts that are new, gone or renamed. The news of an
// instance is a difference: from it and the catalog of today, the catalog that was seen last can be made again, and so
// the news of several refreshes is one difference, in which what came and went again is nothing.
import type { CatalogAccount } from './catalog.ts';
import { groupedBy } from './grouped.ts';
import type { RoleId } from './role.ts';

export type NewsAccount = { readonly id: string; readonly name: string };

/** `accountName` is what AWS calls the account, or called it when it went. */
export type NewsRole = RoleId & { readonly accountName: string };

export type InstanceNews = {
  readonly instance: string;
  /** When what is compared with was read (ms). */
  readonly since: number;
  /** When the last of it was found (ms): what is seen until then is seen. */
  readonly foundAt: number;
  readonly newRoles: readonly NewsRole[];
  readonly goneRoles: readonly NewsRole[];
  readonly newAccounts: readonly NewsAccount[];
  readonly goneAccounts: readonly NewsAccount[];
  readonly renamedAccounts: readonly {
    readonly id: string;
    readonly before: string;
    readonly after: string;
  }[];
};

/** The part of a catalog's account that news is about. */
export type KnownAccount = Pick<CatalogAccount, 'id' | 'name' | 'roles'>;

type Times = Pick<InstanceNews, 'instance' | 'since' | 'foundAt'>;

type ById = ReadonlyMap<string, KnownAccount>;

const isSameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((role, at) => role === other[at]);

/** Those that the others lack. Most accounts are as they were: only where one is not is it looked at role by role. */
const rolesIn = (instance: string, accounts: readonly KnownAccount[], others: ById): readonly NewsRole[] =>
  accounts.flatMap(({ id, name, roles }) => {
    const known = others.get(id)?.roles ?? [];
    if (isSameRoles(roles, known)) return [];
    const old = new Set(known);
    return roles
      .filter((roleName) => !old.has(roleName))
      .map((roleName) => ({ instance, accountId: id, roleName, accountName: name }));
  });

const without = (accounts: readonly KnownAccount[], known: ById): readonly NewsAccount[] =>
  accounts.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ id, name }));

const byId = (accounts: readonly KnownAccount[]): ById =>
  new Map(accounts.map((account) => [account.id, account]));

const isNothing = (news: InstanceNews): boolean =>
  news.newRoles.length === 0 &&
  news.goneRoles.length === 0 &&
  news.newAccounts.length === 0 &&
  news.goneAccounts.length === 0 &&
  news.renamedAccounts.length === 0;

/** The way from one catalog to another; undefined where they are the same. */
export const newsBetween = (
  before: readonly KnownAccount[],
  after: readonly KnownAccount[],
  times: Times,
): InstanceNews | undefined => {
  const [old, now] = [byId(before), byId(after)];
  const news: InstanceNews = {
    ...times,
    newRoles: rolesIn(times.instance, after, old),
    goneRoles: rolesIn(times.instance, before, now),
    newAccounts: without(after, old),
    goneAccounts: without(before, now),
    renamedAccounts: after.flatMap(({ id, name }) => {
      const known = old.get(id);
      return known === undefined || known.name === name ? [] : [{ id, before: known.name, after: name }];
    }),
  };
  return isNothing(news) ? undefined : news;
};

/** The catalog as it was before the news. */
export const beforeNews = (
  accounts: readonly KnownAccount[],
  news: InstanceNews | undefined,
): readonly KnownAccount[] => {
  if (news === undefined) return accounts;
  const isNew = new Set(news.newAccounts.map(({ id }) => id));
  const names = new Map(news.renamedAccounts.map(({ id, before }) => [id, before]));
  const came = new Set(news.newRoles.map(pairOf));
  const went = groupedBy(news.goneRoles, ({ accountId }) => accountId);
  const goneFrom = (id: string): readonly string[] => (went.get(id) ?? []).map(({ roleName }) => roleName);
  const stayed = accounts
    .filter(({ id }) => !isNew.has(id))
    .map(({ id, name, roles }) => ({
      id,
      name: names.get(id) ?? name,
      roles: [...roles.filter((roleName) => !came.has(pairOf({ accountId: id, roleName }))), ...goneFrom(id)],
    }));
  return [...stayed, ...news.goneAccounts.map(({ id, name }) => ({ id, name, roles: goneFrom(id) }))];
};

const pairOf = ({ accountId, roleName }: Pick<RoleId, 'accountId' | 'roleName'>): string =>
  `${accountId}/${roleName}`;

type Refreshed = {
  readonly instance: string;
  /** What was known before, and when it was read. */
  readonly accounts: readonly KnownAccount[];
  readonly fetchedAt: number | undefined;
  readonly news: InstanceNews | undefined;
  readonly after: readonly KnownAccount[];
  readonly now: number;
};

/** What is news after a refresh: the old and the new of it, as one. At a first reading all is new, and so nothing is. */
export const newsAfter = ({
  instance,
  accounts,
  fetchedAt,
  news,
  after,
  now,
}: Refreshed): InstanceNews | undefined => {
  if (fetchedAt === undefined) return undefined;
  const since = news?.since ?? fetchedAt;
  const changed = newsBetween(accounts, after, { instance, since, foundAt: now });
  if (changed === undefined) return news;
  return newsBetween(beforeNews(accounts, news), after, { instance, since, foundAt: now });
};

/** Of several instances, what was not looked at until `seen` (ms). */
export const unseenNews = (news: readonly InstanceNews[], seen: number): readonly InstanceNews[] =>
  news.filter(({ foundAt }) => foundAt > seen);
