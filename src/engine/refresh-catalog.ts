// Discovery of one or all instances, written to the cache as each one ends.
import {
  type DiscoveryFailure,
  type DiscoveryProgress,
  type InstanceCatalog,
  instanceCatalog,
  withInstance,
} from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { LoginNeeded, NotAssigned, UpstreamFailed } from '../domain/errors.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { Services } from '../ports/services.ts';
import { keepNews } from './catalog-news.ts';
import { type Discovery, discover } from './discover.ts';
import { type LoadedRoles, loadRoles } from './load-roles.ts';

export type RefreshRequest = {
  readonly instances: readonly InstanceConfig[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
};

export type Refreshed = LoadedRoles & {
  readonly failures: readonly DiscoveryFailure[];
  /** What this refresh changed; nothing of an instance that was read for the first time. */
  readonly changed: readonly InstanceNews[];
};

type InstanceRefresh = Discovery & { readonly changed: InstanceNews | undefined };

const refreshInstance = async (
  services: Services,
  instance: InstanceConfig,
  request: RefreshRequest,
): Promise<InstanceRefresh> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  const known = async (): Promise<InstanceCatalog | undefined> => {
    const entry = instanceCatalog(await store.load(), instance.name);
    return entry?.startUrl === instance.startUrl ? entry : undefined;
  };
  const found = await discover({ ...request, services, instance, previous: await known() });
  // Another process may have written another instance meanwhile: read, change and write as one step.
  const changed = await lock.run('catalog', async () => {
    const now = services.clock.now();
    const news = await keepNews(store, { before: await known(), after: found.catalog, now });
    await store.save(withInstance(await store.load(), found.catalog));
    return news;
  });
  return { ...found, changed };
};

const isOfInstance = (error: unknown): boolean =>
  error instanceof LoginNeeded || error instanceof NotAssigned || error instanceof UpstreamFailed;

/**
 * An instance that cannot be read (nobody is signed in there, say) does not keep the others from being read.
 * Errors, at the end, those of the first such instance: LoginNeeded, NotAssigned, UpstreamFailed. At once: Cancelled, SecretStoreFailed. Everything
 * that was read is kept.
 */
export const refreshCatalog = async (services: Services, request: RefreshRequest): Promise<Refreshed> => {
  const failures: DiscoveryFailure[] = [];
  const errors: unknown[] = [];
  const changed: InstanceNews[] = [];
  // An instance with a base has the roles that the config gives it: there is nothing to discover.
  for (const instance of request.instances.filter(({ base }) => base === undefined)) {
    try {
      const found = await refreshInstance(services, instance, request);
      failures.push(...found.failures);
      if (found.changed !== undefined) changed.push(found.changed);
      if (found.stoppedBy !== undefined) throw found.stoppedBy;
    } catch (error) {
      if (!isOfInstance(error)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return { ...(await loadRoles(services)), failures, changed };
};
