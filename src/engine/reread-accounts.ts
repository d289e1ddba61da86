// Some accounts of an instance that is known, read again: a few calls instead of a thousand. Which accounts there are is
// for a whole refresh to say.
import type { CatalogAccount, DiscoveryFailure, InstanceCatalog } from '../domain/catalog.ts';
import type { InstanceNews } from '../domain/news.ts';
import { type DiscoveryRequest, progressTeller } from './discover.ts';
import { discoveryCalls, uniqueRoles } from './discovery-calls.ts';
import { keepReading, knownInstance } from './keep-discovery.ts';
import { readAccounts } from './read-accounts.ts';

type Rereading = Omit<DiscoveryRequest, 'previous'> & { readonly accounts: ReadonlySet<string> };

type Reread = {
  readonly asked: number;
  readonly failures: readonly DiscoveryFailure[];
  readonly changed: InstanceNews | undefined;
  readonly stoppedBy: unknown;
};

const withAccounts = (
  known: InstanceCatalog,
  read: ReadonlyMap<string, CatalogAccount>,
): InstanceCatalog => ({
  ...known,
  accounts: known.accounts.map((account) => read.get(account.id) ?? account),
});

export const rereadAccounts = async (request: Rereading): Promise<Reread> => {
  const { services, instance } = request;
  const known = await knownInstance(services, instance);
  const queue = known?.accounts.filter(({ id }) => request.accounts.has(id)) ?? [];
  if (known === undefined || queue.length === 0)
    return { asked: 0, failures: [], changed: undefined, stoppedBy: undefined };
  const calls = await discoveryCalls(request);
  const read = new Map<string, CatalogAccount>();
  const tell = progressTeller(request, {
    startedAt: services.clock.now(),
    total: queue.length,
    resumed: 0,
  });
  tell();
  const outcome = await readAccounts({
    queue,
    read: async (account) => ({
      ...account,
      roles: uniqueRoles(await calls.listRoleNames(account.id)),
      rolesFetchedAt: services.clock.now(),
    }),
    onRead: (account) => void read.set(account.id, account),
    onDone: tell,
  });
  const changed = await keepReading(services, instance, (now) => withAccounts(now ?? known, read));
  return { ...outcome, changed };
};
