// What a word scores on the texts of a column, each tried once, however many roles share it.
import type { Column } from './search-index.ts';
import { stretches } from './steps.ts';
import { scoreHolding, type Word } from './text-match.ts';

/** Which texts to try: those that these roles have, or, where roles are many, all. */
export const textsOf = ({ ids, masks }: Column, roles: Uint32Array): Uint32Array => {
  const texts = new Uint32Array(Math.min(masks.length, roles.length));
  if (roles.length >= masks.length) {
    for (let id = 0; id < texts.length; id++) texts[id] = id;
    return texts;
  }
  let count = 0;
  for (let i = 0; i < roles.length; i++) {
    const id = ids[roles[i] ?? 0] ?? 0;
    // Roles that follow one another often share a text.
    if (count === 0 || texts[count - 1] !== id) texts[count++] = id;
  }
  return texts.subarray(0, count);
};

type Scores = Uint16Array | undefined;

type Trial = { readonly column: Column; readonly word: Word };

const scoreSome = ({ column, word }: Trial, texts: Uint32Array, before: Scores): Scores => {
  const { masks } = column;
  const { mask } = word;
  let scores = before;
  for (let i = 0; i < texts.length; i++) {
    const id = texts[i] ?? 0;
    // Most texts lack a letter.
    if (((masks[id] ?? 0) & mask) !== mask) continue;
    const score = scoreHolding(column, id, word);
    if (score === 0) continue;
    scores ??= new Uint16Array(masks.length);
    scores[id] = score;
  }
  return scores;
};

/** By text: 0 = not tried, or no match. Undefined when none fits. */
export function* scoreTexts(column: Column, word: Word, texts: Uint32Array): Generator<void, Scores> {
  const trial: Trial = { column, word };
  let scores: Scores;
  yield* stretches(texts.length, (from, to) => {
    scores = scoreSome(trial, texts.subarray(from, to), scores);
  });
  return scores;
}
