import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type Report, reportOf, type Usage } from '../domain/report.ts';
import { tableLines } from '../domain/table.ts';
import { parseSpan } from '../domain/time-span.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';

const help = `
Drawn from the audit log (audit.jsonl in the state folder), which names who used which role, when and how it went,
and holds no secret. A role is risky when it is tagged risk with anything but low, none or no. audit: false in
config.yaml keeps no log.

Examples:
  rolecall report
  rolecall report --since 12h
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

const header = ['profile', 'requests', 'succeeded', 'average', 'from_cache', 'in_exec', 'risky', 'last_used'];

const rowOf = (usage: Report['profiles'][number]): readonly string[] => [
  usage.profile,
  String(usage.requests),
  percent(usage.success_rate),
  ms(usage.average_duration_ms),
  percent(usage.cache_hit_rate),
  running(usage.exec_seconds),
  usage.is_risky ? 'yes' : '',
  usage.last_used?.slice(0, 16).replace('T', ' ') ?? '',
];

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

const textOf = (report: Report, width: number): string => {
  const since = `Since ${report.since.slice(0, 16).replace('T', ' ')} UTC: `;
  const rows = report.profiles.map(rowOf);
  return [
    `${since}${totalText(report.total)}.`,
    ...(rows.length === 0 ? [] : ['', ...tableLines({ header, rows, width }), '']),
    `In roles tagged as risky, exec ran for ${running(report.risky_exec_seconds) || 'no time'}.`,
    neverUsedText(report.never_used),
    '',
  ].join('\n');
};

const readReport = async (host: Host, since: number): Promise<Report> => {
  const { roles } = await loadRoles(host.services);
  const records = await (await host.services.audit()).read(since);
  return reportOf({ records, roles, since });
};

export const report: CommandModule = {
  configure: (command) =>
    void command
      .option('--since <span>', 'how far back: 90m, 12h, 30d, 2w', '30d')
      .option('--json', 'one object with every figure')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const since = host.services.clock.now() - spanOf(String(options['since'] ?? '30d'));
    const read = await readReport(host, since);
    host.stdout.write(
      options['json'] === true
        ? `${JSON.stringify(read, null, 2)}\n`
        : textOf(read, host.stdout.columns || 120),
    );
    return exitCodes.ok;
  },
};
