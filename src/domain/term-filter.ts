// One term of a query tried on the roles that the terms before it left. What a word scores on a text is worked out once
// and remembered for all roles that share the text; and while many roles are left, the columns that the roles of an
// account share are gone through once a group of roles.
import { givenRoles, type KnownRoles } from './known-roles.ts';
import { scoreParts } from './part-match.ts';
import type { Alternative, KnownWord } from './query.ts';
import type { SearchIndex } from './search-index.ts';
import { type Target, targetsOf } from './search-targets.ts';
import { stretches } from './steps.ts';
import { scoreTexts, textsOf } from './text-scores.ts';

/** Role indexes in ascending order, and the score of each so far. */
export type Candidates = { readonly roles: Uint32Array; readonly scores: Int32Array };

/** What is searched: the roles, and what is known of them beside. */
export type SearchScope = { readonly index: SearchIndex; readonly known: KnownRoles };

type WordTarget = Extract<Target, { kind: 'word' }>;
type PartsTarget = Extract<Target, { kind: 'parts' }>;
type TestTarget = Extract<Target, { kind: 'test' }>;

/** Raises `best` (0 = no match, else 1 + score) for each role that the target fits. */
function* applyWord(target: WordTarget, roles: Uint32Array, best: Uint16Array): Generator<void, void> {
  const { column, word, bonus } = target;
  const { ids } = column;
  const scores = yield* scoreTexts(column, word, textsOf(column, roles));
  if (scores === undefined) return;
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const score = scores[ids[roles[i] ?? 0] ?? 0] ?? 0;
      if (score > 0 && 1 + score + bonus > (best[i] ?? 0)) best[i] = 1 + score + bonus;
    }
  });
}

function* applyParts(target: PartsTarget, roles: Uint32Array, best: Uint16Array): Generator<void, void> {
  const { bonus } = target;
  const scores = yield* scoreParts({ ...target, roles });
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const score = scores[i] ?? 0;
      if (score > 0 && 1 + score + bonus > (best[i] ?? 0)) best[i] = 1 + score + bonus;
    }
  });
}

const applyTest = ({ holds }: TestTarget, roles: Uint32Array, best: Uint16Array): Generator<void, void> =>
  stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) if (best[i] === 0 && holds(roles[i] ?? 0)) best[i] = 1;
  });

function* apply(target: Target, roles: Uint32Array, best: Uint16Array): Generator<void, void> {
  yield;
  if (target.kind === 'word') yield* applyWord(target, roles, best);
  else if (target.kind === 'parts') yield* applyParts(target, roles, best);
  else yield* applyTest(target, roles, best);
}

const isOfRoleItself = ({ name }: Target): boolean =>
  name.kind === 'field' && (name.field === 'profile' || name.field === 'role');

/** For each role the best score of all targets: 0 = no match, else 1 + score. */
function* bestOf(
  index: SearchIndex,
  targets: readonly Target[],
  roles: Uint32Array,
): Generator<void, Uint16Array> {
  const { ids, firsts } = index.groups;
  const best = new Uint16Array(roles.length);
  if (roles.length < firsts.length) {
    for (const target of targets) yield* apply(target, roles, best);
    return best;
  }
  const bestOfGroup = new Uint16Array(firsts.length);
  for (const target of targets) {
    if (isOfRoleItself(target)) yield* apply(target, roles, best);
    else yield* apply(target, firsts, bestOfGroup);
  }
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const score = bestOfGroup[ids[roles[i] ?? 0] ?? 0] ?? 0;
      if (score > (best[i] ?? 0)) best[i] = score;
    }
  });
  return best;
}

/** 1 for the roles that a word like `@fav` stands for. */
const bestOfKnown = ({ index, known }: SearchScope, word: KnownWord, roles: Uint32Array): Uint16Array => {
  const best = new Uint16Array(roles.length);
  const keys = known[word];
  if (keys === undefined || keys.size === 0) return best;
  const isGiven = givenRoles(index, keys);
  for (let i = 0; i < roles.length; i++) best[i] = isGiven[roles[i] ?? 0] ?? 0;
  return best;
};

const negate = (found: Uint16Array, from: number, to: number): void => {
  for (let i = from; i < to; i++) found[i] = found[i] === 0 ? 1 : 0;
};

/** As `bestOf`, over the alternatives of a term: a negated one holds where none of its targets does. */
function* bestOfTerm(
  scope: SearchScope,
  term: readonly Alternative[],
  roles: Uint32Array,
): Generator<void, Uint16Array> {
  const { index } = scope;
  let best: Uint16Array | undefined;
  for (const alternative of term) {
    yield;
    const found =
      alternative.kind === 'known'
        ? bestOfKnown(scope, alternative.word, roles)
        : yield* bestOf(index, targetsOf(index, alternative), roles);
    if (alternative.isNegated) yield* stretches(found.length, (from, to) => negate(found, from, to));
    const others = best;
    if (others !== undefined)
      yield* stretches(found.length, (from, to) => {
        for (let i = from; i < to; i++) found[i] = Math.max(found[i] ?? 0, others[i] ?? 0);
      });
    best = found;
  }
  return best ?? new Uint16Array(roles.length);
}

/** What of the candidates the term leaves, scores raised. */
export function* filterByTerm(
  scope: SearchScope,
  term: readonly Alternative[],
  { roles, scores }: Candidates,
): Generator<void, Candidates> {
  const best = yield* bestOfTerm(scope, term, roles);
  const keptRoles = new Uint32Array(roles.length);
  const keptScores = new Int32Array(roles.length);
  let kept = 0;
  yield* stretches(roles.length, (from, to) => {
    let at = kept;
    for (let i = from; i < to; i++) {
      const score = best[i] ?? 0;
      if (score === 0) continue;
      keptRoles[at] = roles[i] ?? 0;
      keptScores[at] = (scores[i] ?? 0) + score - 1;
      at++;
    }
    kept = at;
  });
  return { roles: keptRoles.subarray(0, kept), scores: keptScores.subarray(0, kept) };
}

export const allCandidates = (index: SearchIndex): Candidates => {
  const roles = new Uint32Array(index.roles.length);
  for (let i = 0; i < roles.length; i++) roles[i] = i;
  return { roles, scores: new Int32Array(roles.length) };
};

/** The given roles, in any order, as candidates. */
export const someCandidates = (index: SearchIndex, order: ArrayLike<number>): Candidates => {
  const isGiven = new Uint8Array(index.roles.length);
  for (let i = 0; i < order.length; i++) isGiven[order[i] ?? 0] = 1;
  const roles = new Uint32Array(order.length);
  let count = 0;
  for (let role = 0; role < isGiven.length; role++) if (isGiven[role] === 1) roles[count++] = role;
  return { roles, scores: new Int32Array(order.length) };
};
