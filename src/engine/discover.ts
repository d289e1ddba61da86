// All accounts and roles of one instance. It goes on where an interrupted refresh stopped, keeps what it has when
// it is interrupted, and keeps the last known roles of an account that cannot be read.
import type {
  CatalogAccount,
  DiscoveryFailure,
  DiscoveryProgress,
  InstanceCatalog,
} from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, LoginNeeded, UpstreamFailed } from '../domain/errors.ts';
import { minute } from '../domain/expiry.ts';
import type { RoleId } from '../domain/role.ts';
import type { IdentityCenter, PageRequest } from '../ports/identity-center.ts';
import type { Services } from '../ports/services.ts';
import { withAccessToken } from './access-token.ts';
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
  readonly isInterrupted: boolean;
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
  readonly startedAt: number;
};

const backoff = (attempt: number): number => Math.random() * Math.min(5000, 300 * 2 ** attempt);

const paced = async <T>(run: Run, call: (token: string) => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    await run.pacer.turn(run.signal);
    try {
      return await withAccessToken(run.services, run.instance, call);
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
  return found.map(({ id, name, email }) => {
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

const progressOf = (run: Run, done: number, total: number, resumed: number): DiscoveryProgress => {
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
  isInterrupted: boolean;
};

const ends = (error: unknown): boolean => error instanceof Cancelled || error instanceof LoginNeeded;

/** Reads the roles of every account that was not read since `since`; stops early when it must. */
const readAll = async (run: Run, accounts: readonly CatalogAccount[], since: number): Promise<Reading> => {
  const reading: Reading = { accounts: [...accounts], failures: [], isInterrupted: false };
  const isFresh = (account: CatalogAccount): boolean => (account.rolesFetchedAt ?? -1) >= since;
  const queue = accounts
    .map((account, index) => ({ account, index }))
    .filter(({ account }) => !isFresh(account));
  const resumed = accounts.length - queue.length;
  let done = resumed;
  let fatal: unknown;
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && fatal === undefined; next = queue.shift()) {
      const { account, index } = next;
      try {
        reading.accounts[index] = await readRoles(run, account);
      } catch (error) {
        if (ends(error)) {
          fatal ??= error;
          return;
        }
        const reason = error instanceof Error ? error.message : 'unknown error';
        reading.failures.push({ accountId: account.id, accountName: account.name, reason });
      }
      done += 1;
      run.onProgress?.(progressOf(run, done, accounts.length, resumed));
    }
  };
  run.onProgress?.(progressOf(run, done, accounts.length, resumed));
  await Promise.all(Array.from({ length: Math.min(inFlight, queue.length) }, work));
  if (fatal instanceof Cancelled) reading.isInterrupted = true;
  else if (fatal !== undefined) throw fatal;
  return reading;
};

const idsOf = (instance: string, accounts: readonly CatalogAccount[]): ReadonlyMap<string, RoleId> =>
  new Map(
    accounts.flatMap((account) =>
      account.roles.map((roleName) => [
        `${account.id}/${roleName}`,
        { instance, accountId: account.id, roleName },
      ]),
    ),
  );

const changesBetween = (
  instance: string,
  before: InstanceCatalog | undefined,
  after: readonly CatalogAccount[],
) => {
  if (before?.fetchedAt === undefined) return { added: [], removed: [] };
  const old = idsOf(instance, before.accounts);
  const now = idsOf(instance, after);
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, id]) => id),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, id]) => id),
  };
};

/**
 * Reads one instance. Errors: LoginNeeded, UpstreamFailed when not even the accounts could be listed. A signal that
 * aborts is no error: what was read until then is answered, with `isInterrupted`.
 */
export const discover = async (request: DiscoveryRequest): Promise<Discovery> => {
  const { services, instance, previous } = request;
  const startedAt = services.clock.now();
  const center = await services.identityCenter(instance);
  const run: Run = { ...request, center, pacer: createPacer(services.clock), startedAt };
  const unfinished = previous?.unfinishedSince;
  const since = unfinished !== undefined && startedAt - unfinished < resumable ? unfinished : startedAt;
  const accounts = await listAccounts(run);
  const reading = await readAll(run, accounts, since);
  const base = { instance: instance.name, startUrl: instance.startUrl, accounts: reading.accounts };
  if (reading.isInterrupted) {
    const kept = { fetchedAt: previous?.fetchedAt, changes: previous?.changes ?? { added: [], removed: [] } };
    return {
      catalog: { ...base, ...kept, unfinishedSince: since },
      failures: reading.failures,
      isInterrupted: true,
    };
  }
  const changes = changesBetween(instance.name, previous, reading.accounts);
  const fetchedAt = services.clock.now();
  return { catalog: { ...base, fetchedAt, changes }, failures: reading.failures, isInterrupted: false };
};
