// The groups of a catalog's roles by one of their fields, made when they are first asked for. Groups are numbers: a
// hundred thousand roles are put into them by counting, without comparing texts.

import { indexOf } from '../domain/index-of.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { SearchIndex } from '../domain/search-index.ts';
import type { Arrangement, Grouping } from './arrangement.ts';

export type Groups = {
  /** Role -> group. */
  readonly ids: Uint32Array;
  /** Group -> what stands over it. */
  readonly texts: readonly string[];
  /** All groups, in the order of their texts, one without a text last. */
  readonly sorted: Uint32Array;
};

/** The tag key that the roles are grouped by; undefined where no role has a tag. */
export const groupingTag = (roles: RoleList, { tagKey }: Arrangement): string | undefined => {
  const keys = [...indexOf(roles).tags.keys()];
  return keys.find((key) => key === tagKey) ?? keys[0];
};

/** What these roles can be grouped by, flat among them. */
export const groupingsFor = (roles: RoleList, arrangement: Arrangement): readonly Grouping[] => [
  'flat',
  'account',
  'role',
  ...(groupingTag(roles, arrangement) === undefined ? [] : (['tag'] as const)),
  // The first text of a column stands for none.
  ...(indexOf(roles).fields.instance.texts.length > 2 ? (['instance'] as const) : []),
];

/** Accounts are told apart by their ids and shown by their names, with the id where a name is another's too. */
const accountTexts = ({ roles, fields }: SearchIndex): readonly string[] => {
  const names = new Array<string | undefined>(fields.id.texts.length).fill(undefined);
  const uses = new Map<string, number>();
  for (let at = 0; at < roles.length; at += 1) {
    const id = fields.id.ids[at] ?? 0;
    if (names[id] !== undefined) continue;
    const name = fields.account.texts.at(fields.account.ids[at] ?? 0) ?? '';
    names[id] = name;
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return names.map((name = '', id) =>
    name === '' || (uses.get(name) ?? 0) > 1 ? `${name} ${fields.id.texts.at(id) ?? ''}`.trim() : name,
  );
};

const sortedBy = (texts: readonly string[]): Uint32Array => {
  const folded = texts.map((text) => text.toLowerCase());
  const isBefore = (a: number, b: number): boolean => {
    const [textA = '', textB = ''] = [folded[a], folded[b]];
    if ((textA === '') !== (textB === '')) return textB === '';
    return textA === textB ? a < b : textA < textB;
  };
  return Uint32Array.from(texts.keys()).sort((a, b) => (isBefore(a, b) ? -1 : 1));
};

const groupsBy = (index: SearchIndex, arrangement: Arrangement): Groups => {
  const { grouping } = arrangement;
  const tag = grouping === 'tag' ? groupingTag(index.roles, arrangement) : undefined;
  const tagged = tag === undefined ? undefined : index.tags.get(tag);
  if (tag !== undefined && tagged !== undefined) {
    const texts = Array.from(tagged.texts, (value) => (value === '' ? '' : `${tag}: ${value}`));
    return { ids: tagged.ids, texts, sorted: sortedBy(texts) };
  }
  if (grouping === 'role' || grouping === 'instance') {
    const { ids } = index.fields[grouping];
    const texts = [...index.fields[grouping].texts];
    return { ids, texts, sorted: sortedBy(texts) };
  }
  const texts = accountTexts(index);
  return { ids: index.fields.id.ids, texts, sorted: sortedBy(texts) };
};

let last: { readonly roles: RoleList; readonly key: string; readonly groups: Groups } | undefined;

/** By account where the grouping that is asked for is not to be had. */
export const groupsOf = (roles: RoleList, arrangement: Arrangement): Groups => {
  const key = `${arrangement.grouping} ${arrangement.tagKey ?? ''}`;
  if (last?.roles !== roles || last.key !== key) {
    last = { roles, key, groups: groupsBy(indexOf(roles), arrangement) };
  }
  return last.groups;
};
