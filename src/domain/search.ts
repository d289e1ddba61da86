// How a role is found, and why it stands where it stands.
//
// A person types a few letters and takes the first row: all that counts is which row is first, and that it is there
// before the next key. So a cheap count over every role decides who is in and in which order, and a dear look at the
// best few mends what the count cannot see.
//
// Stage 1 sees every role. Each term of the query narrows what the ones before it left (term-filter.ts), cheap and
// selective terms first; since scores are added up, their order changes nothing; one that is said twice counts once. A
// word is tried on each distinct text once, and most texts are refused by a mask of their letters (search-index.ts,
// text-scores.ts). A profile is tried in its two parts (part-match.ts), of which there are few.
//
// What a word scores on a text (text-match.ts) follows fzf, which hands are used to. Each letter is worth 16. A run
// wins over letters with gaps, for people abbreviate by beginnings; a place where a word begins is worth 8 more, a
// hump of camelCase 7, the start of the text 10, twice for the word's first letter, since that is the one people are
// sure of. A gap costs 3 and 1 for each further letter, 12 at most: past that, far is far. A word that ends where a
// word of the text ends gets 6, so that `admin` is admin before it is AdministratorAccess. The best of the fields
// counts, the profile's with 24 more, the account's and the role's with 20, since these are what the eye scans; an id
// has 12, an e-mail and tags nothing, and these three must hold the word in one piece: digits and addresses hold any
// letters in some order.
//
// A role's score is the sum over the terms. Equal scores are ordered by the length of the profile, as less text around
// the same match is a better match, then as given, so that the list never trembles: a counting sort, stable and
// linear.
//
// Stage 2 lets Fuse look at the best 60 (ranking.ts): it sees the query as a phrase, and may move a row by what one
// letter is worth, never more. What to underline is worked out for the rows on the screen only (highlight.ts).
//
// While a person types, each query says more than the one before, and only what that one found is searched
// (narrowing.ts). A query without words (none at all, or only filters that fit or not, negations, words like `@fav`)
// keeps the given order, so that whoever puts favourites first keeps them first.
//
// A search may take long where roles are many or the machine is slow, so it is made of steps of a few milliseconds: between
// two of them a key can be served, and what nobody waits for any more is left (picker/pending-search.ts).
//
// Given up: the best of all fits with gaps (the first and tightest is taken), wrong letters (unless nothing was found:
// `rescue`), and Fuse's opinion beyond the 60.
//
// The examples, which the test reads here. Profiles: prod-admin, prod-AdministratorAccess, stage-BillingAdmin,
// roadmap-DeployRole, pay-ReadOnlyAccess, pay-DataScientist, media-Editor.
//
//   adm        | prod-admin > prod-AdministratorAccess > stage-BillingAdmin > roadmap-DeployRole
//   admin      | prod-admin > prod-AdministratorAccess > stage-BillingAdmin
//   prod admin | prod-admin > prod-AdministratorAccess
//   admin prod | prod-admin > prod-AdministratorAccess
//   adm adm    | prod-admin > prod-AdministratorAccess > stage-BillingAdmin > roadmap-DeployRole
//   prod-adm   | prod-admin > prod-AdministratorAccess
//   padm       | prod-admin > prod-AdministratorAccess
//   aaccess    | prod-AdministratorAccess > pay-ReadOnlyAccess
//   ds         | pay-DataScientist > prod-AdministratorAccess > pay-ReadOnlyAccess
//   dr         | roadmap-DeployRole > media-Editor > prod-AdministratorAccess
//   roa        | roadmap-DeployRole > pay-ReadOnlyAccess > prod-AdministratorAccess > prod-admin
//   BA         | stage-BillingAdmin
//   ^pay       | pay-DataScientist > pay-ReadOnlyAccess
//   admin$     | prod-admin > stage-BillingAdmin
//   pay !read  | pay-DataScientist
//   !prod adm  | stage-BillingAdmin > roadmap-DeployRole
import { type KnownRoles, nothingKnown } from './known-roles.ts';
import { narrows } from './narrowing.ts';
import type { Alternative, Query } from './query.ts';
import { rankedRows, rankTop, rescueRoles } from './ranking.ts';
import { lengthOf, type SearchIndex } from './search-index.ts';
import { resolveQuery } from './search-targets.ts';
import { finished, stretches } from './steps.ts';
import {
  allCandidates,
  type Candidates,
  filterByTerm,
  type SearchScope,
  someCandidates,
} from './term-filter.ts';

export type SearchResult = {
  readonly total: number;
  readonly matched: number;
  /** Indexes of all matching roles, best first. */
  readonly order: Uint32Array;
  /** These only come near to what was asked. */
  readonly isTypo: boolean;
};

type Term = readonly Alternative[];

/** Each term once: a word that is said twice says no more. */
const withoutRepeats = (terms: readonly Term[]): readonly Term[] => [
  ...new Map(terms.map((term) => [JSON.stringify(term), term])).values(),
];

const isScoring = (alternative: Alternative): boolean =>
  !alternative.isNegated &&
  (alternative.kind === 'text' ||
    (alternative.kind === 'filter' &&
      alternative.values.some(({ text, match }) => match !== 'equal' && text !== '')));

const cost = (term: Term): number =>
  term.some((alternative) => alternative.kind === 'text')
    ? 1_000 - Math.min(...term.map((one) => (one.kind === 'text' ? one.text.length : 1_000)))
    : 0;

function* filterByTerms(
  scope: SearchScope,
  terms: readonly Term[],
  from: Candidates,
): Generator<void, Candidates> {
  let left = from;
  for (const term of [...terms].sort((a, b) => cost(a) - cost(b)))
    left = yield* filterByTerm(scope, term, left);
  return left;
}

/** Profiles longer than this are equally long to the order. */
const longest = 63;
/** Scores further below the best than this are equally bad. */
const furthest = 1023;

type Ordered = {
  readonly order: Uint32Array;
  /** The score of the first few of the order. */
  readonly topScores: readonly number[];
};

/** By score, then by the length of the profile, then as given: a counting sort, stable and linear. */
function* ordered(index: SearchIndex, { roles, scores }: Candidates): Generator<void, Ordered> {
  const { heads, tails } = index.profile;
  let best = 0;
  let worst = scores[0] ?? 0;
  yield* stretches(scores.length, (from, to) => {
    for (let i = from; i < to; i++) {
      best = Math.max(best, scores[i] ?? 0);
      worst = Math.min(worst, scores[i] ?? 0);
    }
  });
  const span = Math.min(best - worst, furthest);
  const keys = new Uint16Array(roles.length);
  const places = new Uint32Array((span + 1) * (longest + 1) + 1);
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const role = roles[i] ?? 0;
      const length = Math.min(
        lengthOf(heads, heads.ids[role] ?? 0) + lengthOf(tails, tails.ids[role] ?? 0),
        longest,
      );
      const key = Math.min(best - (scores[i] ?? 0), span) * (longest + 1) + length;
      keys[i] = key;
      places[key + 1] = (places[key + 1] ?? 0) + 1;
    }
  });
  for (let key = 1; key < places.length; key++) places[key] = (places[key] ?? 0) + (places[key - 1] ?? 0);
  const order = new Uint32Array(roles.length);
  const topScores = new Array<number>(Math.min(rankedRows, roles.length)).fill(0);
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const key = keys[i] ?? 0;
      const place = places[key] ?? 0;
      order[place] = roles[i] ?? 0;
      if (place < topScores.length) topScores[place] = scores[i] ?? 0;
      places[key] = place + 1;
    }
  });
  return { order, topScores };
}

const isFuzzy = (alternative: Alternative): boolean =>
  alternative.kind === 'text' && alternative.match === 'fuzzy' && !alternative.isNegated;

const fuzzyWords = (terms: readonly Term[]): readonly string[] =>
  terms.flatMap((term) => term.flatMap((one) => (one.kind === 'text' && isFuzzy(one) ? one.text : [])));

/** A query that was searched before, and the order it gave. */
export type Previous = { readonly query: Query; readonly order: ArrayLike<number> };

export type SearchOptions = {
  /** Of the same index and known roles. */
  readonly previous?: Previous | undefined;
  /** What words like `@fav` stand for. */
  readonly known?: KnownRoles | undefined;
};

/** How many roles a search looks through. */
export const rolesToSearch = (index: SearchIndex, query: Query, previous?: Previous): number => {
  const termsOf = (one: Query): readonly Term[] => withoutRepeats(resolveQuery(index, one).terms);
  return previous !== undefined && narrows(termsOf(query), termsOf(previous.query))
    ? previous.order.length
    : index.roles.length;
};

/** `search` in steps of a few milliseconds at most, whatever the number of roles. */
export function* searchSteps(
  index: SearchIndex,
  query: Query,
  { previous, known = nothingKnown }: SearchOptions = {},
): Generator<void, SearchResult> {
  const terms = withoutRepeats(resolveQuery(index, query).terms);
  const total = index.roles.length;
  const isNarrower = previous !== undefined && narrows(terms, resolveQuery(index, previous.query).terms);
  const from = isNarrower ? someCandidates(index, previous.order) : allCandidates(index);
  const candidates = yield* filterByTerms({ index, known }, terms, from);
  const matched = candidates.roles.length;
  if (!terms.some((term) => term.some(isScoring))) {
    return { total, matched, order: candidates.roles, isTypo: false };
  }
  const { order, topScores } = yield* ordered(index, candidates);
  const words = fuzzyWords(terms);
  yield;
  if (words.length > 0) rankTop(index, words, { order, scores: topScores });
  return { total, matched, order, isTypo: false };
}

/** All roles that match, best first. The empty query matches all, in the given order. Where the query says more than a
 *  previous one of the same index, as while typing, only what that one found is searched. */
export const search = (index: SearchIndex, query: Query, options: SearchOptions = {}): SearchResult =>
  finished(searchSteps(index, query, options));

/** For a query that matched nothing: roles whose names come near to its words. Filters and negations still hold. All of
 *  it takes tens of milliseconds, a step no more than a search. */
export function* rescueSteps(
  index: SearchIndex,
  query: Query,
  known: KnownRoles = nothingKnown,
): Generator<void, SearchResult> {
  const { terms } = resolveQuery(index, query);
  const words = fuzzyWords(terms);
  const strict = terms.filter((term) => !term.some(isFuzzy));
  const { roles } = yield* filterByTerms({ index, known }, strict, allCandidates(index));
  const order = words.length === 0 ? new Uint32Array(0) : yield* rescueRoles(index, words, roles);
  return { total: index.roles.length, matched: order.length, order, isTypo: true };
}

export const rescue = (index: SearchIndex, query: Query, known: KnownRoles = nothingKnown): SearchResult =>
  finished(rescueSteps(index, query, known));
