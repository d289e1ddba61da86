// One term of a query tried on the roles that the terms before it left. What a word scores on a text is worked out once
// and remembered for all roles that share the text.
import type { Alternative } from './query.ts';
import type { SearchIndex } from './search-index.ts';
import { type Target, targetsOf } from './search-targets.ts';
import { scoreText } from './text-match.ts';

/** Role indexes in ascending order, and the score of each so far. */
export type Candidates = { readonly roles: Uint32Array; readonly scores: Int32Array };

type WordTarget = Extract<Target, { kind: 'word' }>;

/** Raises `best` (0 = no match, else 1 + score) for each role that the target fits. */
const applyWord = (target: WordTarget, roles: Uint32Array, best: Uint16Array): void => {
  const { column, word, bonus } = target;
  const { ids } = column;
  // 0 = not tried yet, 1 = no match, else 2 + score.
  const memo = new Uint16Array(column.texts.length);
  memo[0] = 1;
  for (let i = 0; i < roles.length; i++) {
    const id = ids[roles[i] ?? 0] ?? 0;
    let known = memo[id] ?? 0;
    if (known === 0) {
      const score = scoreText(column, id, word);
      known = score === 0 ? 1 : 2 + score + bonus;
      memo[id] = known;
    }
    if (known > 1 && known - 1 > (best[i] ?? 0)) best[i] = known - 1;
  }
};

const apply = (target: Target, roles: Uint32Array, best: Uint16Array): void => {
  if (target.kind === 'word') {
    applyWord(target, roles, best);
    return;
  }
  const { ids } = target.column;
  const wanted = target.kind === 'equal' ? target.id : undefined;
  for (let i = 0; i < roles.length; i++) {
    const id = ids[roles[i] ?? 0] ?? 0;
    if (id !== 0 && (wanted === undefined || id === wanted) && best[i] === 0) best[i] = 1;
  }
};

/** What of the candidates the term leaves, scores raised. */
export const filterByTerm = (
  index: SearchIndex,
  term: readonly Alternative[],
  { roles, scores }: Candidates,
): Candidates => {
  const best = new Uint16Array(roles.length);
  for (const alternative of term) {
    const found = alternative.isNegated ? new Uint16Array(roles.length) : best;
    for (const target of targetsOf(index, alternative)) apply(target, roles, found);
    if (!alternative.isNegated) continue;
    for (let i = 0; i < found.length; i++) if (found[i] === 0 && best[i] === 0) best[i] = 1;
  }
  const keptRoles = new Uint32Array(roles.length);
  const keptScores = new Int32Array(roles.length);
  let kept = 0;
  for (let i = 0; i < roles.length; i++) {
    const score = best[i] ?? 0;
    if (score === 0) continue;
    keptRoles[kept] = roles[i] ?? 0;
    keptScores[kept] = (scores[i] ?? 0) + score - 1;
    kept++;
  }
  return { roles: keptRoles.subarray(0, kept), scores: keptScores.subarray(0, kept) };
};

export const allCandidates = (index: SearchIndex): Candidates => ({
  roles: Uint32Array.from({ length: index.roles.length }, (_, at) => at),
  scores: new Int32Array(index.roles.length),
});
