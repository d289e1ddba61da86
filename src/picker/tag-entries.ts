// The tag panel's rows. They follow the whole catalog, so that they stay where they are while the counts follow the
// query; what is chosen stands in the query's text, nowhere else.

import { indexOf } from '../domain/index-of.ts';
import type { KnownRoles } from '../domain/known-roles.ts';
import { parseQuery } from '../domain/query.ts';
import { selectedTags, toggleTag } from '../domain/query-tags.ts';
import type { RoleList } from '../domain/role-list.ts';
import { tagCountsFor } from '../domain/tag-counts.ts';
import { isSameKnown, knownFor } from './known-sets.ts';
import { listedRoles } from './listed-roles.ts';
import type { PickerState } from './state.ts';

export type TagEntry = {
  readonly key: string;
  readonly value: string;
  /** Roles that would match with this value. */
  readonly count: number;
  readonly isChosen: boolean;
};

type Remembered = {
  readonly roles: RoleList;
  readonly text: string;
  readonly known: KnownRoles;
  readonly entries: readonly TagEntry[];
};

let last: Remembered | undefined;

const entriesOf = (roles: RoleList, text: string, known: KnownRoles): readonly TagEntry[] => {
  const index = indexOf(roles);
  const chosen = selectedTags(text);
  const counts = new Map(
    tagCountsFor(index, text, known).map(({ key, values }) => [
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

export const tagEntries = (state: PickerState): readonly TagEntry[] => {
  const roles = listedRoles(state);
  const { text } = state.query;
  const known = knownFor(state, parseQuery(text));
  if (last?.roles !== roles || last.text !== text || !isSameKnown(last.known, known)) {
    last = { roles, text, known, entries: entriesOf(roles, text, known) };
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
