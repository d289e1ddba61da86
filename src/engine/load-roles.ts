// The roles as last known, from the cache: no network, no secret store.
import type { Catalog } from '../domain/catalog.ts';
import type { Config } from '../domain/config.ts';
import { Cancelled } from '../domain/errors.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { InstanceSummary, RoleTable } from '../ports/catalog-store.ts';
import type { Services } from '../ports/services.ts';
import { configKey } from './config-key.ts';

export type LoadedRoles = {
  readonly config: Config;
  readonly roles: RoleList;
  readonly instances: readonly InstanceSummary[];
};

/** What makes a catalog the roles that people see. Errors: UsageError for a template that is not right. */
export const tableMaker = async (
  config: Config,
): Promise<(catalog: Catalog) => Generator<void, RoleTable>> => {
  const { profileNamer } = await import('../domain/profile-name.ts');
  const { resolveSteps } = await import('../domain/resolve-roles.ts');
  const namer = profileNamer(config.profileTemplate);
  return function* (catalog) {
    return {
      roles: yield* resolveSteps(catalog, config, namer),
      instances: catalog.instances
        .filter((entry) => config.instances.some((instance) => instance.name === entry.instance))
        .map(({ instance, fetchedAt, changes }) => ({ instance, fetchedAt, changes })),
    };
  };
};

/** Errors: UsageError for a config or a template that is not right; Cancelled once the signal aborts, which leaves the
 *  making of them to the next start. */
export const loadRoles = async (services: Services, signal?: AbortSignal): Promise<LoadedRoles> => {
  const config = await (await services.configStore()).load();
  const store = await services.catalogStore();
  const key = configKey(config);
  const kept = await store.loadTable(key);
  if (kept !== undefined) return { config, ...kept };
  const tableOf = await tableMaker(config);
  const catalog = await store.load();
  const table = await services.clock.inTurns(tableOf(catalog), signal);
  if (table.instances.length === 0 && table.roles.length === 0) return { config, ...table };
  try {
    return { config, ...(await store.saveTable({ configKey: key, catalog }, table, signal)) };
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    // A table that cannot be kept costs time at the next start, nothing else.
    return { config, ...table };
  }
};
