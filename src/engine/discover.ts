// All accounts and roles of one instance. It goes on where an interrupted refresh stopped, keeps what it has when
// it is interrupted, and keeps the last known roles of an account that cannot be read.
import type {
  CatalogAccount,
  DiscoveryFailure,
  DiscoveryProgress,
  InstanceCatalog,
} from '../domain/catalog.ts';
import { changesSince } from '../domain/catalog-changes.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, LoginNeeded, UpstreamFailed } from '../domain/errors.ts';
import { minute } from '../domain/expiry.ts';
import type { IdentityCenter, PageRequest } from '../ports/identity-center.ts';
import type { Services } from '../ports/services.ts';
import { holdAccessToken } from './access-token.ts';
import { recentCredentialCalls } from './credential-pace.ts';
import { createPacer, type Pacer } from './pacer.ts';

export type DiscoveryRequest = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly previous: InstanceCatalog | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
};

export type Discovery = {
  readonly catalog: InstanceCatalog;
  readonly failures: readonly DiscoveryFailure[];
  /** What ended the discovery before it was complete; undefined when it is. */
  readonly stoppedBy: unknown;
};

const inFlight = 8;
const tries = 8;
/** AWS pages by next token; a chain longer than this is broken or hostile. */
const maxPages = 1000;
/** An interrupted refresh younger than this is gone on with. */
const resumable = 30 * minute;

type Run = DiscoveryRequest & {
  readonly center: IdentityCenter;
  readonly pacer: Pacer;
  readonly withToken: ReturnType<typeof holdAccessToken>;
  readonly startedAt: number;
};

const backoff = (attempt: number): number => Math.random() * Math.min(5000, 300 * 2 ** attempt);

const paced = async <T>(run: Run, call: (token: string) => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    await run.pacer.turn(run.signal);
    try {
      return await run.withToken(call);
    } catch (error) {
      if (!(error instanceof UpstreamFailed) || attempt + 1 >= tries) throw error;
      if (error.isThrottled) run.pacer.slowDown();
      await run.services.clock.sleep(backoff(attempt), run.signal);
    }
  }
};

type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | undefined };

const allPages = async <T>(
  run: Run,
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const items: T[] = [];
  const seen = new Set<string>();
  let nextToken: string | undefined;
  do {
    const token = nextToken;
    const page = await paced(run, (accessToken) =>
      read({ accessToken, nextToken: token, signal: run.signal }),
    );
    items.push(...page.items);
    nextToken = page.nextToken;
    if (nextToken !== undefined && (seen.has(nextToken) || seen.size >= maxPages)) {
      throw new UpstreamFailed('Identity Center answered an endless list.');
    }
    if (nextToken !== undefined) seen.add(nextToken);
  } while (nextToken !== undefined);
  return items;
};

type Found = { readonly id: string; readonly name: string; readonly email: string };

const listAccounts = async (run: Run): Promise<readonly CatalogAccount[]> => {
  const found = await allPages<Found>(run, async (request) => {
    const { accounts, nextToken } = await run.center.listAccounts(request);
    return { items: accounts, nextToken };
  });
  const known = new Map(run.previous?.accounts.map((account) => [account.id, account]));
  // An account that moves between two pages while they are read is on both.
  const unique = [...new Map(found.map((account) => [account.id, account])).values()];
  return unique.map(({ id, name, email }) => {
    const before = known.get(id);
    return { id, name, email, roles: before?.roles ?? [], rolesFetchedAt: before?.rolesFetchedAt };
  });
};

const readRoles = async (run: Run, account: CatalogAccount): Promise<CatalogAccount> => {
  const names = await allPages<string>(run, async (request) => {
    const { roleNames, nextToken } = await run.center.listAccountRoles({ ...request, accountId: account.id });
    return { items: roleNames, nextToken };
  });
  return { ...account, roles: [...new Set(names)].sort(), rolesFetchedAt: run.services.clock.now() };
};

type Count = { readonly done: number; readonly total: number; readonly resumed: number };

const progressOf = (run: Run, { done, total, resumed }: Count): DiscoveryProgress => {
  const seconds = (run.services.clock.now() - run.startedAt) / 1000;
  const rate = done > resumed && seconds > 0.5 ? (done - resumed) / seconds : undefined;
  return {
    instance: run.instance.name,
    accountsDone: done,
    accountsTotal: total,
    rate,
    secondsLeft: rate === undefined ? undefined : (total - done) / rate,
  };
};

type Reading = {
  readonly accounts: CatalogAccount[];
  readonly failures: DiscoveryFailure[];
  /** What ended the reading before its time. */
  stoppedBy: unknown;
};

/** AWS failing for this many accounts in a row means that none can be read. */
const failuresInARow = 5;

/** Reads the roles of every account that was not read since `resumedFrom`; stops early when it must. */
const readAll = async (
  run: Run,
  accounts: readonly CatalogAccount[],
  resumedFrom: number | undefined,
): Promise<Reading> => {
  const reading: Reading = { accounts: [...accounts], failures: [], stoppedBy: undefined };
  const isFresh = ({ rolesFetchedAt }: CatalogAccount): boolean =>
    resumedFrom !== undefined && rolesFetchedAt !== undefined && rolesFetchedAt >= resumedFrom;
  const queue = accounts
    .map((account, index) => ({ account, index }))
    .filter(({ account }) => !isFresh(account));
  const resumed = accounts.length - queue.length;
  let done = resumed;
  let failedInARow = 0;
  const tell = (): void => run.onProgress?.(progressOf(run, { done, total: accounts.length, resumed }));
  const failed = (account: CatalogAccount, error: unknown): void => {
    // A refusal of one account (403, 404) says nothing about the next.
    failedInARow = error instanceof UpstreamFailed ? failedInARow + 1 : 0;
    const isOver =
      error instanceof Cancelled || error instanceof LoginNeeded || failedInARow >= failuresInARow;
    if (isOver) reading.stoppedBy ??= error;
    if (isOver) return;
    const reason = error instanceof Error ? error.message : 'unknown error';
    reading.failures.push({ accountId: account.id, accountName: account.name, reason });
  };
  const work = async (): Promise<void> => {
    for (
      let next = queue.shift();
      next !== undefined && reading.stoppedBy === undefined;
      next = queue.shift()
    ) {
      try {
        reading.accounts[next.index] = await readRoles(run, next.account);
        failedInARow = 0;
      } catch (error) {
        failed(next.account, error);
      }
      done += 1;
      tell();
    }
  };
  tell();
  await Promise.all(Array.from({ length: Math.min(inFlight, queue.length) }, work));
  return reading;
};

/**
 * Reads one instance. Errors: LoginNeeded, UpstreamFailed, Cancelled when not even the accounts could be listed.
 * Whatever ends it later (a signal, the end of the session, no network) is answered as `stoppedBy`, beside all that
 * was read until then.
 */
export const discover = async (request: DiscoveryRequest): Promise<Discovery> => {
  const { services, instance, previous } = request;
  const startedAt = services.clock.now();
  const center = await services.identityCenter(instance);
  const withToken = holdAccessToken(services, instance);
  const pacer = createPacer(services.clock, () => recentCredentialCalls(services, center.origin));
  const run: Run = { ...request, center, pacer, withToken, startedAt };
  const unfinished = previous?.unfinishedSince;
  const isResumed = unfinished !== undefined && startedAt - unfinished < resumable;
  const resumedFrom = isResumed ? unfinished : undefined;
  const { accounts, failures, stoppedBy } = await readAll(run, await listAccounts(run), resumedFrom);
  const base = { instance: instance.name, startUrl: instance.startUrl, accounts };
  if (stoppedBy !== undefined) {
    const kept = { fetchedAt: previous?.fetchedAt, changes: previous?.changes ?? { added: [], removed: [] } };
    return { catalog: { ...base, ...kept, unfinishedSince: resumedFrom ?? startedAt }, failures, stoppedBy };
  }
  const changes = changesSince(previous, accounts);
  return { catalog: { ...base, fetchedAt: services.clock.now(), changes }, failures, stoppedBy };
};
