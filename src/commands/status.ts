// A plain `status` never comes here: quick.ts answers it before a parser is loaded.
import { statusPlaceholders, statusText } from '../domain/status-text.ts';
import type { CommandModule } from './command.ts';

const help = `
Placeholders of --format: ${statusPlaceholders.map((name) => `{${name}}`).join(' ')}
Reads this shell's environment only: no network, no files. With --format, a shell without a role prints nothing.

Examples:
  rolecall status
  rolecall status --json
  rolecall status --format '{profile} {left}'

Exit codes: 0 a role is held, 1 none is held or it has expired (with --format, expired exits 0).`;

export const status: CommandModule = {
  configure: (command) => {
    command
      .option('--json', 'print one JSON object')
      .option('--format <template>', 'print a line for a prompt')
      .addHelpText('after', help);
  },
  run: async (host, _args, options) => {
    const report = statusText(host.env, host.services.clock.now(), {
      json: options['json'] === true,
      ...(typeof options['format'] === 'string' ? { format: options['format'] } : {}),
    });
    host.stdout.write(report.stdout);
    host.stderr.write(report.stderr);
    return report.exitCode;
  },
};
