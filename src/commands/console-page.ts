// `console`: which page it opens, and the list of services to choose from.
import type { Command } from 'commander';
import { searchServices } from '../domain/console-destinations.ts';
import { requireService } from '../domain/console-url.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { tableLines } from '../domain/table.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { regionOption } from './region-option.ts';

export type ConsolePage = {
  readonly region: string | undefined;
  readonly service: string | undefined;
  readonly destination: string | undefined;
};

export const addPage = (command: Command): Command =>
  command
    .option('-r, --region <region>', 'region that the console opens in')
    .option('-s, --service <service>', 'console service to open, such as s3, ec2 or "step functions"')
    .option('--destination <url>', 'any page of the console, by its URL, its path, or the ARN of a resource')
    .option('--services', 'list the services, or those that the words find; with --json as JSON')
    .option('--json', 'of --services: JSON');

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** What the flags say, as far as it can be checked without a role. Errors: UsageError. */
export const pageOf = (options: Options): ConsolePage => {
  const service = textOf(options['service']);
  const destination = textOf(options['destination']);
  if (service !== undefined && destination !== undefined)
    throw new UsageError('Give one of --service and --destination.');
  if (options['json'] === true && options['services'] !== true)
    throw new UsageError('--json goes with --services.');
  if (service !== undefined) requireService(service);
  return { region: regionOption(options), service, destination };
};

/** The services that the words find, best first; all without words. */
export const listServices = (host: Host, words: readonly string[], options: Options): number => {
  const found = searchServices(words.join(' '));
  if (options['json'] === true) {
    const records = found.map(({ id, name, isGlobal, path, words: also }) => ({
      id,
      name,
      global: isGlobal,
      path,
      also,
    }));
    host.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
  } else if (found.length > 0) {
    const rows = found.map(({ id, name, isGlobal, words: also }) => [
      id,
      name,
      isGlobal ? 'global' : 'regional',
      also.join(' '),
    ]);
    const header = ['service', 'name', 'where', 'also'];
    const lines = host.stdout.isTTY
      ? tableLines({ header, rows, width: host.stdout.columns || 80 })
      : rows.map((row) => row.join('\t'));
    host.stdout.write(`${lines.join('\n')}\n`);
  }
  if (found.length > 0) return exitCodes.ok;
  host.stderr.write('No service matches.\n');
  return exitCodes.failed;
};
