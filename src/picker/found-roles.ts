// The rows that a query leaves, derived from (roles, query) and remembered outside state and views: a key press
// searches once, however often the rows are asked for, a letter that is erased not at all, and no frame walks over all
// roles. The index is built once for
// each array of roles; an empty query needs none, so the first frame does not wait for it.
import { type Highlight, highlighter, type Range } from '../domain/highlight.ts';
import { highlightNear } from '../domain/highlight-near.ts';
import { hasIndex, indexOf, indexOfSteps } from '../domain/index-of.ts';
import type { KnownRoles } from '../domain/known-roles.ts';
import { isEmptyQuery, parseQuery, type Query } from '../domain/query.ts';
import { atWords, queryTroubles } from '../domain/query-trouble.ts';
import type { Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { rolesWith } from '../domain/role-lookup.ts';
import { rescueSteps, rolesToSearch, searchSteps } from '../domain/search.ts';
import { finished, takenWhile } from '../domain/steps.ts';
import { isSameKnown, knownFor } from './known-sets.ts';
import { listedRoles, listedText } from './listed-roles.ts';
import type { PickerState } from './state.ts';

/** `order` holds indexes into the roles, best first, `matched` of them. */
export type Found = {
  readonly order: ArrayLike<number>;
  readonly matched: number;
  readonly total: number;
  /** Near by spelling only: nothing matched as it was typed. */
  readonly isTypo: boolean;
};

/** Roles of the same account and instance, this one among them. */
export const rolesOfAccount = (roles: RoleList, { accountId, instance }: Role): readonly Role[] =>
  rolesWith(roles, 'id', accountId).filter((role) => role.instance === instance);

type Remembered = {
  readonly roles: RoleList;
  readonly text: string;
  readonly query: Query;
  readonly known: KnownRoles;
  readonly found: Found;
  /** What is marked in the rows that were on the screen, by index. */
  readonly marks: Map<number, Highlight>;
  readonly mark: (index: number) => Highlight;
  /** What of the query nobody can have meant; undefined = not looked at yet. */
  troubles: readonly string[] | undefined;
};

/** What was found last, the newest first: letters that are erased lead back to it. */
let remembered: readonly Remembered[] = [];
const mostRemembered = 16;
/** As many found roles in all as three times the list. */
const mostOrders = 3;

const withinBounds = (all: readonly Remembered[], total: number): readonly Remembered[] => {
  let left = mostOrders * total;
  return all.slice(0, mostRemembered).filter(({ found }) => {
    left -= found.order.length;
    return left >= 0;
  });
};

const everyRole = ({ length }: RoleList): Found => {
  const order = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) order[index] = index;
  return { order, matched: length, total: length, isTypo: false };
};

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

/** The most telling of the queries that this one may have grown from. */
const grownFrom = (text: string, others: readonly Remembered[]): Remembered | undefined =>
  others
    .filter((one) => text.startsWith(one.text) && one.text !== '')
    .reduce<Remembered | undefined>(
      (longest, one) => (one.text.length > (longest?.text.length ?? 0) ? one : longest),
      undefined,
    ) ?? others[0];

type Wanted = Pick<Remembered, 'roles' | 'text' | 'query' | 'known'>;

const wantedIn = (state: PickerState): Wanted => {
  const text = listedText(state);
  const query = parseQuery(text);
  return { roles: listedRoles(state), text, query, known: knownFor(state, query) };
};

function* searchFor(
  { roles, text, query, known }: Wanted,
  others: readonly Remembered[],
): Generator<void, Remembered> {
  const rest = { roles, text, query, known, marks: new Map(), troubles: undefined };
  if (isEmptyQuery(query)) return { ...rest, found: everyRole(roles), mark: () => nothingMarked };
  const index = yield* indexOfSteps(roles);
  const before = grownFrom(text, others);
  const previous = before && { query: before.query, order: before.found.order };
  const found = yield* searchSteps(index, query, { previous, known });
  return { ...rest, found, mark: highlighter(index, query) };
}

const holdsIn =
  (state: PickerState) =>
  (one: Remembered): boolean =>
    one.roles === listedRoles(state) && isSameKnown(one.known, knownFor(state, one.query));

const remember = (one: Remembered, others: readonly Remembered[]): Remembered => {
  remembered = withinBounds([one, ...others.filter((other) => other !== one)], one.roles.length);
  return one;
};

/** The search that was begun last and is not over. */
let begun: { readonly wanted: Wanted; readonly steps: Generator<void, Remembered> } | undefined;

const stepsFor = (wanted: Wanted, others: readonly Remembered[]): Generator<void, Remembered> => {
  const isBegun =
    begun?.wanted.roles === wanted.roles &&
    begun.wanted.text === wanted.text &&
    isSameKnown(begun.wanted.known, wanted.known);
  const steps = begun !== undefined && isBegun ? begun.steps : searchFor(wanted, others);
  begun = undefined;
  return steps;
};

const searched = (state: PickerState): Remembered => {
  const text = listedText(state);
  const holds = holdsIn(state);
  const [last] = remembered;
  if (last?.text === text && holds(last)) return last;
  const others = remembered.filter(holds);
  const known = others.find((other) => other.text === text);
  return remember(known ?? finished(stepsFor(wantedIn(state), others)), others);
};

/** Takes steps of the search for what is typed while there is time; whether it is over. */
export const searchOn = (typed: PickerState, hasTime: () => boolean): boolean => {
  const state: PickerState = { ...typed, search: undefined };
  const others = remembered.filter(holdsIn(state));
  if (others.some(({ text }) => text === state.query.text)) return true;
  const wanted = wantedIn(state);
  const steps = stepsFor(wanted, others);
  const taken = takenWhile(steps, hasTime);
  if (taken === undefined) begun = { wanted, steps };
  else remember(taken.value, others);
  return taken !== undefined;
};

/** To look through fewer is over before anybody notices, on any machine. */
const quicklySearched = 20_000;

/** Whether the rows are to be searched for between keys. */
export const isLongSearch = (state: PickerState): boolean => {
  const roles = listedRoles(state);
  const { text } = state.query;
  if (roles.length < quicklySearched) return false;
  const query = parseQuery(text);
  const others = remembered.filter(holdsIn(state));
  if (isEmptyQuery(query) || others.some((one) => one.text === text)) return false;
  if (!hasIndex(roles)) return true;
  const before = grownFrom(text, others);
  const previous = before && { query: before.query, order: before.found.order };
  return rolesToSearch(indexOf(roles), query, previous) >= quicklySearched;
};

let lastRescue: { readonly order: ArrayLike<number>; readonly found: Found } | undefined;

const rescued = (order: ArrayLike<number>, total: number): Found => {
  if (lastRescue?.order !== order) {
    lastRescue = { order, found: { order, matched: order.length, total, isTypo: true } };
  }
  return lastRescue.found;
};

/** What the list shows: the matches, or, where there are none, what was found by spelling. */
export const foundIn = (state: PickerState): Found => {
  const { rescue: near } = state;
  const roles = listedRoles(state);
  const isOfThisQuery = near?.query === listedText(state) && near.roles === roles;
  if (isOfThisQuery && near.order !== undefined && near.order.length > 0) {
    return rescued(near.order, roles.length);
  }
  return searched(state).found;
};

/** Roles whose names come near to the query, in steps to be taken between keys: all of it takes tens of milliseconds. */
export function* spellingSteps(
  roles: RoleList,
  text: string,
  known: KnownRoles,
): Generator<void, ArrayLike<number>> {
  return (yield* rescueSteps(yield* indexOfSteps(roles), parseQuery(text), known)).order;
}

/** What of the query nobody can have meant: sentences, mostly none. */
export const troublesIn = (state: PickerState): readonly string[] => {
  const roles = listedRoles(state);
  const found = searched(state);
  if (!/[@:]/.test(found.text) || roles.length === 0) return [];
  found.troubles ??= /(^|[\s|!])@$/.test(found.text) ? [atWords] : queryTroubles(indexOf(roles), found.query);
  return found.troubles;
};

/** What of a role (by its index) the query matched. */
export const highlightsOf = (state: PickerState, index: number): Highlight => {
  const roles = listedRoles(state);
  const searchedFor = searched(state);
  if (isEmptyQuery(searchedFor.query)) return nothingMarked;
  const near = foundIn(state).isTypo ? roles.at(index) : undefined;
  if (near !== undefined) return highlightNear(near, searchedFor.query);
  const known = searchedFor.marks.get(index);
  if (known !== undefined) return known;
  const marks = searchedFor.mark(index);
  searchedFor.marks.set(index, marks);
  return marks;
};
