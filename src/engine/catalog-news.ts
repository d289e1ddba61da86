// The news kept beside the catalog: added to by each refresh, struck off when it was looked at.
import type { InstanceCatalog } from '../domain/catalog.ts';
import type { Config } from '../domain/config.ts';
import { type InstanceNews, newsAfter, newsBetween } from '../domain/news.ts';
import type { CatalogStore } from '../ports/catalog-store.ts';
import type { Services } from '../ports/services.ts';

type Reading = {
  /** The same instance before; undefined where nothing was known of it. */
  readonly before: InstanceCatalog | undefined;
  readonly after: InstanceCatalog;
  readonly now: number;
};

/** Keeps what a refresh found; answers what this one refresh alone changed. To be run under the catalog's lock. */
export const keepNews = async (
  store: CatalogStore,
  { before, after, now }: Reading,
): Promise<InstanceNews | undefined> => {
  const { instance } = after;
  const { accounts = [], fetchedAt } = before ?? {};
  const kept = await store.loadNews();
  const others = kept.filter((news) => news.instance !== instance);
  const known = before && kept.find((news) => news.instance === instance);
  const news = newsAfter({ instance, accounts, fetchedAt, news: known, after: after.accounts, now });
  if (news !== known || others.length + (known ? 1 : 0) < kept.length)
    await store.saveNews(news === undefined ? others : [...others, news]);
  if (fetchedAt === undefined) return undefined;
  return newsBetween(accounts, after.accounts, { instance, since: fetchedAt, foundAt: now });
};

/** What was not looked at yet, of the instances of the config, in its order. */
export const loadNews = async (
  services: Services,
  { instances }: Pick<Config, 'instances'>,
): Promise<readonly InstanceNews[]> => {
  const news = await (await services.catalogStore()).loadNews();
  return instances.flatMap(({ name }) => news.filter(({ instance }) => instance === name));
};

/** Strikes off what was looked at; what another process has found meanwhile stays. */
export const seeNews = async (services: Services, seen: readonly InstanceNews[]): Promise<void> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  const isSeen = ({ instance, foundAt }: InstanceNews): boolean =>
    seen.some((one) => one.instance === instance && one.foundAt >= foundAt);
  await lock.run('catalog', async () => {
    const news = await store.loadNews();
    const unseen = news.filter((one) => !isSeen(one));
    if (unseen.length < news.length) await store.saveNews(unseen);
  });
};
