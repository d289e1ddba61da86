import { exitCodes } from '../domain/exit-codes.ts';
import { type Role, roleArn } from '../domain/role.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { CommandModule } from './command.ts';
import { filterRoles, sayNoRole } from './filter-roles.ts';
import { addSavedOption } from './saved-option.ts';

const help = `
Automatic tags come from AWS and from the config's names; your own come from config.yaml: an account's tags, a
role's tags, and tag_rules by pattern. Filter by any of them in a query, such as env:prod.

Examples:
  rolecall tags prod admin
  rolecall tags --json`;

/** The automatic tags of a role, under the user's own. */
const allTags = (role: Role): Tags =>
  mergeTags(
    {
      account: role.accountName,
      account_id: role.accountId,
      email: role.email,
      instance: role.instance,
      role: role.roleName,
      profile: role.profile,
    },
    role.region === undefined ? undefined : { region: role.region },
    role.tags,
  );

const describe = (role: Role): string => {
  const tags = allTags(role);
  const lines = Object.keys(tags)
    .sort()
    .map((key) => `  ${key}: ${tags[key]}`);
  return [roleArn(role), ...lines, ''].join('\n');
};

export const tags: CommandModule = {
  configure: (command) =>
    void addSavedOption(command)
      .argument('[query...]', 'only roles that match, as in the picker')
      .option('--instance <name>', 'only roles of this instance')
      .option('--json', 'an array of objects with arn and tags')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const loaded = await loadRoles(host.services);
    const found = await filterRoles(host, loaded, { args, options });
    if (options['json'] === true) {
      const records = found.map((role) => ({
        arn: roleArn(role),
        profile: role.profile,
        tags: allTags(role),
      }));
      host.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
    } else {
      host.stdout.write(found.map((role) => `${describe(role)}\n`).join(''));
    }
    if (found.length > 0) return exitCodes.ok;
    sayNoRole(host, loaded, { args, options });
    return exitCodes.failed;
  },
};
