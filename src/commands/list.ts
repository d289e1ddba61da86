// Most listings never come here: quick-list.ts answers them before a parser is loaded.
import { exitCodes } from '../domain/exit-codes.ts';
import { listingOf, listingText, showsLives } from '../domain/listing.ts';
import { listFields } from '../domain/role-record.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { cachedLives } from '../engine/role-credentials.ts';
import type { CommandModule } from './command.ts';
import { filterRoles, sayNoRole } from './filter-roles.ts';
import { addSavedOption } from './saved-option.ts';

const help = `
Fields: ${listFields.join(', ')}.
A table on a terminal, tab-separated without one. No network and no sign-in is needed.
What a query can say: rolecall help query

Examples:
  rolecall list
  rolecall list prod admin --fields profile,account_id,expires
  rolecall list env:prod --sort account_name --csv
  rolecall list @live --fields profile,expires
  rolecall list --saved prod-admins
  rolecall list '@new|@gone' --fields profile,account_name,role_name
  rolecall list --json | jq -r '.[].profile'`;

export const list: CommandModule = {
  configure: (command) =>
    void addSavedOption(command)
      .argument('[query...]', 'only roles that match, as in the picker')
      .option('-f, --filter <query>', 'the same, as one text')
      .option('--instance <name>', 'only roles of this instance')
      .option('--fields <names>', 'what to show, comma-separated')
      .option('-s, --sort <field>', 'sort by a field (default: as found, best match first)')
      .option('--reverse', 'sort the other way round')
      .option('--csv', 'comma-separated, with a header')
      .option('--json', 'an array of objects with every field')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const listing = listingOf(options);
    const loaded = await loadRoles(host.services);
    const found = await filterRoles(host, loaded, { args, options });
    const lives = showsLives(listing) ? await cachedLives(host.services, loaded.config.instances) : new Map();
    const facts = { lives, now: host.services.clock.now(), guardRules: loaded.config.guard };
    const width = host.stdout.isTTY ? host.stdout.columns || 80 : undefined;
    host.stdout.write(listingText(found, { listing, facts, width }));
    if (found.length > 0) return exitCodes.ok;
    sayNoRole(host, loaded, { args, options });
    return exitCodes.failed;
  },
};
