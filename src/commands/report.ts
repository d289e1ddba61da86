import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type Report, reportOf, type Usage } from '../domain/report.ts';
import { tableLines } from '../domain/table.ts';
import { parseSpan } from '../domain/time-span.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
Drawn from the audit log (audit.jsonl in the state folder), or from those that are named. It tells who used which role,
when and how it went, and holds no secret. A role is risky when it is tagged risk with anything but low, none or no.
audit: false in config.yaml keeps no log.

Examples:
  rolecall report
  rolecall report --since 12h
  rolecall report --by user /var/log/rolecall/*.jsonl     over the logs of several people or machines
  rolecall report --json | jq '.never_used'`;

const spanOf = (text: string): number => {
  const span = parseSpan(text);
  if (span !== undefined) return span;
  throw new UsageError('--since is a number and a unit: 90m, 12h, 30d or 2w.');
};

const percent = (rate: number | undefined): string =>
  rate === undefined ? '' : `${Math.round(rate * 100)}%`;

const ms = (duration: number | undefined): string =>
  duration === undefined ? '' : `${Math.round(duration)} ms`;

const running = (seconds: number): string => {
  if (seconds === 0) return '';
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
};

const profileHeader = [
  'profile',
  'requests',
  'succeeded',
  'average',
  'from_cache',
  'in_exec',
  'risky',
  'last_used',
  'users',
];

/** `alice, bob`, or three and how many more. */
const namesOf = (users: readonly string[]): string =>
  users.length > 4 ? `${users.slice(0, 3).join(', ')} and ${users.length - 3} more` : users.join(', ');

const when = (time: string | undefined): string => time?.slice(0, 16).replace('T', ' ') ?? '';

const rowOf = (usage: Report['profiles'][number]): readonly string[] => [
  usage.profile,
  String(usage.requests),
  percent(usage.success_rate),
  ms(usage.average_duration_ms),
  percent(usage.cache_hit_rate),
  running(usage.exec_seconds),
  usage.is_risky ? 'yes' : '',
  when(usage.last_used),
  namesOf(usage.users),
];

const userHeader = [
  'user',
  'requests',
  'succeeded',
  'average',
  'from_cache',
  'in_exec',
  'roles',
  'last_used',
];

const userRowOf = (usage: Report['users'][number]): readonly string[] => [
  usage.user,
  String(usage.requests),
  percent(usage.success_rate),
  ms(usage.average_duration_ms),
  percent(usage.cache_hit_rate),
  running(usage.exec_seconds),
  String(usage.roles),
  when(usage.last_used),
];

/** Users are a column only where there are several. */
const tableOf = ({ profiles, users }: Report, by: string) => {
  if (by === 'user') return { header: userHeader, rows: users.map(userRowOf) };
  const columns = profileHeader.length - (users.length > 1 ? 0 : 1);
  return {
    header: profileHeader.slice(0, columns),
    rows: profiles.map((usage) => rowOf(usage).slice(0, columns)),
  };
};

const totalText = ({ requests, success_rate, average_duration_ms, cache_hit_rate }: Usage): string =>
  [
    `${requests} ${requests === 1 ? 'request' : 'requests'} for credentials`,
    ...(success_rate === undefined ? [] : [`${percent(success_rate)} succeeded`]),
    ...(cache_hit_rate === undefined ? [] : [`${percent(cache_hit_rate)} from the cache`]),
    ...(average_duration_ms === undefined ? [] : [`${ms(average_duration_ms)} on average`]),
  ].join(', ');

const namesShown = 10;

const neverUsedText = (names: readonly string[]): string => {
  const shown = names.slice(0, namesShown).join(', ');
  const more = names.length > namesShown ? `, and ${names.length - namesShown} more (--json lists them)` : '';
  return names.length === 0
    ? 'Every role of the catalog was used.'
    : `Never used in this time: ${names.length} of the catalog: ${shown}${more}.`;
};

type Layout = { readonly by: string; readonly width: number };

const textOf = (report: Report, { by, width }: Layout): string => {
  const since = `Since ${when(report.since)} UTC: `;
  const { header, rows } = tableOf(report, by);
  return [
    `${since}${totalText(report.total)}.`,
    ...(rows.length === 0 ? [] : ['', ...tableLines({ header, rows, width }), '']),
    `In roles tagged as risky, exec ran for ${running(report.risky_exec_seconds) || 'no time'}.`,
    neverUsedText(report.never_used),
    '',
  ].join('\n');
};

type Wanted = { readonly since: number; readonly files: readonly string[] };

const readReport = async (host: Host, { since, files }: Wanted): Promise<Report> => {
  const { roles } = await loadRoles(host.services);
  const audit = await host.services.audit();
  if (files.length === 0) return reportOf({ records: await audit.read(since), roles, since });
  const { records, damaged } = await audit.readOthers(files, since);
  if (damaged > 0)
    host.stderr.write(
      `${damaged} ${damaged === 1 ? 'line is no record' : 'lines are no records'}: left out.\n`,
    );
  return reportOf({ records, roles, since });
};

const byOf = (options: Options): string => {
  const by = String(options['by'] ?? 'profile');
  if (by === 'profile' || by === 'user') return by;
  throw new UsageError('--by is profile or user.');
};

export const report: CommandModule = {
  configure: (command) =>
    void command
      .argument('[path...]', 'audit logs, or folders of them, instead of your own')
      .option('--by <what>', 'a line for each: profile or user', 'profile')
      .option('--since <span>', 'how far back: 90m, 12h, 30d, 2w', '30d')
      .option('--json', 'one object with every figure')
      .addHelpText('after', help),
  run: async (host, files, options) => {
    const by = byOf(options);
    const since = host.services.clock.now() - spanOf(String(options['since'] ?? '30d'));
    const read = await readReport(host, { since, files });
    host.stdout.write(
      options['json'] === true
        ? `${JSON.stringify(read, null, 2)}\n`
        : textOf(read, { by, width: host.stdout.columns || 120 }),
    );
    return exitCodes.ok;
  },
};
