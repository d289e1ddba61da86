// The roles that the rows of the list are made of, by index: those of the catalog, and behind them, where the query asks
// for `@gone`, those that are gone.
import { type GoneRoleId, goneInNews, goneRoles } from '../domain/gone-roles.ts';
import { asksForGone } from '../domain/query-trouble.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { LoadedRoles, PickerState } from './state.ts';

/** At the last refresh, or since the person looked. */
export const goneIds = ({ changes, news = [], fetchedAt }: LoadedRoles): readonly GoneRoleId[] => [
  ...news.flatMap(goneInNews),
  ...changes.removed.map((id) => ({ ...id, missedAt: fetchedAt })),
];

const withGone = new WeakMap<LoadedRoles, RoleList>();

const allOf = (catalog: LoadedRoles): RoleList => {
  const known = withGone.get(catalog);
  if (known !== undefined) return known;
  const gone = goneRoles(goneIds(catalog), catalog);
  const all = gone.length === 0 ? catalog.roles : [...catalog.roles, ...gone];
  withGone.set(catalog, all);
  return all;
};

let last: { readonly text: string; readonly isAsked: boolean } | undefined;

const isGoneAsked = (text: string): boolean => {
  if (last?.text !== text) last = { text, isAsked: asksForGone(text) };
  return last.isAsked;
};

/** The query whose rows the list shows: an older one while its own is searched. */
export const listedText = ({ query, search }: PickerState): string => search?.shown.text ?? query.text;

export const listedRoles = ({ catalog, query, search }: PickerState): RoleList =>
  search?.shown.roles ?? (isGoneAsked(query.text) ? allOf(catalog) : catalog.roles);
