// The tag panel's rows. They follow the whole catalog, so that they stay where they are while the counts follow the
// query; what is chosen stands in the query's text, nowhere else.
import { selectedTags, toggleTag } from '../domain/query-tags.ts';
import type { Role } from '../domain/role.ts';
import { tagCountsFor } from '../domain/tag-counts.ts';
import { indexOf } from './found-roles.ts';
import type { PickerState } from './state.ts';

export type TagEntry = {
  readonly key: string;
  readonly value: string;
  /** Roles that would match with this value. */
  readonly count: number;
  readonly isChosen: boolean;
};

type Remembered = {
  readonly roles: readonly Role[];
  readonly text: string;
  readonly entries: readonly TagEntry[];
};

let last: Remembered | undefined;

const entriesOf = (roles: readonly Role[], text: string): readonly TagEntry[] => {
  const index = indexOf(roles);
  const chosen = selectedTags(text);
  const counts = new Map(
    tagCountsFor(index, text).map(({ key, values }) => [
      key,
      new Map(values.map(({ value, count }) => [value, count])),
    ]),
  );
  return tagCountsFor(index, '').flatMap(({ key, values }) =>
    values.map(({ value }) => ({
      key,
      value,
      count: counts.get(key)?.get(value) ?? 0,
      isChosen: chosen.isChosen(key, value),
    })),
  );
};

export const tagEntries = ({ catalog, query }: PickerState): readonly TagEntry[] => {
  if (last?.roles !== catalog.roles || last.text !== query.text) {
    last = { roles: catalog.roles, text: query.text, entries: entriesOf(catalog.roles, query.text) };
  }
  return last.entries;
};

/** The row of a value; the first where it is not there. */
export const chosenRow = (
  entries: readonly TagEntry[],
  at: { readonly key: string; readonly value: string } | undefined,
): number =>
  Math.max(
    0,
    entries.findIndex((entry) => entry.key === at?.key && entry.value === at.value),
  );

/** The query's text with the value chosen, or no longer chosen. */
export const toggled = ({ query }: PickerState, { key, value }: TagEntry): string =>
  toggleTag(query.text, key, value);
