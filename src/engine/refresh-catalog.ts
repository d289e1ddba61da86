// Discovery of one or all instances, written to the cache as each one ends.
import {
  type DiscoveryFailure,
  type DiscoveryProgress,
  instanceCatalog,
  withInstance,
} from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import type { Services } from '../ports/services.ts';
import { discover } from './discover.ts';
import { type LoadedRoles, loadRoles } from './load-roles.ts';

export type RefreshRequest = {
  readonly instances: readonly InstanceConfig[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
};

export type Refreshed = LoadedRoles & { readonly failures: readonly DiscoveryFailure[] };

/** Errors: LoginNeeded, UpstreamFailed, Cancelled. Everything that was read before the error is kept. */
export const refreshCatalog = async (services: Services, request: RefreshRequest): Promise<Refreshed> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  const failures: DiscoveryFailure[] = [];
  for (const instance of request.instances) {
    const known = instanceCatalog(await store.load(), instance.name);
    const previous = known?.startUrl === instance.startUrl ? known : undefined;
    const found = await discover({ ...request, services, instance, previous });
    failures.push(...found.failures);
    // Another process may have written another instance meanwhile: read, change and write as one step.
    await lock.run('catalog', async () => store.save(withInstance(await store.load(), found.catalog)));
    if (found.stoppedBy !== undefined) throw found.stoppedBy;
  }
  return { ...(await loadRoles(services)), failures };
};
