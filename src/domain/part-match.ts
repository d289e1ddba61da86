// How well a word fits a text in two parts (a profile: the account's part, the role's part).
//
// It fits where it fits one of the parts, as any text (text-match.ts); or as one run across the cut; or, where neither
// part has it and it may have gaps, with its beginning in the first part and its rest in the second: `padm` is
// payments-AdministratorAccess. Of all places to cut the word the best counts, at the price of the longest gap.
//
// Each part is looked at once, however many texts it is part of, so that a hundred thousand profiles cost what twenty
// thousand do. Second parts stand behind a separator: a run crosses the cut only where the word has a separator too.
import { isSeparator } from './char-class.ts';
import { lengthOf, type TwoParts } from './search-index.ts';
import { stretches } from './steps.ts';
import {
  cutWord,
  isRunAt,
  maxGapCost,
  placesOf,
  scoreEnd,
  scoreRun,
  scoreStart,
  scoreText,
  type Word,
} from './text-match.ts';
import { scoreTexts, textsOf } from './text-scores.ts';

const isAnchored = ({ match }: Word): boolean => match !== 'fuzzy' && match !== 'exact';

/** Where a word that is bound to the start or the end of the text would begin; -1 where there is no room. */
const anchorIn = ({ heads, tails }: TwoParts, { match, units }: Word, role: number): number => {
  const room = lengthOf(heads, heads.ids[role] ?? 0) + lengthOf(tails, tails.ids[role] ?? 0) - units.length;
  if (room < 0 || (match === 'whole' && room > 0)) return -1;
  return match === 'suffix' ? room : 0;
};

/** The places to cut the word at which a run of it may lie across the parts. */
const crossings = ({ units }: Word): readonly number[] =>
  Array.from(units.subarray(0, -1), (unit, k) => (isSeparator(unit) ? k + 1 : 0)).filter((cut) => cut > 0);

/** A place in the joined text of a role. */
type RunPlace = { readonly role: number; readonly place: number };

/** What the word scores as a run from a place on; 0 where it does not stand there. */
const scoreRunFrom = ({ heads, tails }: TwoParts, word: Word, { role, place }: RunPlace): number => {
  if (place < 0) return 0;
  const head = heads.ids[role] ?? 0;
  const cut = lengthOf(heads, head) - place;
  const at = (heads.starts[head] ?? 0) + place;
  const tailAt = (tails.starts[tails.ids[role] ?? 0] ?? 0) - Math.min(cut, 0);
  const { length } = word.units;
  if (cut >= length) return isRunAt(heads, word, at) ? scoreRun(heads, word, at) : 0;
  if (cut <= 0) return isRunAt(tails, word, tailAt) ? scoreRun(tails, word, tailAt) : 0;
  if (heads.units[at] !== word.units[0]) return 0;
  const [begin, rest] = cutWord(word, cut);
  if (!isRunAt(heads, begin, at) || !isRunAt(tails, rest, tailAt)) return 0;
  return scoreStart(heads, word, at) + scoreEnd(tails, tailAt + length - cut - 1);
};

const scoreHalves = (begin: number, rest: number): number =>
  begin > 0 && rest > 0 ? begin + rest - maxGapCost : 0;

type PartSearch = { readonly parts: TwoParts; readonly word: Word; readonly roles: Uint32Array };

/** Raises the scores (by place in `roles`) where a run of the word lies across the cut. */
function* raiseByRuns({ parts, word, roles }: PartSearch, scores: Uint16Array): Generator<void, void> {
  const { heads, tails } = parts;
  for (const cut of crossings(word)) {
    const [begin, rest] = cutWord(word, cut);
    const ends = heads.masks.map((_, id) =>
      isRunAt(heads, begin, (heads.starts[id + 1] ?? 0) - 1 - cut) ? 1 : 0,
    );
    yield;
    const starts = tails.masks.map((_, id) => (isRunAt(tails, rest, tails.starts[id] ?? 0) ? 1 : 0));
    yield* stretches(roles.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const role = roles[i] ?? 0;
        const head = heads.ids[role] ?? 0;
        if (ends[head] === 0 || starts[tails.ids[role] ?? 0] === 0) continue;
        const score = scoreRunFrom(parts, word, { role, place: lengthOf(heads, head) - cut });
        if (score > (scores[i] ?? 0)) scores[i] = score;
      }
    });
  }
}

/** The scores by the text of either part. */
type PartScores = { readonly inHead: Uint16Array; readonly inTail: Uint16Array };

const without = (texts: Uint32Array, scores: Uint16Array): Uint32Array => {
  const others = new Uint32Array(texts.length);
  let count = 0;
  for (let i = 0; i < texts.length; i++) if (scores[texts[i] ?? 0] === 0) others[count++] = texts[i] ?? 0;
  return others.subarray(0, count);
};

/** What the halves of the word score, cut after cut, in parts that do not hold all of it. */
function* halfScores(
  search: PartSearch,
  { inHead, inTail }: PartScores,
): Generator<void, readonly PartScores[]> {
  const { parts, word, roles } = search;
  const { heads, tails } = parts;
  const tailTexts = without(textsOf(tails, roles), inTail);
  let headTexts: Uint32Array | undefined;
  const found: PartScores[] = [];
  for (let cut = 1; cut < word.units.length; cut++) {
    const [begin, rest] = cutWord(word, cut);
    const inTails = yield* scoreTexts(tails, rest, tailTexts);
    if (inTails === undefined) continue;
    headTexts ??= without(textsOf(heads, roles), inHead);
    const inHeads = yield* scoreTexts(heads, begin, headTexts);
    if (inHeads !== undefined) found.push({ inHead: inHeads, inTail: inTails });
  }
  return found;
}

function* raiseByHalves(
  search: PartSearch,
  { inHead, inTail }: PartScores,
  scores: Uint16Array,
): Generator<void, void> {
  const { parts, roles } = search;
  const { heads, tails } = parts;
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const role = roles[i] ?? 0;
      const score = scoreHalves(inHead[heads.ids[role] ?? 0] ?? 0, inTail[tails.ids[role] ?? 0] ?? 0);
      if (score > (scores[i] ?? 0)) scores[i] = score;
    }
  });
}

function* scoreAnchored({ parts, word, roles }: PartSearch): Generator<void, Uint16Array> {
  const scores = new Uint16Array(roles.length);
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const role = roles[i] ?? 0;
      scores[i] = scoreRunFrom(parts, word, { role, place: anchorIn(parts, word, role) });
    }
  });
  return scores;
}

/** Of each of the roles: 0 where the word does not fit, else a score from 16 on. */
export function* scoreParts(search: PartSearch): Generator<void, Uint16Array> {
  const { parts, word, roles } = search;
  if (isAnchored(word)) return yield* scoreAnchored(search);
  const { heads, tails } = parts;
  const scores = new Uint16Array(roles.length);
  const inHead =
    (yield* scoreTexts(heads, word, textsOf(heads, roles))) ?? new Uint16Array(heads.masks.length);
  const inTail =
    (yield* scoreTexts(tails, word, textsOf(tails, roles))) ?? new Uint16Array(tails.masks.length);
  yield* stretches(roles.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const role = roles[i] ?? 0;
      const one = inHead[heads.ids[role] ?? 0] ?? 0;
      const other = inTail[tails.ids[role] ?? 0] ?? 0;
      scores[i] = one > other ? one : other;
    }
  });
  yield* raiseByRuns(search, scores);
  if (word.match !== 'fuzzy') return scores;
  for (const halves of yield* halfScores(search, { inHead, inTail }))
    yield* raiseByHalves(search, halves, scores);
  return scores;
}

/** A score, and the offsets in the text that the word fits, ascending. */
export type PartFit = { readonly score: number; readonly at: readonly number[] };

const run = (from: number, { length }: ArrayLike<number>): readonly number[] =>
  Array.from({ length }, (_, k) => from + k);

/** As `scoreParts`, of one role, with what it rests on; undefined where the word does not fit. */
export const fitParts = (parts: TwoParts, word: Word, role: number): PartFit | undefined => {
  const { heads, tails } = parts;
  const head = heads.ids[role] ?? 0;
  const tail = tails.ids[role] ?? 0;
  const length = lengthOf(heads, head);
  const inTail = (piece: Word): readonly number[] =>
    (placesOf(tails, tail, piece) ?? []).map((at) => length + at);
  const runFrom = (place: number): PartFit => ({
    score: scoreRunFrom(parts, word, { role, place }),
    at: run(place, word.units),
  });
  const best = (fits: readonly PartFit[]): PartFit | undefined =>
    fits.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)[0];
  if (isAnchored(word)) return best([runFrom(anchorIn(parts, word, role))]);
  const whole = best([
    { score: scoreText(heads, head, word), at: placesOf(heads, head, word) ?? [] },
    { score: scoreText(tails, tail, word), at: inTail(word) },
    ...crossings(word).map((cut) => runFrom(length - cut)),
  ]);
  if (whole !== undefined || word.match !== 'fuzzy') return whole;
  return best(
    run(1, word.units.subarray(1)).map((cut) => {
      const [begin, rest] = cutWord(word, cut);
      const score = scoreHalves(scoreText(heads, head, begin), scoreText(tails, tail, rest));
      return { score, at: [...(placesOf(heads, head, begin) ?? []), ...inTail(rest)] };
    }),
  );
};
