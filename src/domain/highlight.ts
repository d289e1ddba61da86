// What of a row to underline: asked for rows on the screen only, so it matches again instead of keeping positions.
import { fitParts } from './part-match.ts';
import type { Query } from './query.ts';
import type { FieldName } from './role-list.ts';
import type { SearchIndex } from './search-index.ts';
import { resolveQuery, type Target, targetsOf } from './search-targets.ts';
import { placesOf, scoreText } from './text-match.ts';

/** From (inclusive) and to (exclusive), in UTF-16 units of the text. */
export type Range = readonly [start: number, end: number];

/** Ranges in ascending order that neither overlap nor touch. */
export type Highlight = {
  readonly profile: readonly Range[];
  readonly accountName: readonly Range[];
  readonly roleName: readonly Range[];
  readonly accountId: readonly Range[];
  readonly email: readonly Range[];
  readonly region: readonly Range[];
  readonly instance: readonly Range[];
  /** By tag key; keys without a match are missing. */
  readonly tags: ReadonlyMap<string, readonly Range[]>;
};

type Fit = { readonly target: Target; readonly score: number; readonly at: readonly number[] };

const fitOf = (target: Target, role: number): Fit | undefined => {
  if (target.kind === 'test') {
    const at = Array.from({ length: target.length }, (_, k) => k);
    return target.length > 0 && target.holds(role) ? { target, score: 0, at } : undefined;
  }
  if (target.kind === 'parts') {
    const fit = fitParts(target.parts, target.word, role);
    return fit && { target, score: fit.score + target.bonus, at: fit.at };
  }
  const { column, word, bonus } = target;
  const id = column.ids[role] ?? 0;
  const at = placesOf(column, id, word);
  return at && { target, score: scoreText(column, id, word) + bonus, at };
};

const isRun = ({ at }: Fit): boolean => at.every((place, k) => k === 0 || place === (at[k - 1] ?? 0) + 1);

/** The best fit, and every other in one piece: scattered letters in a second field would only be noise. */
const fitsOf = (targets: readonly Target[], role: number): readonly Fit[] => {
  const fits = targets.map((target) => fitOf(target, role)).filter((fit) => fit !== undefined);
  const best = Math.max(...fits.map((fit) => fit.score));
  return fits.filter((fit, at) => isRun(fit) || at === fits.findIndex((other) => other.score === best));
};

const rangesOf = (places: ReadonlySet<number> | undefined): readonly Range[] => {
  const ranges: [number, number][] = [];
  for (const place of [...(places ?? [])].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === place) last[1] = place + 1;
    else ranges.push([place, place + 1]);
  }
  return ranges;
};

type Marks = { readonly fields: Map<FieldName, Set<number>>; readonly tags: Map<string, Set<number>> };

const mark = ({ fields, tags }: Marks, { target, at }: Fit): void => {
  const add = <Name>(marked: Map<Name, Set<number>>, name: Name): void => {
    const places = marked.get(name) ?? new Set();
    for (const place of at) places.add(place);
    marked.set(name, places);
  };
  if (target.name.kind === 'field') add(fields, target.name.field);
  else add(tags, target.name.key);
};

/** Answers where a role (by its index) shows the words of the query. For many roles of one query. */
export const highlighter = (index: SearchIndex, query: Query): ((role: number) => Highlight) => {
  const wanted = resolveQuery(index, query)
    .terms.flat()
    .flatMap((one) => (one.isNegated || one.kind === 'known' ? [] : [targetsOf(index, one)]));
  return (role) => {
    const marks: Marks = { fields: new Map(), tags: new Map() };
    for (const targets of wanted) for (const fit of fitsOf(targets, role)) mark(marks, fit);
    const { fields, tags } = marks;
    return {
      profile: rangesOf(fields.get('profile')),
      accountName: rangesOf(fields.get('account')),
      roleName: rangesOf(fields.get('role')),
      accountId: rangesOf(fields.get('id')),
      email: rangesOf(fields.get('email')),
      region: rangesOf(fields.get('region')),
      instance: rangesOf(fields.get('instance')),
      tags: new Map([...tags].map(([key, places]) => [key, rangesOf(places)])),
    };
  };
};
