// How the list is arranged: what it is grouped by, which groups are folded, and how many recent roles stand first.
import type { PickerState } from './state.ts';

export const groupings = ['flat', 'account', 'role', 'tag', 'instance'] as const;

export type Grouping = (typeof groupings)[number];

/** Every group is folded or none is, but for those whose keys are named. */
export type Folds = { readonly isAllFolded: boolean; readonly except: ReadonlySet<string> };

export const noFolds: Folds = { isAllFolded: false, except: new Set() };

export type Arrangement = {
  readonly grouping: Grouping;
  /** The tag key of the grouping `tag`; undefined = the first that there is. */
  readonly tagKey: string | undefined;
  /** The most roles in the recent block; 0 = no block. */
  readonly recentRoles: number;
  /** While the query is empty, and while something is searched: a new query hides no match in a fold. */
  readonly folds: { readonly browsing: Folds; readonly searching: Folds };
};

export const usualArrangement: Arrangement = {
  grouping: 'flat',
  tagKey: undefined,
  recentRoles: 0,
  folds: { browsing: noFolds, searching: noFolds },
};

type Arranged = Pick<PickerState, 'arrangement' | 'query' | 'search'>;

const placeOf = ({ query, search }: Arranged): keyof Arrangement['folds'] =>
  (search?.shown.text ?? query.text).trim() === '' ? 'browsing' : 'searching';

export const foldsOf = (state: Arranged): Folds => state.arrangement.folds[placeOf(state)];

export const withFolds = <S extends Arranged>(state: S, folds: Folds): S => ({
  ...state,
  arrangement: {
    ...state.arrangement,
    folds: { ...state.arrangement.folds, [placeOf(state)]: folds },
  },
});

/** After a change of the query's text. */
export const searchingUnfolded = (arrangement: Arrangement): Arrangement =>
  arrangement.folds.searching === noFolds
    ? arrangement
    : { ...arrangement, folds: { ...arrangement.folds, searching: noFolds } };

export const isFolded = ({ isAllFolded, except }: Folds, key: string): boolean =>
  isAllFolded !== except.has(key);

export const withFoldToggled = ({ isAllFolded, except }: Folds, key: string): Folds => {
  const changed = new Set(except);
  if (!changed.delete(key)) changed.add(key);
  return { isAllFolded, except: changed };
};
