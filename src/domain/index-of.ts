// The search index of a list of roles: the one that is kept with the list, else one that is built, once for each list.

import { indexSteps } from './build-index.ts';
import type { RoleList } from './role-list.ts';
import type { SearchIndex } from './search-index.ts';
import { finished } from './steps.ts';

const indexes = new WeakMap<RoleList, SearchIndex>();
/** Those that are being built. */
const begun = new WeakMap<RoleList, Generator<void, SearchIndex>>();

/** Whether it can be had without building one. */
export const hasIndex = (roles: RoleList): boolean => indexes.has(roles) || roles.columns !== undefined;

/** `indexOf` in steps. Whoever asks goes on with what others began. */
export function* indexOfSteps(roles: RoleList): Generator<void, SearchIndex> {
  for (;;) {
    const known = indexes.get(roles) ?? roles.columns?.index();
    if (known !== undefined) {
      indexes.set(roles, known);
      return known;
    }
    const steps = begun.get(roles) ?? indexSteps(roles);
    begun.set(roles, steps);
    const { done, value } = steps.next();
    if (done === true) {
      begun.delete(roles);
      indexes.set(roles, value);
    } else yield;
  }
}

export const indexOf = (roles: RoleList): SearchIndex => indexes.get(roles) ?? finished(indexOfSteps(roles));
