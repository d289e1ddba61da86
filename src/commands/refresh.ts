import type { DiscoveryFailure, DiscoveryProgress } from '../domain/catalog.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { InstanceNews } from '../domain/news.ts';
import { entryText, newsEntries } from '../domain/news-entries.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import { type Refreshed, refreshCatalog } from '../engine/refresh-catalog.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';
import { someInstances } from './instance-option.ts';

const help = `
Discovery keeps just under AWS's 20 requests a second, slower when AWS says so, all processes together. It asks first
for the accounts of roles that you pinned or used. What ends it (Ctrl-C, no network, the end of the session), what was
read is kept, and the next refresh within half an hour goes on from there. While another rolecall reads an instance, this
one waits and takes what that finds.

Examples:
  rolecall refresh
  rolecall refresh --instance acme --json`;

const span = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)}s` : `${Math.floor(seconds / 60)}m ${Math.ceil(seconds % 60)}s`;

const progressLine = (progress: DiscoveryProgress): string => {
  const { instance, accountsDone, accountsTotal, rate, secondsLeft, isElsewhere } = progress;
  const pace =
    rate === undefined || secondsLeft === undefined
      ? ''
      : `, ${rate.toFixed(1)}/s, ${span(secondsLeft)} left`;
  const who = isElsewhere ? ', read by another rolecall' : '';
  return `${instance}: ${accountsDone} of ${accountsTotal} accounts${pace}${who}`;
};

/** One line that is drawn over on a terminal; without one, a line at every tenth. */
const progressPrinter = (host: Host): { tell: (progress: DiscoveryProgress) => void; end: () => void } => {
  const isLive = host.stderr.isTTY === true;
  let lastTenth = 0;
  let goesOn = '';
  return {
    tell: (progress) => {
      const { instance, accountsResumed = 0, accountsTotal, isElsewhere } = progress;
      if (accountsResumed > 0 && goesOn !== instance && isElsewhere !== true) {
        goesOn = instance;
        host.stderr.write(
          `${instance}: going on with ${accountsResumed} of ${accountsTotal} accounts read\n`,
        );
      }
      const tenth = Math.floor((10 * progress.accountsDone) / Math.max(1, progress.accountsTotal));
      if (isLive) host.stderr.write(`\r\u001b[2K${progressLine(progress)}`);
      else if (tenth > lastTenth && accountsTotal >= 100) host.stderr.write(`${progressLine(progress)}\n`);
      lastTenth = tenth;
    },
    end: () => {
      if (isLive) host.stderr.write('\r\u001b[2K');
    },
  };
};

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

/** How it was read: accounts that were not asked again, and whether another process did it. */
const readingOf = ({ readings }: Refreshed, instance: string) => {
  const { resumed = 0, isElsewhere = false } = readings.find((one) => one.instance === instance) ?? {};
  return { resumed, read_elsewhere: isElsewhere };
};

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
): Promise<Refreshed> => {
  const interrupted = new AbortController();
  void host.untilSignal().then(() => interrupted.abort());
  const printer = progressPrinter(host);
  const startedAt = host.services.clock.now();
  try {
    const request = { instances, signal: interrupted.signal, onProgress: printer.tell };
    const refreshed = await refreshCatalog(host.services, request).finally(printer.end);
    summarise(host, refreshed, instances);
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

export const refresh: CommandModule = {
  configure: (command) =>
    void command
      .option('--instance <name>', 'only this instance (default: all)')
      .option('--json', 'print the outcome as JSON on stdout')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const instances = await someInstances(host, options);
    const refreshed = await refreshWithProgress(host, instances);
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
