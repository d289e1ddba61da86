// The search index of a list of roles: the one that is kept with the list, else one that is built, once for each list.

import { buildIndex } from './build-index.ts';
import type { RoleList } from './role-list.ts';
import type { SearchIndex } from './search-index.ts';

const indexes = new WeakMap<RoleList, SearchIndex>();

export const indexOf = (roles: RoleList): SearchIndex => {
  const known = indexes.get(roles);
  if (known !== undefined) return known;
  const index = roles.columns?.index() ?? buildIndex(roles);
  indexes.set(roles, index);
  return index;
};
