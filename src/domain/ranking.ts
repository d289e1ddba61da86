// Fuse.js, where it is worth its price: on few rows. It sees what stage 1 does not: the query as one phrase, so that
// words that stand together and in order come first, and letters that are wrong.
//
// `rankTop` reorders the best 60. Stage 1 stays in charge: a row's rank is its stage 1 score plus up to one character's
// worth (16) of Fuse's relevance, so Fuse decides between near equals and never lifts scattered letters over a word.
// Equal rows keep their order.
//
// `rescueRoles` is for a query that found nothing, which stage 1 cannot mend: it never forgives a wrong letter.
import Fuse, { type IFuseOptions } from 'fuse.js';
import { fold, maskBit } from './fold.ts';
import { maxFuzzyLength } from './query.ts';
import type { Role } from './role.ts';
import type { SearchIndex } from './search-index.ts';
import { stretches } from './steps.ts';

/** How many of the best `rankTop` looks at. */
export const rankedRows = 60;
const relevanceWorth = 16;

const options: IFuseOptions<Role> = {
  keys: [
    { name: 'profile', weight: 3, getFn: (role) => role.profile },
    { name: 'accountName', weight: 2, getFn: (role) => role.accountName },
    { name: 'roleName', weight: 2, getFn: (role) => role.roleName },
  ],
  includeScore: true,
  shouldSort: false,
  ignoreLocation: true,
  ignoreDiacritics: true,
  threshold: 0.6,
};

export type Ranked = {
  /** Role indexes, best first; the first ones are reordered in place. */
  readonly order: Uint32Array;
  /** The stage 1 scores of the first ones, in the same order. */
  readonly scores: readonly number[];
};

export const rankTop = (index: SearchIndex, words: readonly string[], { order, scores }: Ranked): void => {
  const top = Array.from(order.subarray(0, rankedRows));
  const docs = top.map((role) => index.roles.at(role)).filter((role) => role !== undefined);
  const phrase = words.join(' ').slice(0, maxFuzzyLength);
  const ranks = top.map((_, at) => scores[at] ?? 0);
  for (const { refIndex, score } of new Fuse(docs, options).search(phrase)) {
    ranks[refIndex] = (ranks[refIndex] ?? 0) + relevanceWorth * (1 - (score ?? 1));
  }
  const places = top.map((_, at) => at).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b);
  places.forEach((from, to) => {
    order[to] = top[from] ?? 0;
  });
};

const rescuedRows = 2_000;
/** In one step, which is to be over before anybody notices. */
const rescuedAtOnce = 250;
const rescueOptions: IFuseOptions<Role> = { ...options, threshold: 0.4 };

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** The candidates that share most characters with the words, at most 2,000, in catalog order among equals. */
function* nearest(
  index: SearchIndex,
  words: readonly string[],
  roles: Uint32Array,
): Generator<void, readonly number[]> {
  let mask = 0;
  for (const unit of fold(words.join(''))) mask |= maskBit(unit.charCodeAt(0));
  const { heads, tails } = index.profile;
  const { account, role: roleName } = index.fields;
  const buckets: number[][] = Array.from({ length: 33 }, () => []);
  yield* stretches(roles.length, (from, to) => {
    for (const role of roles.subarray(from, to)) {
      let held = 0;
      for (const { masks, ids } of [heads, tails, account, roleName]) held |= masks[ids[role] ?? 0] ?? 0;
      const bucket = buckets[32 - bitCount(held & mask)];
      // No more of any kind are looked at.
      if (bucket !== undefined && bucket.length < rescuedRows) bucket.push(role);
    }
  });
  return buckets.flat().slice(0, rescuedRows);
}

type Near = { readonly role: number; readonly distance: number };

/** Which of a few roles come near to every one of the words. */
const nearAmong = (index: SearchIndex, words: readonly string[], few: readonly number[]): readonly Near[] => {
  const docs = few.map((role) => index.roles.at(role)).filter((role) => role !== undefined);
  const fuse = new Fuse(docs, rescueOptions);
  let near: readonly Near[] = few.map((role) => ({ role, distance: 0 }));
  for (const word of words) {
    const further = new Map(fuse.search(word).map(({ refIndex, score }) => [few[refIndex], score ?? 1]));
    near = near.flatMap(({ role, distance }) => {
      const more = further.get(role);
      return more === undefined ? [] : [{ role, distance: distance + more }];
    });
  }
  return near;
};

/** The roles that come near to every one of the words, nearest first. */
export function* rescueRoles(
  index: SearchIndex,
  words: readonly string[],
  roles: Uint32Array,
): Generator<void, Uint32Array> {
  const candidates = yield* nearest(index, words, roles);
  const near: Near[] = [];
  for (let from = 0; from < candidates.length; from += rescuedAtOnce) {
    yield;
    near.push(...nearAmong(index, words, candidates.slice(from, from + rescuedAtOnce)));
  }
  return Uint32Array.from(
    near.sort((a, b) => a.distance - b.distance),
    ({ role }) => role,
  );
}
