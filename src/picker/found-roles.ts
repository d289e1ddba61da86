// The rows that a query leaves, derived from (roles, query) and remembered outside state and views: a key press
// searches once, however often the rows are asked for, and no frame walks over all roles. The index is built once for
// each array of roles; an empty query needs none, so the first frame does not wait for it.
import { type Highlight, highlight, type Range } from '../domain/highlight.ts';
import { isEmptyQuery, parseQuery, type Query } from '../domain/query.ts';
import type { Role } from '../domain/role.ts';
import { rescue, search } from '../domain/search.ts';
import { buildIndex, type SearchIndex } from '../domain/search-index.ts';
import type { PickerState } from './state.ts';

/** `order` holds indexes into the roles, best first, `matched` of them. */
export type Found = {
  readonly order: ArrayLike<number>;
  readonly matched: number;
  readonly total: number;
  /** Near by spelling only: nothing matched as it was typed. */
  readonly isTypo: boolean;
};

const indexes = new WeakMap<readonly Role[], SearchIndex>();

/** The search index of these roles, built at the first call. */
export const indexOf = (roles: readonly Role[]): SearchIndex => {
  const known = indexes.get(roles);
  if (known !== undefined) return known;
  const index = buildIndex(roles);
  indexes.set(roles, index);
  return index;
};

/** Roles of the same account and instance, this one among them; quick where the index was built. */
export const rolesOfAccount = (roles: readonly Role[], { accountId, instance }: Role): readonly Role[] => {
  const column = indexes.get(roles)?.fields.id;
  if (column === undefined) {
    return roles.filter((role) => role.accountId === accountId && role.instance === instance);
  }
  const wanted = column.texts.indexOf(accountId);
  const found: Role[] = [];
  for (let index = 0; index < roles.length; index += 1) {
    const role = column.ids[index] === wanted ? roles[index] : undefined;
    if (role?.instance === instance) found.push(role);
  }
  return found;
};

type Remembered = {
  readonly roles: readonly Role[];
  readonly text: string;
  readonly query: Query;
  readonly found: Found;
  /** What is marked in the rows that were on the screen, by index. */
  readonly marks: Map<number, Highlight>;
};

let last: Remembered | undefined;

const everyRole = ({ length }: readonly Role[]): Found => {
  const order = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) order[index] = index;
  return { order, matched: length, total: length, isTypo: false };
};

const searched = (roles: readonly Role[], text: string): Remembered => {
  if (last?.roles === roles && last.text === text) return last;
  const query = parseQuery(text);
  const previous = last?.roles === roles ? { query: last.query, order: last.found.order } : undefined;
  const found = isEmptyQuery(query) ? everyRole(roles) : search(indexOf(roles), query, { previous });
  last = { roles, text, query, found, marks: new Map() };
  return last;
};

let lastRescue: { readonly order: ArrayLike<number>; readonly found: Found } | undefined;

const rescued = (order: ArrayLike<number>, total: number): Found => {
  if (lastRescue?.order !== order) {
    lastRescue = { order, found: { order, matched: order.length, total, isTypo: true } };
  }
  return lastRescue.found;
};

/** What the list shows: the matches, or, where there are none, what was found by spelling. */
export const foundIn = ({ catalog, query, rescue: near }: PickerState): Found => {
  const isOfThisQuery = near?.query === query.text && near.roles === catalog.roles;
  if (isOfThisQuery && near.order !== undefined && near.order.length > 0) {
    return rescued(near.order, catalog.roles.length);
  }
  return searched(catalog.roles, query.text).found;
};

/** Roles whose names come near to the query; tens of milliseconds, so never on the way of a key. */
export const findBySpelling = (roles: readonly Role[], text: string): ArrayLike<number> =>
  rescue(indexOf(roles), parseQuery(text)).order;

const nothingMarked: Highlight = {
  profile: [],
  accountName: [],
  roleName: [],
  accountId: [],
  email: [],
  region: [],
  instance: [],
  tags: new Map<string, readonly Range[]>(),
};

/** What of a role (by its index) the query matched. */
export const highlightsOf = ({ catalog, query }: PickerState, index: number): Highlight => {
  const searchedFor = searched(catalog.roles, query.text);
  if (isEmptyQuery(searchedFor.query)) return nothingMarked;
  const known = searchedFor.marks.get(index);
  if (known !== undefined) return known;
  const marks = highlight(indexOf(catalog.roles), index, searchedFor.query);
  searchedFor.marks.set(index, marks);
  return marks;
};
