// The search, in two stages.
//
// Stage 1 sees every role and must be done within a key press at a hundred thousand of them. Each term of the query
// narrows the roles that the ones before it left (term-filter.ts): a mask of characters refuses most texts, a scan over
// typed arrays scores the others (text-match.ts), and distinct texts are scored once (search-index.ts). Cheap and
// selective terms go first; since scores are added up, the order of terms changes nothing. A role's score is the sum
// over terms of the best field of each; equal scores are ordered by the length of the profile, then as given: a counting
// sort, stable and linear.
//
// Stage 2 lets Fuse look at the best 60 (ranking.ts) and works out what to underline, for the rows on the screen only
// (highlight.ts). Beyond those 60 the order is that of stage 1.
//
// A query without words (none at all, or only exact filters and negations) keeps the given order, so that whoever puts
// favourites first keeps them first.
import type { Alternative, Query } from './query.ts';
import { rankedLength, rankTop, rescueRoles } from './ranking.ts';
import type { SearchIndex } from './search-index.ts';
import { resolveQuery } from './search-targets.ts';
import { allCandidates, type Candidates, filterByTerm } from './term-filter.ts';

export type SearchResult = {
  readonly total: number;
  readonly matched: number;
  /** Indexes of all matching roles, best first. */
  readonly order: Uint32Array;
  /** These only come near to what was asked. */
  readonly isTypo: boolean;
};

type Term = readonly Alternative[];

const isScoring = (alternative: Alternative): boolean =>
  !alternative.isNegated &&
  (alternative.kind === 'text' || (!alternative.isExact && alternative.value !== ''));

const cost = (term: Term): number =>
  term.some((alternative) => alternative.kind === 'text')
    ? 1_000 - Math.min(...term.map((one) => (one.kind === 'text' ? one.text.length : 1_000)))
    : 0;

const filterByTerms = (index: SearchIndex, terms: readonly Term[]): Candidates =>
  [...terms]
    .sort((a, b) => cost(a) - cost(b))
    .reduce((left, term) => filterByTerm(index, term, left), allCandidates(index));

const keyBits = 10;
const buckets = 1 << keyBits;
const longest = 63;
const maxScore = (1 << (2 * keyBits - 6)) - 1;

/** Ascending; 0 is the best score with the shortest profile. Fits two digits of ten bits. */
const sortKeys = (index: SearchIndex, { roles, scores }: Candidates): Uint32Array => {
  const { starts, ids } = index.fields.profile;
  const keys = new Uint32Array(roles.length);
  for (let i = 0; i < roles.length; i++) {
    const id = ids[roles[i] ?? 0] ?? 0;
    const length = Math.min((starts[id + 1] ?? 0) - (starts[id] ?? 0), longest);
    keys[i] = (maxScore - Math.min(scores[i] ?? 0, maxScore)) * (longest + 1) + length;
  }
  return keys;
};

/** Places in ascending order of one digit of their keys; places of equal digits stay as they were. */
const sortByDigit = (keys: Uint32Array, places: Uint32Array, shift: number): Uint32Array => {
  const ends = new Uint32Array(buckets + 1);
  for (const key of keys) {
    const digit = ((key >> shift) & (buckets - 1)) + 1;
    ends[digit] = (ends[digit] ?? 0) + 1;
  }
  for (let digit = 1; digit <= buckets; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
  const sorted = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const digit = ((keys[place] ?? 0) >> shift) & (buckets - 1);
    const to = ends[digit] ?? 0;
    sorted[to] = place;
    ends[digit] = to + 1;
  }
  return sorted;
};

const sorted = (index: SearchIndex, candidates: Candidates): Uint32Array => {
  const keys = sortKeys(index, candidates);
  const given = Uint32Array.from({ length: keys.length }, (_, at) => at);
  return sortByDigit(keys, sortByDigit(keys, given, 0), keyBits);
};

const isFuzzy = (alternative: Alternative): boolean =>
  alternative.kind === 'text' && alternative.match === 'fuzzy' && !alternative.isNegated;

const fuzzyWords = (terms: readonly Term[]): readonly string[] =>
  terms.flatMap((term) => term.flatMap((one) => (one.kind === 'text' && isFuzzy(one) ? one.text : [])));

/** All roles that match, best first. The empty query matches all, in the given order. */
export const search = (index: SearchIndex, query: Query): SearchResult => {
  const { terms } = resolveQuery(index, query);
  const total = index.roles.length;
  const candidates = filterByTerms(index, terms);
  const matched = candidates.roles.length;
  if (!terms.some((term) => term.some(isScoring))) {
    return { total, matched, order: candidates.roles, isTypo: false };
  }
  const places = sorted(index, candidates);
  const order = places.map((place) => candidates.roles[place] ?? 0);
  const words = fuzzyWords(terms);
  if (words.length > 0) {
    const top = Array.from(places.subarray(0, rankedLength(places)));
    rankTop(index, words, { order, scores: top.map((place) => candidates.scores[place] ?? 0) });
  }
  return { total, matched, order, isTypo: false };
};

/** For a query that matched nothing: roles whose names come near to its words. Filters and negations still hold. Takes
 *  tens of milliseconds: call it off the key path. */
export const rescue = (index: SearchIndex, query: Query): SearchResult => {
  const { terms } = resolveQuery(index, query);
  const words = fuzzyWords(terms);
  const strict = filterByTerms(
    index,
    terms.filter((term) => !term.some(isFuzzy)),
  );
  const order = words.length === 0 ? new Uint32Array(0) : rescueRoles(index, words, strict.roles);
  return { total: index.roles.length, matched: order.length, order, isTypo: true };
};
