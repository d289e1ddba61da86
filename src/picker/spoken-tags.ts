// The tag panel in words: `tags` tells keys and values with what each would leave, `tag 3` chooses one or drops it. As in
// the panel, what is chosen stands in the query, and the numbers stay while it changes.
import type { PickerState } from './state.ts';
import { type TagEntry, tagEntries, toggled } from './tag-entries.ts';

/** Values that are told at once. */
const most = 30;

const rolesText = (count: number): string => `${count} ${count === 1 ? 'role' : 'roles'}`;

const entryLine = ({ key, value, count, isChosen }: TagEntry, number: number): string =>
  `Tag ${number}. ${key} ${value}, ${rolesText(count)}${isChosen ? ', chosen' : ''}.`;

type Numbered = { readonly entry: TagEntry; readonly number: number };

const numbered = (state: PickerState): readonly Numbered[] =>
  tagEntries(state).map((entry, index) => ({ entry, number: index + 1 }));

const howMany = (entries: readonly Numbered[]): string => {
  const keys = new Set(entries.map(({ entry }) => entry.key)).size;
  const values = entries.length;
  return `${keys} ${keys === 1 ? 'tag' : 'tags'} with ${values} ${values === 1 ? 'value' : 'values'}. Type tag and a number to choose one, again to drop it.`;
};

const keysText = (entries: readonly Numbered[]): string =>
  [...new Set(entries.map(({ entry }) => entry.key))].join(', ');

/** Of all tags, or of one key; undefined where no tag is called that. */
export const tagLines = (state: PickerState, key: string): readonly string[] | undefined => {
  const all = numbered(state);
  if (all.length === 0) return key === '' ? ['No role has a tag.'] : undefined;
  const wanted = key.toLowerCase();
  const entries = key === '' ? all : all.filter(({ entry }) => entry.key.toLowerCase() === wanted);
  if (entries.length === 0) return undefined;
  const told = entries.slice(0, key === '' ? most : entries.length);
  return [
    howMany(entries),
    ...told.map(({ entry, number }) => entryLine(entry, number)),
    ...(told.length < entries.length
      ? [`${entries.length - told.length} more: type tags and a key. Keys: ${keysText(entries)}.`]
      : []),
  ];
};

/** The query with the tag of this number chosen, or no longer chosen; undefined where there is none. */
export const withTag = (state: PickerState, number: number): string | undefined => {
  const entry = tagEntries(state)[number - 1];
  return entry && toggled(state, entry);
};
