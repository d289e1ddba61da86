// One step of the loop: what happened to the state, and what is to be done about it. Pure: time comes in as an event,
// work goes out as effects, and slow work answers with the number that it was given.
import type { PickerEffect } from './effect.ts';
import type { FilterKey, KeyEvent, PickerEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { refuseGone } from './gone.ts';
import { isKeyEvent } from './key-event.ts';
import { mark } from './marks.ts';
import { onSearch, whileSearching } from './pending-search.ts';
import { withSelectionVisible } from './selection.ts';
import { startRefresh } from './start-refresh.ts';
import type { Notice, PickerState } from './state.ts';
import type { Step } from './step.ts';
import { askQuestion } from './update-ask.ts';
import { finishRefresh, loadRoles, refreshFailed, rolesFound } from './update-catalog.ts';
import { tick } from './update-clock.ts';
import { isFilterKey, onFilterKey, onFilters } from './update-filters.ts';
import { onGuardKey } from './update-guard.ts';
import { onMouse } from './update-mouse.ts';
import { askNewsProfiles } from './update-news.ts';
import { changeOrder, onPins } from './update-order.ts';
import { accept, backOut, chosenEvent, copyFrom, editText, move, togglePanel } from './update-panel.ts';
import { agree, askConfig, askProfiles, onProfiles } from './update-profiles.ts';
import { choose, onSession, signInWhereNeeded } from './update-session.ts';
import { askTask, onTask } from './update-tasks.ts';
import { onThemes } from './update-themes.ts';

/** What is to be done when the picker opens. */
export const openingEffects = (state: PickerState): readonly PickerEffect[] => [
  { kind: 'load-roles' },
  { kind: 'load-lives' },
  { kind: 'load-last-failure' },
  { kind: 'load-aws-profiles' },
  ...(state.instances.length === 0 ? [{ kind: 'find-other-tools' } as const] : []),
  ...state.instances.map((instance) => ({ kind: 'load-session', instance }) as const),
  ...(state.signIn === undefined ? [] : [{ kind: 'sign-in', ...state.signIn } as const]),
];

const onKey = (state: PickerState, event: KeyEvent): Step =>
  onGuardKey(state, event, onKey) ??
  onMouse(state, event, onKey) ??
  refuseGone(state, event) ??
  (isFilterKey(event) ? onFilterKey(state, event) : onOpenKey(state, event));

type Leaving = Extract<KeyEvent, { kind: 'setup-asked' | 'quit-asked' | 'suspend-asked' }>;

const leaving = (event: Leaving): PickerEffect => {
  if (event.kind === 'suspend-asked') return { kind: 'suspend' };
  return {
    kind: 'finish',
    result: { kind: event.kind === 'quit-asked' ? 'cancelled' : (event.by ?? 'setup') },
  };
};

type Fact = Extract<
  PickerEvent,
  { kind: 'lives-loaded' | 'last-failure-loaded' | 'other-tools-found' | 'role-sources-loaded' }
>;

const withFact = (state: PickerState, event: Fact): PickerState => {
  if (event.kind === 'lives-loaded') return { ...state, lives: event.lives };
  if (event.kind === 'role-sources-loaded') return { ...state, roleSources: event.sources };
  if (event.kind === 'other-tools-found') return { ...state, otherTools: event.tools };
  return { ...state, lastFailure: event.failure };
};

const thenKey = (state: PickerState, event: KeyEvent | undefined): Step | undefined =>
  event === undefined ? undefined : onKey(state, event);

const onOpenKey = (state: PickerState, event: Exclude<KeyEvent, FilterKey>): Step => {
  switch (event.kind) {
    case 'query-typed':
    case 'query-pasted':
    case 'query-deleted':
    case 'query-cursor-moved':
      return editText(state, event);
    case 'moved':
      return [move(state, event), []];
    case 'mark-toggled':
    case 'range-marked':
    case 'all-marked':
      return [mark(state, event), []];
    case 'accepted':
      return thenKey({ ...state, panel: undefined }, chosenEvent(state)) ?? accept(state, event.key);
    case 'order-asked':
      return changeOrder(state, event.order);
    case 'action-asked':
      return choose(state, event.action);
    case 'copy-asked':
      return copyFrom(state, event.what);
    case 'task-asked':
      return askTask(state, event.task);
    case 'question-asked':
      return [askQuestion(state, event.question), []];
    case 'config-asked':
      return askConfig(state, event.wish);
    case 'sign-in-asked':
      return signInWhereNeeded(state);
    case 'refresh-asked':
      return startRefresh(state);
    case 'profiles-asked':
      return askProfiles(state, event.change);
    case 'news-profiles-asked':
      return askNewsProfiles(state, event.change);
    case 'agreed':
      return agree(state);
    case 'sibling-taken':
    case 'clicked':
    case 'double-clicked':
      return [state, []];
    case 'panel-toggled':
      return togglePanel(state, event.panel);
    case 'mode-changed':
      return [{ ...state, keys: { ...state.keys, mode: event.mode } }, []];
    case 'backed-out':
      return backOut(state);
    case 'setup-asked':
    case 'quit-asked':
    case 'suspend-asked':
      return [state, [leaving(event)]];
  }
};

const noShell = 'No shell could bring this back: it works where rolecall runs by itself.';

const loadingFailed = (state: PickerState, failure: Failure): PickerState => ({
  ...state,
  failed: { during: 'loading', failure, instance: undefined, pending: undefined },
});

type Kept = Parameters<typeof onPins>[1] | Parameters<typeof onFilters>[1];

/** What is kept of the person's own: pins, saved filters. */
const onKept = (state: PickerState, event: Kept): PickerState =>
  event.kind === 'pins-saved' || event.kind === 'pins-failed'
    ? onPins(state, event)
    : onFilters(state, event);

type Told = Extract<PickerEvent, { kind: 'copied' | 'copy-failed' | 'suspend-refused' }>;

const noticeOf = (event: Told): Notice => {
  if (event.kind === 'copied') return { level: 'done', text: `Copied the ${event.what}.` };
  return { level: 'warning', text: event.kind === 'suspend-refused' ? noShell : event.failure.message };
};

type RefreshEvent = Extract<
  PickerEvent,
  { kind: 'refresh-progressed' | 'roles-found' | 'refresh-finished' | 'refresh-failed' }
>;

const onRefresh = (state: PickerState, event: RefreshEvent): Step => {
  if (event.kind === 'refresh-finished') return finishRefresh(state, event);
  if (event.kind === 'refresh-failed') return refreshFailed(state, event);
  if (event.kind === 'roles-found') return rolesFound(state, event);
  return event.request === state.refresh?.request
    ? [{ ...state, refresh: { ...state.refresh, progress: event.progress } }, []]
    : [state, []];
};

const onWorld = (state: PickerState, event: Exclude<PickerEvent, KeyEvent>): Step => {
  switch (event.kind) {
    case 'roles-loaded':
      return loadRoles(state, event.set);
    case 'roles-failed':
      return [loadingFailed(state, event.failure), []];
    case 'other-tools-found':
    case 'lives-loaded':
    case 'role-sources-loaded':
    case 'last-failure-loaded':
      return [withFact(state, event), []];
    case 'session-loaded':
    case 'session-failed':
    case 'sign-in-progressed':
    case 'signed-in':
    case 'sign-in-failed':
      return onSession(state, event);
    case 'refresh-progressed':
    case 'roles-found':
    case 'refresh-finished':
    case 'refresh-failed':
      return onRefresh(state, event);
    case 'query-searched':
    case 'query-rescued':
      return onSearch(state, event);
    case 'copied':
    case 'copy-failed':
    case 'suspend-refused':
      return [{ ...state, notice: noticeOf(event) }, []];
    case 'aws-profiles-loaded':
    case 'profiles-planned':
    case 'profiles-saved':
    case 'profiles-failed':
      return onProfiles(state, event);
    case 'task-progressed':
    case 'task-finished':
    case 'task-failed':
      return onTask(state, event);
    case 'themes-loaded':
    case 'theme-saved':
    case 'theme-failed':
      return [onThemes(state, event), []];
    case 'pins-saved':
    case 'pins-failed':
    case 'filters-saved':
    case 'filters-failed':
      return [onKept(state, event), []];
    case 'clock-ticked':
      return tick(state, event.now);
    case 'resized':
      return [withSelectionVisible({ ...state, size: { columns: event.columns, rows: event.rows } }), []];
  }
};

/** What was said and what was clicked hold until the next key. */
const beforeKey = (state: PickerState, { kind }: KeyEvent): PickerState => ({
  ...state,
  notice: undefined,
  clicked: kind === 'double-clicked' ? state.clicked : undefined,
});

/** A banner comes, grows and goes over the list: the selected row stays on the screen. */
const underBanner = (before: PickerState, [after, effects]: Step): Step =>
  after.signIn === before.signIn ? [after, effects] : [withSelectionVisible(after), effects];

export const update = (state: PickerState, event: PickerEvent): Step =>
  underBanner(
    state,
    isKeyEvent(event) ? whileSearching(beforeKey(state, event), event, onKey) : onWorld(state, event),
  );
