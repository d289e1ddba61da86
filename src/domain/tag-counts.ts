// The tag panel's keys and values with counts that follow the query. Every value of the catalog stays listed, those
// that no matching role has with 0, so that the panel does not jump while a person types.
import { type KnownRoles, nothingKnown } from './known-roles.ts';
import { parseQuery } from './query.ts';
import { selectedTags, withoutTag } from './query-tags.ts';
import { search } from './search.ts';
import type { Column, ColumnName, SearchIndex } from './search-index.ts';

export type TagValueCount = { readonly value: string; readonly count: number };
export type TagKeyCounts = {
  readonly key: string;
  /** Most frequent first, then by name. */
  readonly values: readonly TagValueCount[];
};

/** Values listed for one key: a panel is for choosing by eye, the rest is reached by typing. */
export const maxTagValues = 100;

/** Facets that every catalog has, listed after the user's own tags where they tell roles apart. */
const automatic: readonly ColumnName[] = ['instance', 'role', 'region'];

const countValues = (column: Column, order: Uint32Array): readonly TagValueCount[] => {
  const counts = new Uint32Array(column.texts.length);
  for (const role of order) {
    const id = column.ids[role] ?? 0;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return Array.from(column.texts, (value, id) => ({ value, count: counts[id] ?? 0 }))
    .slice(1)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, maxTagValues);
};

const facets = (index: SearchIndex): readonly (readonly [key: string, column: Column])[] => [
  ...index.tags,
  ...automatic
    .filter((name) => !index.tags.has(name) && index.fields[name].texts.length > 2)
    .map((name) => [name, index.fields[name]] as const),
];

/** Counts over the roles of a search result's order. */
export const tagCounts = (index: SearchIndex, order: Uint32Array): readonly TagKeyCounts[] =>
  facets(index).map(([key, column]) => ({ key, values: countValues(column, order) }));

/** As `tagCounts` for a query text, but a key with chosen values is counted without them: what would the others add? */
export const tagCountsFor = (
  index: SearchIndex,
  text: string,
  known: KnownRoles = nothingKnown,
): readonly TagKeyCounts[] => {
  const { order } = search(index, parseQuery(text), { known });
  const chosen = new Set(selectedTags(text).keys.map((key) => key.toLowerCase()));
  return facets(index).map(([key, column]) => ({
    key,
    values: countValues(
      column,
      chosen.has(key.toLowerCase())
        ? search(index, parseQuery(withoutTag(text, key)), { known }).order
        : order,
    ),
  }));
};
