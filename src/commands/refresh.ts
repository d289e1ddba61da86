import type { DiscoveryFailure } from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { InstanceNews } from '../domain/news.ts';
import { entryText, newsEntries } from '../domain/news-entries.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import { type KnownAccounts, type Refreshed, refreshCatalog } from '../engine/refresh-catalog.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { filterRoles, sayNoRole } from './filter-roles.ts';
import { someInstances } from './instance-option.ts';
import { progressPrinter } from './refresh-progress.ts';
import { addSavedOption } from './saved-option.ts';

const help = `
Discovery keeps just under AWS's 20 requests a second, slower when AWS says so, all processes together. It asks first
for the accounts of roles that you pinned or used. What ends it (Ctrl-C, no network, the end of the session), what was
read is kept, and the next refresh within half an hour goes on from there. While another rolecall reads an instance, this
one waits and takes what that finds.

With a query, only the accounts of the roles that match are read again: a few calls instead of a thousand. New
accounts are found by a whole refresh alone.

Examples:
  rolecall refresh
  rolecall refresh payments prod
  rolecall refresh --instance acme --json`;

const reportFailures = (host: Host, failures: readonly DiscoveryFailure[]): void => {
  if (failures.length === 0) return;
  host.stderr.write(`${failures.length} accounts could not be read; their last known roles are kept:\n`);
  for (const { accountId, accountName, reason } of failures.slice(0, 20)) {
    host.stderr.write(`  ${accountId} ${accountName}: ${reason}\n`);
  }
  if (failures.length > 20) host.stderr.write(`  and ${failures.length - 20} more\n`);
  host.stderr.write('Try them again with: rolecall refresh\n');
};

type Counts = {
  readonly instance: string;
  readonly accounts: number;
  readonly roles: number;
  readonly added: number;
  readonly removed: number;
};

const countsOf = (refreshed: LoadedRoles, instance: string): Counts => {
  const roles = refreshed.roles.filter((role) => role.instance === instance);
  const changes = refreshed.instances.find((entry) => entry.instance === instance)?.changes;
  return {
    instance,
    accounts: new Set(roles.map((role) => role.accountId)).size,
    roles: roles.length,
    added: changes?.added.length ?? 0,
    removed: changes?.removed.length ?? 0,
  };
};

/** How it was read: accounts that were asked, those that were not asked again, and whether another process did it. */
const readingOf = ({ readings }: Refreshed, instance: string) => {
  const reading = readings.find((one) => one.instance === instance);
  const { asked = 0, resumed = 0, isElsewhere = false } = reading ?? {};
  return { asked, resumed, read_elsewhere: isElsewhere };
};

const accountsText = (count: number): string => `${count} ${count === 1 ? 'account' : 'accounts'}`;

const summarise = (host: Host, loaded: LoadedRoles, instances: readonly InstanceConfig[]): void => {
  for (const { name } of instances) {
    const { accounts, roles, added, removed } = countsOf(loaded, name);
    const changes = added + removed === 0 ? '' : ` (+${added} -${removed})`;
    host.stderr.write(`${name}: ${roles} roles in ${accounts} accounts${changes}\n`);
  }
};

const mostTold = 10;

/** What this refresh changed, by name. */
const tellChanges = (host: Host, changed: readonly InstanceNews[]): void => {
  const lines = changed.flatMap((news) => newsEntries(news).map(entryText));
  for (const line of lines.slice(0, mostTold)) host.stderr.write(`  ${line}\n`);
  if (lines.length > mostTold)
    host.stderr.write(`  and ${lines.length - mostTold} more: rolecall changes lists all\n`);
};

/** Those of several instances that were read before one failed. */
const readSince = (loaded: LoadedRoles, instances: readonly InstanceConfig[], since: number) =>
  instances.filter(({ name }) =>
    loaded.instances.some(({ instance, fetchedAt }) => instance === name && (fetchedAt ?? 0) >= since),
  );

/** Discovers with progress on stderr and a summary at the end. Errors: as `refreshCatalog`. */
export const refreshWithProgress = async (
  host: Host,
  instances: readonly InstanceConfig[],
  accounts?: KnownAccounts,
): Promise<Refreshed> => {
  const interrupted = new AbortController();
  void host.untilSignal().then(() => interrupted.abort());
  const printer = progressPrinter(host);
  const startedAt = host.services.clock.now();
  try {
    const request = { instances, accounts, signal: interrupted.signal, onProgress: printer.tell };
    const refreshed = await refreshCatalog(host.services, request).finally(printer.end);
    if (accounts === undefined) summarise(host, refreshed, instances);
    else
      for (const { instance, asked } of refreshed.readings)
        host.stderr.write(`${instance}: ${accountsText(asked)} read again\n`);
    tellChanges(host, refreshed.changed);
    reportFailures(host, refreshed.failures);
    if (refreshed.config.profiles?.auto) {
      const { refreshProfilesAloud } = await import('./refresh-profiles.ts');
      await refreshProfilesAloud(host, refreshed);
    }
    return refreshed;
  } catch (error) {
    if (error instanceof Cancelled) {
      host.stderr.write('Stopped. What was read is kept; rolecall refresh goes on from there.\n');
    } else {
      const loaded = await loadRoles(host.services);
      summarise(host, loaded, readSince(loaded, instances, startedAt));
    }
    throw error;
  }
};

/** Of the roles that match a query; none, which was said, where no role does. Undefined = no query was given. */
const accountsMeant = async (
  host: Host,
  args: readonly string[],
  options: Options,
): Promise<KnownAccounts | undefined> => {
  if (args.length === 0 && options['filter'] === undefined && options['saved'] === undefined)
    return undefined;
  const loaded = await loadRoles(host.services);
  const accounts = new Map<string, Set<string>>();
  for (const { instance, accountId } of await filterRoles(host, loaded, { args, options }))
    accounts.set(instance, (accounts.get(instance) ?? new Set()).add(accountId));
  if (accounts.size === 0) sayNoRole(host, loaded, { args, options });
  return accounts;
};

export const refresh: CommandModule = {
  configure: (command) =>
    void addSavedOption(command)
      .argument('[query...]', 'only the accounts of roles that match, as in the picker')
      .option('-f, --filter <query>', 'the same, as one text')
      .option('--instance <name>', 'only this instance (default: all)')
      .option('--json', 'print the outcome as JSON on stdout')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const accounts = await accountsMeant(host, args, options);
    if (accounts?.size === 0) return exitCodes.failed;
    const instances = (await someInstances(host, options)).filter(({ name }) => accounts?.has(name) ?? true);
    const refreshed = await refreshWithProgress(host, instances, accounts);
    if (options['json'] === true) {
      const counts = instances.map(({ name }) => ({
        ...countsOf(refreshed, name),
        ...readingOf(refreshed, name),
      }));
      host.stdout.write(`${JSON.stringify({ instances: counts, failures: refreshed.failures }, null, 2)}\n`);
    }
    return refreshed.failures.length === 0 ? exitCodes.ok : exitCodes.failed;
  },
};
