// What was read of an instance, into the catalog. Another process may have written another instance meanwhile: read, change
// and write are one step.
import { type Catalog, type InstanceCatalog, instanceCatalog, withInstance } from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import type { InstanceNews } from '../domain/news.ts';
import { withNewerOf } from '../domain/unfinished.ts';
import type { Services } from '../ports/services.ts';
import { keepNews } from './catalog-news.ts';

type Known = Pick<InstanceConfig, 'name' | 'startUrl'>;

/** What the catalog has of it, under this start URL. */
const instanceIn = (catalog: Catalog, { name, startUrl }: Known): InstanceCatalog | undefined => {
  const entry = instanceCatalog(catalog, name);
  return entry?.startUrl === startUrl ? entry : undefined;
};

export const knownInstance = async (
  services: Services,
  instance: Known,
): Promise<InstanceCatalog | undefined> => instanceIn(await (await services.catalogStore()).load(), instance);

/** `after` makes the new entry of what is known by then. Answers what that changes. */
export const keepReading = async (
  services: Services,
  instance: InstanceConfig,
  after: (known: InstanceCatalog | undefined) => InstanceCatalog,
): Promise<InstanceNews | undefined> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  return lock.run('catalog', async () => {
    // Read once: it may be some megabytes.
    const catalog = await store.load();
    const before = instanceIn(catalog, instance);
    const entry = after(before);
    const news = await keepNews(store, { before, after: entry, now: services.clock.now() });
    await store.save(withInstance(catalog, entry));
    return news;
  });
};

/** What a whole reading has found; of an account that somebody read later, what that was. */
export const newestOf =
  (found: InstanceCatalog, now: number) =>
  (known: InstanceCatalog | undefined): InstanceCatalog => ({
    ...found,
    accounts: withNewerOf(known, found.accounts, now),
  });

/** Writes what was discovered of an instance that had no place in the config yet. */
export const keepDiscovery = async (services: Services, found: InstanceCatalog): Promise<void> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  await lock.run('catalog', async () => store.save(withInstance(await store.load(), found)));
};
