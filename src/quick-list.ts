// The quick road of `list`: roles that are known, with the ends of credentials that are cached, from files alone. What
// a query like `@fav` stands for, and why nothing was found, is for the long road.
import { cachedConfig } from './adapters/config-cache.ts';
import { foldersOf } from './adapters/folders.ts';
import { keptRoleTable } from './adapters/kept-role-table.ts';
import { openSecretStore } from './adapters/secret-store/open-secret-store.ts';
import { queryOf, type Wanted } from './commands/filter-roles.ts';
import type { Config } from './domain/config.ts';
import { credentialOrigin } from './domain/credential-origin.ts';
import { exitCodes } from './domain/exit-codes.ts';
import { listingOf, listingText, showsLives } from './domain/listing.ts';
import { parseQuery } from './domain/query.ts';
import { knownWordsIn } from './domain/query-trouble.ts';
import { findRoles } from './domain/select-roles.ts';
import { configKey } from './engine/config-key.ts';
import { livesOf } from './engine/role-credentials.ts';
import type { Outside, QuickAnswer } from './quick.ts';

const short: Readonly<Record<string, string>> = { '-f': '--filter', '-s': '--sort' };
const withValue = ['--filter', '--instance', '--fields', '--sort', '--saved'];
const flags = ['--reverse', '--csv', '--json'];

/** As the parser of the long road reads the words; undefined for those that are its own to judge. */
export const wantedOf = (words: readonly string[]): Wanted | undefined => {
  const args: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const [, named = word, joined] = /^(--\w+)=(.*)$/s.exec(word) ?? [];
    const name = short[named] ?? named;
    const value = joined ?? words[at + 1];
    if (flags.includes(name) && joined === undefined) options[name.slice(2)] = true;
    else if (withValue.includes(name) && value !== undefined) {
      options[name.slice(2)] = value;
      if (joined === undefined) at += 1;
    } else return undefined;
  }
  return { args, options };
};

const livesIn = async (outside: Outside, { instances, secretStore }: Config) => {
  const { env, platform, now } = outside;
  const store = openSecretStore({
    ...{ directory: foldersOf(outside).secrets, config: secretStore },
    ...{ env, platform },
  });
  const notHere = () => Promise.reject(new Error('The quick road does not wait.'));
  const services = {
    clock: { now, sleep: notHere, inTurns: notHere },
    secretStore: async () => store,
  };
  const lives = new Map<string, number>();
  for (const instance of instances) {
    const origin = credentialOrigin(instance, env);
    for (const [key, end] of await livesOf({ services, instance, origin })) lives.set(key, end);
  }
  return lives;
};

export const listAnswer = async (outside: Outside): Promise<QuickAnswer | undefined> => {
  const wanted = wantedOf(outside.argv.slice(1));
  if (wanted === undefined) return undefined;
  const listing = listingOf(wanted.options);
  const folders = foldersOf(outside);
  const config = cachedConfig(folders);
  if (config === undefined) return undefined;
  const query = queryOf(config, wanted);
  if (knownWordsIn(parseQuery(query)).length > 0) return undefined;
  const table = keptRoleTable(folders.cache, configKey(config));
  if (table === undefined) return undefined;
  const { instance } = wanted.options;
  const own = instance === undefined ? table.roles : table.roles.filter((role) => role.instance === instance);
  const found = query === '' ? own : findRoles(own, { query });
  if (found.length === 0) return undefined;
  const lives = showsLives(listing) ? await livesIn(outside, config) : new Map();
  const facts = { lives, now: outside.now(), guardRules: config.guard };
  const stdout = listingText(found, { listing, facts, width: outside.terminalWidth() });
  return { stdout, stderr: '', exitCode: exitCodes.ok };
};
