// Keys that mean something else in each panel: moving, Enter, Esc, copying.
import { roleArn } from '../domain/role.ts';
import { menuItems } from './action-menu.ts';
import { answerOf } from './ask.ts';
import { detailHeight } from './detail/detail-panel.ts';
import type { CopiedThing, KeyEvent } from './event.ts';
import { helpHeight } from './help-view.ts';
import { layoutOf } from './layout.ts';
import { noMarks, targetRoles } from './marks.ts';
import { newsHeight } from './news-view.ts';
import { editInput, madeQuery, queryOf } from './query-input.ts';
import { titleAt } from './rows.ts';
import { screenOf } from './screen-kind.ts';
import { selectedRow, selectRow } from './selection.ts';
import { startRefresh } from './start-refresh.ts';
import { signInTo } from './start-sign-in.ts';
import type { Failed, Panel, PickerState } from './state.ts';
import type { Step } from './step.ts';
import { chosenRow, tagEntries, toggled } from './tag-entries.ts';
import { reportRoom } from './task-view.ts';
import { editAnswer, leaveQuestion, optionCount } from './update-ask.ts';
import { seeNews } from './update-news.ts';
import { toggleFold } from './update-order.ts';
import { scrollDiff } from './update-profiles.ts';
import { editQuery, type QueryEvent, withQuery } from './update-query.ts';
import { choose, signInWhereNeeded } from './update-session.ts';
import { scrollReport, stopTask } from './update-tasks.ts';
import { acceptTheme, chosenTheme, openThemes } from './update-themes.ts';

type Moved = Extract<KeyEvent, { kind: 'moved' }>;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

const movedRow = (row: number, count: number, move: Moved & { readonly page: number }): number => {
  if (move.unit === 'all') return move.by < 0 ? 0 : Math.max(0, count - 1);
  const step = move.unit === 'page' ? move.by * Math.max(1, move.page) : move.by;
  return clamp(row + step, 0, Math.max(0, count - 1));
};

const heightOf = { help: helpHeight, news: newsHeight, detail: detailHeight } as const;

const movePanel = (state: PickerState, panel: Panel, event: Moved): Panel => {
  const { bodyHeight } = layoutOf(state);
  const page = bodyHeight - 2;
  switch (panel.kind) {
    case 'help':
    case 'news':
    case 'detail': {
      const lastScroll = Math.max(0, heightOf[panel.kind](state) - bodyHeight);
      const scroll = movedRow(panel.scroll, lastScroll + 1, { ...event, page });
      return { ...panel, scroll };
    }
    case 'tags': {
      const entries = tagEntries(state);
      const entry = entries[movedRow(chosenRow(entries, panel.at), entries.length, { ...event, page })];
      return { kind: 'tags', at: entry && { key: entry.key, value: entry.value } };
    }
    case 'ask':
      return { ...panel, row: movedRow(panel.row, optionCount(state, panel), { ...event, page }) };
    case 'themes': {
      const row = state.themes.findIndex(({ name }) => name === chosenTheme(state)?.name);
      const next = state.themes[movedRow(Math.max(0, row), state.themes.length, { ...event, page })];
      return { kind: 'themes', at: next?.name ?? panel.at };
    }
    case 'actions':
      return {
        kind: 'actions',
        row: movedRow(panel.row, menuItems(state.enterAction).length, { ...event, page }),
      };
  }
};

const rowsMoved = (state: PickerState, { by, unit }: Moved, page: number): number => {
  if (unit === 'all') return by * state.size.rows * 1000;
  return unit === 'page' ? by * Math.max(1, page) : by;
};

export const move = (state: PickerState, event: Moved): PickerState => {
  if (screenOf(state) === 'profile-change' && state.profileChange !== undefined) {
    const page = layoutOf(state).bodyHeight - 6;
    return scrollDiff(state, state.profileChange, rowsMoved(state, event, page));
  }
  if (screenOf(state) === 'task-report') {
    const room = reportRoom(state);
    return scrollReport(state, rowsMoved(state, event, room), room);
  }
  if (state.panel !== undefined) return { ...state, panel: movePanel(state, state.panel, event) };
  if (event.unit === 'all') return selectRow(state, event.by < 0 ? 0 : Number.MAX_SAFE_INTEGER);
  const step = event.unit === 'page' ? event.by * Math.max(1, layoutOf(state).listRows - 1) : event.by;
  return selectRow(state, selectedRow(state) + step);
};

type Toggled = Exclude<Panel['kind'], 'ask'>;

const opened: Readonly<Record<Toggled, Panel>> = {
  help: { kind: 'help', scroll: 0, filter: queryOf('') },
  tags: { kind: 'tags', at: undefined },
  actions: { kind: 'actions', row: 0 },
  news: { kind: 'news', scroll: 0 },
  detail: { kind: 'detail', scroll: 0 },
  themes: { kind: 'themes', at: undefined },
};

/** Typing: into what is open. */
export const editText = (state: PickerState, event: QueryEvent): Step => {
  const { panel } = state;
  if (panel === undefined || screenOf(state) !== panel.kind) return editQuery(state, event);
  if (panel.kind === 'ask') return editAnswer(state, panel, event);
  if (panel.kind !== 'help') return editQuery(state, event);
  const filter = editInput(panel.filter, event);
  const scroll = filter.text === panel.filter.text ? panel.scroll : 0;
  return [{ ...state, panel: { kind: 'help', filter, scroll } }, []];
};

export const togglePanel = (state: PickerState, kind: Toggled): Step => {
  if (state.panel?.kind === kind) return closePanel(state);
  if (kind === 'themes') return openThemes(state);
  return [{ ...state, panel: opened[kind] }, []];
};

/** In the help: what it was searched for, then the help itself. */
const closePanel = (state: PickerState): Step => {
  const { panel } = state;
  if (panel?.kind === 'help' && panel.filter.text !== '')
    return [{ ...state, panel: { kind: 'help', scroll: 0, filter: queryOf('') } }, []];
  if (panel?.kind === 'ask') return [leaveQuestion(state, panel), []];
  return panel?.kind === 'news' ? seeNews(state) : [{ ...state, panel: undefined }, []];
};

const retry = (state: PickerState, failed: Failed): Step => {
  const cleared: PickerState = { ...state, failed: undefined };
  if (failed.during === 'loading') return [cleared, [{ kind: 'load-roles' }]];
  if (failed.during === 'refresh' || failed.instance === undefined) return startRefresh(cleared);
  return signInTo(cleared, failed.instance, failed.pending ?? failed.pendingTask);
};

const acceptTag = (state: PickerState): Step => {
  if (state.panel?.kind !== 'tags') return [state, []];
  const entries = tagEntries(state);
  const entry = entries[chosenRow(entries, state.panel.at)];
  if (entry === undefined) return [state, []];
  const [next, effects] = withQuery(state, madeQuery(toggled(state, entry)));
  return [{ ...next, panel: { kind: 'tags', at: { key: entry.key, value: entry.value } } }, effects];
};

/** What the row under the bar stands for, where a panel lists things to do. */
export const chosenEvent = (state: PickerState): KeyEvent | undefined => {
  const { panel } = state;
  if (screenOf(state) !== panel?.kind) return undefined;
  if (panel.kind === 'ask') return answerOf(state, panel);
  return panel.kind === 'actions' ? menuItems(state.enterAction)[panel.row]?.event : undefined;
};

/** Enter, by screen. */
export const accept = (state: PickerState, key?: string): Step => {
  switch (screenOf(state)) {
    case 'list':
      return titleAt(state, selectedRow(state)) === undefined
        ? choose(state, state.enterAction, key)
        : [toggleFold(state), []];
    case 'tags':
      return acceptTag(state);
    case 'help':
    case 'news':
    case 'detail':
      return closePanel(state);
    case 'themes':
      return acceptTheme(state);
    case 'task-report':
      return [{ ...state, taskReport: undefined }, []];
    case 'failed':
      return state.failed === undefined ? [state, []] : retry(state, state.failed);
    case 'signed-out':
      return signInWhereNeeded(state);
    case 'no-roles':
      return startRefresh(state);
    case 'first-run':
      return [state, [{ kind: 'finish', result: { kind: 'setup' } }]];
    default:
      return [state, []];
  }
};

const leave = (state: PickerState): Step => [state, [{ kind: 'finish', result: { kind: 'cancelled' } }]];

/** Other screens may lie over the list that it stands above. */
const isSignInOnTop = (state: PickerState): boolean => ['list', 'signing-in'].includes(screenOf(state));

/** Esc: closes what is open, then clears the query, then drops the marks, then leaves. */
export const backOut = (state: PickerState): Step => {
  // A change of profiles that was asked for in the news lies over them.
  if (state.panel !== undefined && (state.panel.kind !== 'news' || screenOf(state) === 'news'))
    return closePanel(state);
  if (state.signIn !== undefined && isSignInOnTop(state)) {
    const { request } = state.signIn;
    return [
      { ...state, signIn: undefined, notice: { level: 'warning', text: 'Sign-in cancelled.' } },
      [{ kind: 'cancel', request }],
    ];
  }
  if (screenOf(state) === 'profile-change') return [{ ...state, profileChange: undefined }, []];
  if (state.failed !== undefined && state.failed.during !== 'loading') {
    return [{ ...state, failed: undefined }, []];
  }
  if (screenOf(state) === 'task-report') return [{ ...state, taskReport: undefined }, []];
  if (state.task !== undefined) return stopTask(state);
  if (state.query.text !== '') return withQuery(state, queryOf(''));
  return state.marks.roles.size > 0 ? [{ ...state, marks: noMarks }, []] : leave(state);
};

const textToCopy = (state: PickerState, what: CopiedThing): string | undefined => {
  if (what === 'sign-in URL') {
    const progress = state.signIn?.progress;
    return progress !== undefined && 'url' in progress ? progress.url : undefined;
  }
  const texts = targetRoles(state).map(
    (role) => ({ ARN: roleArn(role), 'account id': role.accountId, 'profile name': role.profile })[what],
  );
  return texts.length === 0 ? undefined : [...new Set(texts)].join('\n');
};

export const copyFrom = (state: PickerState, what: CopiedThing): Step => {
  const text = textToCopy(state, what);
  return text === undefined ? [state, []] : [state, [{ kind: 'copy', text, what }]];
};
