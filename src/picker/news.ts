// What changed since it was last looked at, as the header and a query need it.
import { type InstanceNews, unseenNews } from '../domain/news.ts';
import { newsCounts } from '../domain/renamed-roles.ts';
import { type RoleId, roleKey } from '../domain/role.ts';
import type { PickerState } from './state.ts';

const none: readonly InstanceNews[] = [];

/** All that is told of in this picker, looked at or not. */
export const newsOf = ({ catalog }: Pick<PickerState, 'catalog'>): readonly InstanceNews[] =>
  catalog.news ?? none;

export const unseen = (state: PickerState): readonly InstanceNews[] => {
  const news = newsOf(state);
  return news.length === 0 ? none : unseenNews(news, state.newsSeenUntil);
};

const countsOf = new WeakMap<readonly InstanceNews[], ReturnType<typeof newsCounts>>();

/** Zeros once it was looked at. */
export const unseenCounts = (state: PickerState): ReturnType<typeof newsCounts> => {
  const news = unseen(state).length === 0 ? none : newsOf(state);
  const known = countsOf.get(news);
  if (known !== undefined) return known;
  const counts = newsCounts(news);
  countsOf.set(news, counts);
  return counts;
};

type NewsKeys = { readonly added: ReadonlySet<string>; readonly gone: ReadonlySet<string> };

const keysOf = new WeakMap<readonly InstanceNews[], NewsKeys>();

const keySet = (roles: readonly RoleId[]): ReadonlySet<string> => new Set(roles.map(roleKey));

/** roleKeys of what is new and of what is gone (which no row of the list is any more), for `@new` and `@gone`. */
export const newsKeys = (state: Pick<PickerState, 'catalog'>): NewsKeys => {
  const news = newsOf(state);
  const known = keysOf.get(news);
  if (known !== undefined) return known;
  const keys = {
    added: keySet(news.flatMap(({ newRoles }) => newRoles)),
    gone: keySet(news.flatMap(({ goneRoles }) => goneRoles)),
  };
  keysOf.set(news, keys);
  return keys;
};
