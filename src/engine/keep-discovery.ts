import { type InstanceCatalog, withInstance } from '../domain/catalog.ts';
import type { Services } from '../ports/services.ts';

/** Writes what was discovered of an instance that had no place in the config yet. */
export const keepDiscovery = async (services: Services, found: InstanceCatalog): Promise<void> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  await lock.run('catalog', async () => store.save(withInstance(await store.load(), found)));
};
