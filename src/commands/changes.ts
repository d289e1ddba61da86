// What discovery found to be new, gone or renamed, until somebody looked at it: here with --seen, or in the picker.
import { exitCodes } from '../domain/exit-codes.ts';
import { ageText, isoSeconds } from '../domain/expiry.ts';
import type { InstanceNews, NewsRole } from '../domain/news.ts';
import { entryText, newsEntries } from '../domain/news-entries.ts';
import { renamedRoles } from '../domain/renamed-roles.ts';
import { loadNews, seeNews } from '../engine/catalog-news.ts';
import type { CommandModule } from './command.ts';
import { someInstances } from './instance-option.ts';

const help = `
Each refresh adds what came, what went and what was renamed, and what comes and goes again is nothing. It is kept until
it was seen: in the picker (Alt-N), or here with --seen. Asks nobody: rolecall refresh reads the accounts again.

Examples:
  rolecall changes
  rolecall changes --seen
  rolecall refresh && rolecall changes --json`;

const roleRecord = ({ accountId, accountName, roleName }: NewsRole) => ({
  account_id: accountId,
  account_name: accountName,
  role_name: roleName,
});

const recordOf = (news: InstanceNews) => ({
  instance: news.instance,
  since: isoSeconds(news.since),
  found_at: isoSeconds(news.foundAt),
  new_roles: news.newRoles.map(roleRecord),
  removed_roles: news.goneRoles.map(roleRecord),
  renamed_roles: renamedRoles(news).map(({ before, after, accountIds }) => ({
    before,
    after,
    account_ids: accountIds,
  })),
  new_accounts: news.newAccounts,
  removed_accounts: news.goneAccounts,
  renamed_accounts: news.renamedAccounts,
});

const textOf = (news: InstanceNews, now: number): string =>
  [
    `${news.instance}, since it was read ${ageText(news.since, now)}`,
    ...newsEntries(news).map((entry) => `  ${entryText(entry)}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

export const changes: CommandModule = {
  configure: (command) =>
    void command
      .option('--instance <name>', 'only this instance (default: all)')
      .option('--seen', 'count them as seen: they are not told again')
      .option('--json', 'print JSON')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const instances = await someInstances(host, options);
    const news = await loadNews(host.services, { instances });
    const now = host.services.clock.now();
    if (options['json'] === true)
      host.stdout.write(`${JSON.stringify({ instances: news.map(recordOf) }, null, 2)}\n`);
    else if (news.length === 0) host.stderr.write('Nothing changed since you last looked.\n');
    else host.stdout.write(news.map((one) => textOf(one, now)).join('\n'));
    if (options['seen'] === true) await seeNews(host.services, news);
    return exitCodes.ok;
  },
};
