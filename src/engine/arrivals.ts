// Roles are told of as they are found, for a list that is on the screen meanwhile: when there is something new, no more
// often than costs little, and not where each time would cost a lot.
import { type CatalogAccount, type InstanceCatalog, withInstance } from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { finished } from '../domain/steps.ts';
import { isSameAccount } from '../domain/unfinished.ts';
import type { Services } from '../ports/services.ts';
import { type LoadedRoles, tableMaker } from './load-roles.ts';

/** ms between two arrivals, at least; and how many times what the last one took. */
const period = 1_000;
const costs = 20;
/** Roles of a list that is made anew as it grows. */
const mostRoles = 10_000;

type Listener = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly previous: InstanceCatalog | undefined;
  readonly onFound: ((loaded: LoadedRoles) => void) | undefined;
};

/** Takes each account that was read. */
export const arrivals = async (listener: Listener): Promise<(account: CatalogAccount) => void> => {
  const { services, instance, previous, onFound } = listener;
  if (onFound === undefined) return () => undefined;
  const { clock } = services;
  const config = await (await services.configStore()).load();
  const catalog = await (await services.catalogStore()).load();
  const tableOf = await tableMaker(config);
  const accounts = new Map(previous?.accounts.map((account) => [account.id, account]));
  const base = { instance: instance.name, startUrl: instance.startUrl, fetchedAt: previous?.fetchedAt };
  const changes = previous?.changes ?? { added: [], removed: [] };
  let isNews = false;
  let due = clock.now() + period;
  return (account) => {
    isNews ||= !isSameAccount(accounts.get(account.id), account);
    accounts.set(account.id, account);
    const startedAt = clock.now();
    if (!isNews || startedAt < due) return;
    const found = withInstance(catalog, { ...base, changes, accounts: [...accounts.values()] });
    const roles = found.instances.flatMap((entry) => entry.accounts.map((one) => one.roles.length));
    if (roles.reduce((all, count) => all + count, 0) > mostRoles) return;
    isNews = false;
    onFound({ config, ...finished(tableOf(found)) });
    due = clock.now() + Math.max(period, costs * (clock.now() - startedAt));
  };
};
