import type { ActionId } from '../domain/action.ts';
import { UsageError } from '../domain/errors.ts';
import { themeNames } from '../domain/theme-name.ts';
import type { Host } from '../host.ts';
import { carryOut } from './carry-out.ts';
import type { CommandModule } from './command.ts';
import { pickRole } from './pick-role.ts';

const help = `
Enter starts a subshell with the role; when stdout is captured, as in eval "$(rolecall)", it prints exports.
Every other action has a key: press ? in the picker. Ctrl-C leaves without a word, exit 130.

Examples:
  rolecall
  rolecall --query "prod admin"
  rolecall --action console`;

const actions: readonly ActionId[] = ['export', 'exec', 'console', 'profile'];

/** Exports printed on a screen set nothing and show keys: there, a subshell is what Enter does. */
const enterAction = async (host: Host): Promise<ActionId> => {
  const { defaultAction } = await (await host.services.configStore()).load();
  return defaultAction === 'export' && host.stdout.isTTY ? 'exec' : defaultAction;
};

export const pick: CommandModule = {
  configure: (command) =>
    void command
      .option('-q, --query <text>', 'start with this query')
      .option('--action <action>', `what Enter does: ${actions.join(', ')}`)
      .option('--theme <name>', `colours to use: ${themeNames.join(', ')}`)
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const given = options['action'];
    const named = actions.find((action) => action === given);
    if (given !== undefined && named === undefined)
      throw new UsageError(`--action is one of ${actions.join(', ')}.`);
    const action = named ?? (await enterAction(host));
    const query = typeof options['query'] === 'string' ? options['query'] : '';
    const theme = themeNames.find((name) => name === options['theme']);
    if (options['theme'] !== undefined && theme === undefined)
      throw new UsageError(`--theme is one of ${themeNames.join(', ')}.`);
    const role = await pickRole(host, { action, query, theme });
    return carryOut(host, action, role);
  },
};
