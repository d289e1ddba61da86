// The sets that words like `@fav` stand for, from what the picker knows. Each stays the same object while nothing
// changed, since what was found is kept by it.
import { type History, recentKeys } from '../domain/history.ts';
import { type KnownRoles, nothingKnown } from '../domain/known-roles.ts';
import { type KnownWord, knownWords, type Query } from '../domain/query.ts';
import { knownWordsIn } from '../domain/query-trouble.ts';
import { roleKey } from '../domain/role.ts';
import { goneIds } from './listed-roles.ts';
import type { LoadedRoles, PickerState } from './state.ts';

const remembered = <Source extends object, Key extends string>(keysOf: (source: Source) => Iterable<Key>) => {
  const sets = new WeakMap<Source, ReadonlySet<Key>>();
  return (source: Source): ReadonlySet<Key> => {
    const set = sets.get(source) ?? new Set(keysOf(source));
    sets.set(source, set);
    return set;
  };
};

const pinned = remembered((history: History) => history.pins);
const recent = remembered(recentKeys);
// At the last refresh, or since the person looked.
const came = remembered(({ changes, news = [] }: LoadedRoles) =>
  [...changes.added, ...news.flatMap(({ newRoles }) => newRoles)].map(roleKey),
);
const went = remembered((catalog: LoadedRoles) => goneIds(catalog).map(roleKey));

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
      return came(catalog);
    case 'gone':
      return went(catalog);
  }
};

const wordsOf = remembered((query: Query) => knownWordsIn(query));

/** Of the words that the query asks for. */
export const knownFor = (state: PickerState, query: Query): KnownRoles => {
  const words = wordsOf(query);
  return words.size === 0
    ? nothingKnown
    : Object.fromEntries([...words].map((word) => [word, setOf(state, word)]));
};

export const isSameKnown = (a: KnownRoles, b: KnownRoles): boolean =>
  a === b || knownWords.every((word) => a[word] === b[word]);

const whenNone: Readonly<Record<KnownWord, string>> = {
  fav: 'No role is pinned.',
  recent: 'No role was used yet.',
  live: 'No role has credentials that live.',
  new: 'No role is new.',
  gone: 'No role is gone.',
};

/** Why a word like `@fav` finds nothing: a sentence for each of the query that does not. */
export const emptyWords = (state: PickerState, query: Query): readonly string[] =>
  knownWordsIn(query)
    .filter((word) => setOf(state, word).size === 0)
    .map((word) => whenNone[word]);
