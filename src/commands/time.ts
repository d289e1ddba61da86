// A plain `time` never comes here: quick.ts answers it before a parser is loaded.
import { timeText } from '../domain/time-text.ts';
import type { CommandModule } from './command.ts';

const help = `
One line such as 1h12m, 42m, <1m or expired. Reads this shell's environment only: no network, no files. A prompt needs no
program for it: docs/prompt.md.

Examples:
  rolecall time
  rolecall time --json
  rolecall time > /dev/null || eval "$(rolecall env)"

Exit codes: 0 they live, or nothing says when they end; 1 they have expired, or there are none.`;

export const time: CommandModule = {
  configure: (command) => void command.option('--json', 'print one JSON object').addHelpText('after', help),
  run: async (host, _args, options) => {
    const report = timeText(host.env, host.services.clock.now(), options['json'] === true ? 'json' : 'plain');
    host.stdout.write(report.stdout);
    host.stderr.write(report.stderr);
    return report.exitCode;
  },
};
