// The sets that words like `@fav` stand for, from what the picker knows. Each stays the same object while nothing
// changed, since what was found is kept by it.
import type { CatalogChanges } from '../domain/catalog.ts';
import { type History, recentKeys } from '../domain/history.ts';
import type { KnownRoles } from '../domain/known-roles.ts';
import { type KnownWord, knownWords, type Query } from '../domain/query.ts';
import { knownWordsIn } from '../domain/query-trouble.ts';
import { type RoleId, roleKey } from '../domain/role.ts';
import type { PickerState } from './state.ts';

const remembered = <Source extends object>(keysOf: (source: Source) => Iterable<string>) => {
  const sets = new WeakMap<Source, ReadonlySet<string>>();
  return (source: Source): ReadonlySet<string> => {
    const set = sets.get(source) ?? new Set(keysOf(source));
    sets.set(source, set);
    return set;
  };
};

const keys = (ids: readonly RoleId[]): readonly string[] => ids.map(roleKey);

const pinned = remembered((history: History) => history.pins);
const recent = remembered(recentKeys);
const added = remembered((changes: CatalogChanges) => keys(changes.added));
const removed = remembered((changes: CatalogChanges) => keys(changes.removed));

type Lives = PickerState['lives'];
type Alive = { readonly lives: Lives; readonly from: number; readonly until: number };

let lastAlive: (Alive & { readonly set: ReadonlySet<string> }) | undefined;

/** Changes only when the next one ends. */
const alive = (lives: Lives, now: number): ReadonlySet<string> => {
  if (lastAlive?.lives === lives && now >= lastAlive.from && now < lastAlive.until) return lastAlive.set;
  const living = [...lives].filter(([, expiresAt]) => expiresAt > now);
  const until = Math.min(...living.map(([, expiresAt]) => expiresAt));
  lastAlive = { lives, from: now, until, set: new Set(living.map(([key]) => key)) };
  return lastAlive.set;
};

const setOf = ({ history, lives, now, catalog }: PickerState, word: KnownWord): ReadonlySet<string> => {
  switch (word) {
    case 'fav':
      return pinned(history);
    case 'recent':
      return recent(history);
    case 'live':
      return alive(lives, now);
    case 'new':
      return added(catalog.changes);
    case 'gone':
      return removed(catalog.changes);
  }
};

/** Of the words that the query asks for. */
export const knownFor = (state: PickerState, query: Query): KnownRoles =>
  Object.fromEntries(knownWordsIn(query).map((word) => [word, setOf(state, word)]));

export const isSameKnown = (a: KnownRoles, b: KnownRoles): boolean =>
  knownWords.every((word) => a[word] === b[word]);
