import { ofKey } from './bindings/name.ts';
import type { PickerEffect } from './effect.ts';
import type { WorldEvent } from './event.ts';
import { isLongSearch } from './found-roles.ts';
import { keepMarks } from './marks.ts';
import { beginSearch, rescueIfNothingFound } from './pending-search.ts';
import { keepingSelection } from './selection.ts';
import { readInstance, refreshIfDue } from './start-refresh.ts';
import type { LoadedRoles, Notice, PickerState } from './state.ts';
import type { Step } from './step.ts';

const adopt = (state: PickerState, set: LoadedRoles): Step => {
  const change = (before: PickerState): PickerState => ({
    ...before,
    catalog: set,
    marks: keepMarks(before.marks, set.roles),
    isLoaded: true,
    failed: undefined,
    rescue: undefined,
    search: undefined,
  });
  const changed = change(state);
  const [next, effects] = isLongSearch(changed)
    ? beginSearch(state, changed)
    : rescueIfNothingFound(keepingSelection(state, change));
  return [next, [{ kind: 'prepare-search', roles: set.roles }, { kind: 'load-role-sources' }, ...effects]];
};

export const loadRoles = (state: PickerState, set: LoadedRoles): Step => {
  const [adopted, effects] = adopt(state, set);
  const told = { ...adopted, notice: adopted.notice ?? set.folderNotice };
  const [next, more] = refreshIfDue(told);
  return [next, [...effects, ...more]];
};

const refreshed = (state: PickerState, { failures, changes, profilesNews }: LoadedRoles): Notice => {
  if (failures.length > 0) {
    const names = failures.map((failure) => failure.accountName);
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    const what = failures.length === 1 ? '1 account' : `${failures.length} accounts`;
    return { level: 'warning', text: `Could not read ${what}, last known roles kept: ${shown}` };
  }
  const { added, removed } = changes;
  const text =
    added.length + removed.length === 0
      ? 'Refreshed, nothing changed.'
      : `Refreshed: ${added.length} added, ${removed.length} removed.${ofKey(state, 'news', (key) => ` ${key} shows them.`)}`;
  if (profilesNews === undefined) return { level: 'done', text };
  return { level: profilesNews.level, text: `${text} ${profilesNews.text}` };
};

export const finishRefresh = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'refresh-finished' }>,
): Step => {
  if (event.request !== state.refresh?.request) return [state, []];
  const { waiting } = state.refresh;
  const [adopted, effects] = adopt({ ...state, refresh: undefined }, event.set);
  const [first, ...rest] = waiting;
  // The profiles may have followed the roles.
  const reload: readonly PickerEffect[] =
    event.set.profilesNews === undefined ? [] : [{ kind: 'load-aws-profiles' }];
  if (first === undefined)
    return [{ ...adopted, notice: refreshed(state, event.set) }, [...effects, ...reload]];
  const [next, more] = readInstance(adopted, first, rest);
  return [next, [...effects, ...reload, ...more]];
};

/** The list grows while it is read; the bar stays on its role. */
export const rolesFound = (state: PickerState, event: Extract<WorldEvent, { kind: 'roles-found' }>): Step =>
  event.request === state.refresh?.request ? adopt(state, event.set) : [state, []];

export const refreshFailed = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'refresh-failed' }>,
): Step => {
  if (event.request !== state.refresh?.request) return [state, []];
  const stopped: PickerState = { ...state, refresh: undefined };
  if (event.signedOut !== undefined) {
    const sessions = new Map(state.sessions).set(event.signedOut, { kind: 'signed-out' as const });
    const text = `The session of ${event.signedOut} has ended. Sign in to refresh.`;
    return [{ ...stopped, sessions, notice: { level: 'warning', text } }, []];
  }
  if (state.catalog.roles.length > 0) {
    return [
      { ...stopped, notice: { level: 'warning', text: `Not refreshed. ${event.failure.message}` } },
      [],
    ];
  }
  const failed = {
    during: 'refresh',
    failure: event.failure,
    instance: undefined,
    pending: undefined,
  } as const;
  return [{ ...stopped, failed }, []];
};
