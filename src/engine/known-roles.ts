// What is known of roles beside the catalog, for queries of commands: only what a query asks for is read.

import { type GoneRoleId, goneInNews } from '../domain/gone-roles.ts';
import { recentKeys } from '../domain/history.ts';
import type { KnownRoles } from '../domain/known-roles.ts';
import type { InstanceNews } from '../domain/news.ts';
import { type KnownWord, parseQuery } from '../domain/query.ts';
import { knownWordsIn } from '../domain/query-trouble.ts';
import { roleKey } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';
import { loadNews } from './catalog-news.ts';
import type { LoadedRoles } from './load-roles.ts';
import { cachedLives } from './role-credentials.ts';

/** Roles that the last refresh no longer found, or that went since the person looked. */
export const goneRoleIds = async (
  services: Services,
  { config, instances }: Pick<LoadedRoles, 'config' | 'instances'>,
): Promise<readonly GoneRoleId[]> => [
  ...(await loadNews(services, config)).flatMap(goneInNews),
  ...instances.flatMap(({ changes, fetchedAt }) =>
    changes.removed.map((id) => ({ ...id, missedAt: fetchedAt })),
  ),
];

const keysFor = async (
  services: Services,
  { config, instances }: LoadedRoles,
  word: KnownWord,
): Promise<Iterable<string>> => {
  const news = async (): Promise<readonly InstanceNews[]> => loadNews(services, config);
  switch (word) {
    case 'fav':
      return (await (await services.history()).load()).pins;
    case 'recent':
      return recentKeys(await (await services.history()).load());
    case 'live':
      return (await cachedLives(services, config.instances)).keys();
    case 'new':
      return [
        ...instances.flatMap(({ changes }) => changes.added),
        ...(await news()).flatMap(({ newRoles }) => newRoles),
      ].map(roleKey);
    case 'gone':
      return (await goneRoleIds(services, { config, instances })).map(roleKey);
  }
};

/** The sets that words like `@fav` of this query stand for. Nothing is read where it has none. */
export const knownRoles = async (
  services: Services,
  loaded: LoadedRoles,
  query: string,
): Promise<KnownRoles> => {
  const known: Partial<Record<KnownWord, ReadonlySet<string>>> = {};
  for (const word of new Set(knownWordsIn(parseQuery(query)))) {
    known[word] = new Set(await keysFor(services, loaded, word));
  }
  return known;
};
