// A plain `status` never comes here: quick.ts answers it before a parser is loaded.
import { UsageError } from '../domain/errors.ts';
import { type StatusReport, statusPlaceholders, statusText } from '../domain/status-text.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';
import { folderStatus } from './folder-status.ts';

const help = `
Placeholders of --format: ${statusPlaceholders.map((name) => `{${name}}`).join(' ')}
Reads this shell's environment, and the .rolecall.yaml of this folder where there is one: no network. --format reads no
file; with it, a shell without a role prints nothing.
--watch keeps one line up to date until Ctrl-C: credentials, access token and session, these from what rolecall keeps.
15 and 5 minutes before an end, and at it, the terminal's bell rings; with notify: true in config.yaml it is a
notification of the desktop, with notify: false nothing. Where stdout is no terminal it prints a line a minute.

Examples:
  rolecall status
  rolecall status --json
  rolecall status --watch
  rolecall status --format '{profile} {left}'

Exit codes: 0 a role is held, 1 none is held or it has expired (with --format, expired exits 0).`;

const tell = (host: Host, { stdout, stderr, exitCode }: StatusReport): number => {
  host.stdout.write(stdout);
  host.stderr.write(stderr);
  return exitCode;
};

export const status: CommandModule = {
  configure: (command) => {
    command
      .option('--json', 'print one JSON object')
      .option('--format <template>', 'print a line for a prompt')
      .option('--watch', 'keep one line up to date, and tell before the end')
      .addHelpText('after', help);
  },
  run: async (host, _args, options) => {
    if (options['watch'] === true) {
      if (options['json'] === true || options['format'] !== undefined)
        throw new UsageError('--watch cannot be used with --json or --format.');
      return (await import('./watch-status.ts')).watchStatus(host);
    }
    const { format } = options;
    const now = host.services.clock.now();
    if (typeof format === 'string')
      return tell(host, statusText(host.env, now, { format, json: options['json'] === true }));
    const folder = await folderStatus(host);
    const more = folder.facts && { folder: folder.facts };
    const report = statusText(host.env, now, { json: options['json'] === true, more });
    return tell(host, {
      ...report,
      stderr: `${report.stderr}${options['json'] === true ? '' : folder.warning}`,
    });
  },
};
