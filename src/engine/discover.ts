// All accounts and roles of one instance. It asks first for what the person cares for, goes on where an interrupted
// refresh stopped, keeps what it has when it is interrupted, and keeps the last known roles of an account that cannot
// be read.
import type {
  CatalogAccount,
  DiscoveryFailure,
  DiscoveryProgress,
  InstanceCatalog,
} from '../domain/catalog.ts';
import { changesSince } from '../domain/catalog-changes.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { discoveryOrder } from '../domain/discovery-order.ts';
import { minute } from '../domain/expiry.ts';
import { isOfLater } from '../domain/unfinished.ts';
import type { Services } from '../ports/services.ts';
import { discoveryCalls, type FoundAccount, uniqueRoles } from './discovery-calls.ts';
import { readAccounts } from './read-accounts.ts';

export type DiscoveryRequest = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly previous: InstanceCatalog | undefined;
  /** Ids of accounts to ask first, the dearest first. */
  readonly dearest?: readonly string[];
  /** Ids of accounts that the person looks at at this moment: they come next. */
  readonly lookedAt?: (() => readonly string[]) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DiscoveryProgress) => void) | undefined;
  readonly onAccount?: ((account: CatalogAccount) => void) | undefined;
  readonly onTry?: (() => void) | undefined;
};

export type Discovery = {
  readonly catalog: InstanceCatalog;
  readonly failures: readonly DiscoveryFailure[];
  /** Accounts whose roles were asked for. */
  readonly asked: number;
  /** Accounts that were not asked, since an interrupted refresh had read them. */
  readonly resumed: number;
  /** What ended the discovery before it was complete; undefined when it is. */
  readonly stoppedBy: unknown;
};

/** An interrupted refresh younger than this is gone on with. */
const resumable = 30 * minute;

/** When the refresh began that one starting `now` goes on with; undefined where there is none. */
export const resumedSince = (previous: InstanceCatalog | undefined, now: number): number | undefined => {
  const since = previous?.unfinishedSince;
  return since !== undefined && since <= now && now - since < resumable ? since : undefined;
};

/** The accounts there are, with the roles that were known of them. */
const withKnownRoles = (
  found: readonly FoundAccount[],
  previous: InstanceCatalog | undefined,
): readonly CatalogAccount[] => {
  const known = new Map(previous?.accounts.map((account) => [account.id, account]));
  // An account that moves between two pages while they are read is on both.
  const unique = [...new Map(found.map((account) => [account.id, account])).values()];
  return unique.map(({ id, name, email }) => {
    const before = known.get(id);
    return { id, name, email, roles: before?.roles ?? [], rolesFetchedAt: before?.rolesFetchedAt };
  });
};

type Started = { readonly startedAt: number; readonly total: number; readonly resumed: number };

/** Answers what tells of one account more; the first time, of the beginning. */
export const progressTeller = (
  { services, instance, onProgress }: Omit<DiscoveryRequest, 'previous'>,
  { startedAt, total, resumed }: Started,
): (() => void) => {
  let done = resumed - 1;
  return () => {
    done += 1;
    const seconds = (services.clock.now() - startedAt) / 1000;
    const rate = done > resumed && seconds > 0.5 ? (done - resumed) / seconds : undefined;
    const secondsLeft = rate === undefined ? undefined : (total - done) / rate;
    onProgress?.({
      instance: instance.name,
      accountsDone: done,
      accountsTotal: total,
      rate,
      secondsLeft,
      accountsResumed: resumed,
    });
  };
};

/**
 * Reads one instance. Errors: LoginNeeded, UpstreamFailed, Cancelled when not even the accounts could be listed.
 * Whatever ends it later (a signal, the end of the session, no network) is answered as `stoppedBy`, beside all that
 * was read until then.
 */
export const discover = async (request: DiscoveryRequest): Promise<Discovery> => {
  const { services, instance, previous, dearest = [], lookedAt, onAccount } = request;
  const startedAt = services.clock.now();
  const calls = await discoveryCalls(request);
  const since = resumedSince(previous, startedAt);
  const known = withKnownRoles(await calls.listAccounts(), previous);
  const accounts = new Map(known.map((account) => [account.id, account]));
  const queue = known.filter(
    (account) =>
      since === undefined || (account.rolesFetchedAt ?? 0) < since || isOfLater(account, startedAt),
  );
  const resumed = known.length - queue.length;
  const tell = progressTeller(request, { startedAt, total: known.length, resumed });
  tell();
  const { asked, failures, stoppedBy } = await readAccounts({
    queue: discoveryOrder(queue, dearest),
    first: lookedAt,
    read: async (account) => {
      const roles = uniqueRoles(await calls.listRoleNames(account.id));
      return { ...account, roles, rolesFetchedAt: services.clock.now() };
    },
    onRead: (account) => {
      accounts.set(account.id, account);
      onAccount?.(account);
    },
    onDone: tell,
  });
  const base = { instance: instance.name, startUrl: instance.startUrl, accounts: [...accounts.values()] };
  if (stoppedBy !== undefined) {
    const kept = { fetchedAt: previous?.fetchedAt, changes: previous?.changes ?? { added: [], removed: [] } };
    return {
      catalog: { ...base, ...kept, unfinishedSince: since ?? startedAt },
      failures,
      asked,
      resumed,
      stoppedBy,
    };
  }
  const changes = changesSince(previous, base.accounts);
  return {
    catalog: { ...base, fetchedAt: services.clock.now(), changes },
    failures,
    asked,
    resumed,
    stoppedBy,
  };
};
