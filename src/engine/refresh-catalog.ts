// Discovery of one or all instances, written to the cache as each one ends, and to its journal as each account is read.
import type { DiscoveryFailure, DiscoveryProgress, InstanceCatalog } from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { accountsOfInterest } from '../domain/discovery-order.ts';
import { Cancelled, LoginNeeded, NotAssigned, UpstreamFailed } from '../domain/errors.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { RoleId } from '../domain/role.ts';
import { isNothingNew, withUnfinished } from '../domain/unfinished.ts';
import type { Services } from '../ports/services.ts';
import { arrivals } from './arrivals.ts';
import { type Discovery, discover, resumedSince } from './discover.ts';
import { keepReading, knownInstance, newestOf } from './keep-discovery.ts';
import { type LoadedRoles, loadRoles } from './load-roles.ts';
import { type Flight, oneFlight } from './one-flight.ts';
import { rereadAccounts } from './reread-accounts.ts';

/** Ids of accounts by the name of their instance. */
export type KnownAccounts = ReadonlyMap<string, ReadonlySet<string>>;

export type RefreshRequest = {
  readonly instances: readonly InstanceConfig[];
  /** Only these accounts that are known, by the names of their instances; undefined = all there are. */
  readonly accounts?: KnownAccounts | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
  /** All roles as they are known by now, now and then while new ones are found. */
  readonly onFound?: (loaded: LoadedRoles) => void;
  /** Roles that the person looks at at this moment: their accounts come next. */
  readonly lookedAt?: () => readonly RoleId[];
};

/** How an instance was read. */
export type InstanceReading = {
  readonly instance: string;
  /** Accounts whose roles were asked for. */
  readonly asked: number;
  /** Accounts that an interrupted refresh had read, and this one did not ask again. */
  readonly resumed: number;
  /** Another process has read it meanwhile, and this one took what that found. */
  readonly isElsewhere: boolean;
};

export type Refreshed = LoadedRoles & {
  readonly failures: readonly DiscoveryFailure[];
  readonly readings: readonly InstanceReading[];
  /** What this refresh changed; nothing of an instance that was read for the first time. */
  readonly changed: readonly InstanceNews[];
};

type InstanceRefresh = Omit<Discovery, 'catalog'> & {
  readonly changed: InstanceNews | undefined;
  readonly isElsewhere: boolean;
};

/** What is known, and what a refresh that was killed had found: that is kept first of all. */
const previousOf = async (
  services: Services,
  instance: InstanceConfig,
): Promise<InstanceCatalog | undefined> => {
  const { journal } = await services.catalogStore();
  const known = await knownInstance(services, instance);
  const unfinished = withUnfinished(known, instance, await journal.read(instance.name));
  if (unfinished === undefined) return known;
  await keepReading(services, instance, () => unfinished);
  return unfinished;
};

type Work = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly request: RefreshRequest;
};

const readInstance = async (
  { services, instance, request }: Work,
  flight: Flight,
): Promise<InstanceRefresh> => {
  const { journal } = await services.catalogStore();
  const { name, startUrl } = instance;
  const previous = await previousOf(services, instance);
  const now = services.clock.now();
  await journal.begin(name, { startUrl, since: resumedSince(previous, now) ?? now });
  const arrived = await arrivals({ services, instance, previous, onFound: request.onFound });
  const found = await discover({
    services,
    instance,
    previous,
    dearest: accountsOfInterest(await (await services.history()).load(), name),
    signal: request.signal,
    onProgress: (progress) => {
      flight.progressed(progress);
      request.onProgress?.(progress);
    },
    onAccount: (account) => {
      void journal.add(name, account);
      arrived(account);
    },
    onTry: flight.isAlive,
    lookedAt: () =>
      (request.lookedAt?.() ?? []).filter((role) => role.instance === name).map((role) => role.accountId),
  });
  // Somebody leaves, and should not wait for what the journal has anyway.
  if (found.stoppedBy instanceof Cancelled && isNothingNew(previous, found.catalog.accounts))
    throw found.stoppedBy;
  const changed = await keepReading(services, instance, newestOf(found.catalog, services.clock.now()));
  await journal.remove(name);
  await flight.ended(found.failures);
  return { ...found, changed, isElsewhere: false };
};

const refreshInstance = async (work: Work): Promise<InstanceRefresh> => {
  const { services, instance, request } = work;
  if (request.accounts !== undefined) {
    const { signal, onProgress } = request;
    const accounts = request.accounts.get(instance.name) ?? new Set();
    const found = await rereadAccounts({ services, instance, accounts, signal, onProgress });
    return { ...found, resumed: 0, isElsewhere: false };
  }
  return oneFlight({
    services,
    name: `discovery of ${instance.name} at ${instance.startUrl}`,
    signal: request.signal,
    onProgress: request.onProgress,
    work: (flight) => readInstance(work, flight),
    readSince: async (began, failures) => {
      const { fetchedAt = 0 } = (await knownInstance(services, instance)) ?? {};
      // At a time to come nobody read it: the clock was set back.
      if (fetchedAt < began || fetchedAt > services.clock.now()) return undefined;
      return { failures, changed: undefined, asked: 0, resumed: 0, stoppedBy: undefined, isElsewhere: true };
    },
  });
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
  const readings: InstanceReading[] = [];
  // An instance with a base has the roles that the config gives it: there is nothing to discover.
  for (const instance of request.instances.filter(({ base }) => base === undefined)) {
    try {
      const found = await refreshInstance({ services, instance, request });
      const { asked, resumed, isElsewhere } = found;
      readings.push({ instance: instance.name, asked, resumed, isElsewhere });
      failures.push(...found.failures);
      if (found.changed !== undefined) changed.push(found.changed);
      if (found.stoppedBy !== undefined) throw found.stoppedBy;
    } catch (error) {
      if (!isOfInstance(error)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return { ...(await loadRoles(services, request.signal)), failures, readings, changed };
};
