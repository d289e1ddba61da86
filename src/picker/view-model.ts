// The state as a frame: every line of the screen, cut and padded to fit, with a meaning for each piece. The views only
// lay it out and colour it. Only rows on the screen are looked at, so a frame costs the same at any number of roles.

import { askInputView, askLines } from './ask-view.ts';
import { bannerLines } from './banner-view.ts';
import { keyNamed } from './bindings/name.ts';
import { detailLines } from './detail/detail-pane.ts';
import { detailPanelLines } from './detail/detail-panel.ts';
import { groupDetailLines } from './group-title-view.ts';
import { guardView } from './guard-view.ts';
import { headerLine, queryView, statusLine } from './header-view.ts';
import { helpLines, helpQueryView } from './help-view.ts';
import { hintLine } from './hint-view.ts';
import type { InputView } from './input-view.ts';
import { type Layout, layoutOf } from './layout.ts';
import { emptyLine, type Line } from './line.ts';
import { listAndBelow, thumbOf } from './list-view.ts';
import { messageLines } from './message-view.ts';
import { newsLines } from './news-view.ts';
import { type PanelLine, still } from './panel-line.ts';
import { actionMenuLines, tagPanelLines } from './panel-view.ts';
import { profileChangeLines } from './profile-change-view.ts';
import { titleAt } from './rows.ts';
import { type ScreenKind, screenOf } from './screen-kind.ts';
import { selectedRole, selectedRow } from './selection.ts';
import type { PickerState } from './state.ts';
import { taskReportLines } from './task-view.ts';
import { themePanelLines } from './theme-panel-view.ts';
import { shownTheme } from './update-themes.ts';

/** A column of lines on the screen, `width` cells wide. */
export type Pane = { readonly width: number; readonly lines: readonly PanelLine[] };

/** A thin rule between two panes; `thumb` is where a scroll bar stands in it, in lines. */
export type Rule = {
  readonly height: number;
  readonly thumb: readonly [start: number, end: number] | undefined;
};

export type ListBody = {
  readonly kind: 'list';
  readonly left: Pane | undefined;
  readonly list: Pane;
  readonly rule: Rule;
  readonly right: Pane | undefined;
};

export type MessageBody = {
  readonly kind: 'message';
  readonly indent: number;
  readonly lines: readonly Line[];
};

export type Frame = {
  readonly width: number;
  readonly height: number;
  readonly header: Line;
  readonly query: Line | undefined;
  readonly hasGap: boolean;
  /** Between query and body. */
  readonly banner?: readonly Line[] | undefined;
  readonly bodyHeight: number;
  readonly body: ListBody | MessageBody;
  readonly status: Line;
  readonly hints: Line;
  /** Where the terminal's cursor stands; undefined = hidden. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
  /** Drawn in this theme instead of the usual one. */
  readonly theme?: string | undefined;
};

const rightPane = (state: PickerState, layout: Layout): Pane | undefined => {
  const width = layout.paneWidth;
  if (width === 0) return undefined;
  const size = { width: width - 1, height: layout.bodyHeight };
  if (state.panel?.kind === 'actions') return { width, lines: actionMenuLines(state, size) };
  if (state.panel?.kind === 'themes') return { width, lines: themePanelLines(state, size) };
  const role = selectedRole(state);
  if (role !== undefined) return { width, lines: detailLines(state, role, size).map(still) };
  const title = titleAt(state, selectedRow(state));
  return title && { width, lines: groupDetailLines(title, size.width).map(still) };
};

/** A panel over the whole body, where there is no room beside the list. */
const soloPanel = (state: PickerState, layout: Layout): Pane | undefined => {
  const size = { width: layout.width - 1, height: layout.bodyHeight };
  if (state.panel?.kind === 'actions' && layout.paneWidth === 0) {
    return { width: size.width, lines: actionMenuLines(state, size) };
  }
  if (state.panel?.kind === 'ask') return { width: size.width, lines: askLines(state, state.panel, size) };
  if (state.panel?.kind === 'themes' && layout.paneWidth === 0) {
    return { width: size.width, lines: themePanelLines(state, size) };
  }
  return state.panel?.kind === 'tags' && layout.tagsWidth === 0
    ? { width: size.width, lines: tagPanelLines(state, size) }
    : undefined;
};

const listBody = (state: PickerState, layout: Layout): ListBody => {
  const rule: Rule = { height: layout.bodyHeight, thumb: thumbOf(state, layout) };
  const solo = soloPanel(state, layout);
  if (solo !== undefined) return { kind: 'list', left: undefined, list: solo, rule, right: undefined };
  const tags = { width: layout.tagsWidth, height: layout.bodyHeight };
  return {
    kind: 'list',
    left: tags.width === 0 ? undefined : { width: tags.width, lines: tagPanelLines(state, tags) },
    list: { width: layout.listWidth, lines: listAndBelow(state, layout).slice(0, layout.bodyHeight) },
    rule,
    right: rightPane(state, layout),
  };
};

/** Gives up blank lines where the screen is short, then what stands last. */
const withoutGaps = (lines: readonly Line[], height: number): readonly Line[] =>
  lines.length <= height ? lines : lines.filter((line) => line.length > 0).slice(0, height);

const messageBody = (state: PickerState, screen: ScreenKind, layout: Layout): MessageBody => {
  if (screen === 'help') return { kind: 'message', indent: 0, lines: helpLines(state, layout.bodyHeight) };
  if (screen === 'detail')
    return { kind: 'message', indent: 0, lines: detailPanelLines(state, layout.bodyHeight) };
  if (screen === 'news') return { kind: 'message', indent: 0, lines: newsLines(state, layout.bodyHeight) };
  if (screen === 'profile-change') return { kind: 'message', indent: 1, lines: profileChangeLines(state) };
  if (screen === 'task-report') return { kind: 'message', indent: 1, lines: taskReportLines(state) };
  const indent = Math.min(8, Math.max(1, Math.floor((layout.width - 60) / 4)));
  const room = { width: Math.min(72, layout.width - indent - 1), height: layout.bodyHeight };
  const lines = withoutGaps(messageLines(state, screen, room) ?? [], layout.bodyHeight);
  const above = Math.max(0, Math.min(4, Math.floor((layout.bodyHeight - lines.length) / 3)));
  return { kind: 'message', indent, lines: [...Array.from({ length: above }, () => emptyLine), ...lines] };
};

type Guarded = Pick<Frame, 'body' | 'cursor'>;

const guardBody = (state: PickerState, layout: Layout): Guarded | undefined => {
  const { guard } = state;
  if (guard === undefined) return undefined;
  const indent = Math.min(8, Math.max(1, Math.floor((layout.width - 60) / 4)));
  const height = layout.bodyHeight + 1;
  const look = { guard, lesserKey: keyNamed(state, 'guard-lesser-role') };
  const { lines, cursor } = guardView(look, { width: Math.min(72, layout.width - indent - 1), height });
  const above = Math.max(0, Math.min(4, Math.floor((height - lines.length) / 3)));
  const top = (layout.hasGap ? 2 : 1) + above;
  return {
    body: { kind: 'message', indent, lines: [...Array.from({ length: above }, () => emptyLine), ...lines] },
    cursor: cursor && { x: indent + cursor.x, y: top + cursor.y },
  };
};

const isGuard = (screen: ScreenKind): boolean => screen === 'guard-type' || screen === 'guard-yes';

const hasList = (screen: ScreenKind): boolean =>
  screen === 'list' || screen === 'tags' || screen === 'actions' || screen === 'ask' || screen === 'themes';

const typingLine = (state: PickerState, screen: ScreenKind): InputView | undefined => {
  if (screen === 'help') return helpQueryView(state);
  if (state.panel?.kind === 'ask' && screen === 'ask') return askInputView(state, state.panel);
  return hasList(screen) ? queryView(state) : undefined;
};

const bareFrame = (state: PickerState): Frame => ({
  width: state.size.columns,
  height: Math.max(1, state.size.rows - 1),
  header: emptyLine,
  query: undefined,
  hasGap: false,
  bodyHeight: Math.max(1, state.size.rows - 1),
  body: {
    kind: 'message',
    indent: 0,
    lines: messageLines(state, 'too-small', { width: state.size.columns, height: 2 }) ?? [],
  },
  status: emptyLine,
  hints: emptyLine,
  cursor: undefined,
});

export const frameOf = (state: PickerState): Frame => {
  const screen = screenOf(state);
  if (screen === 'too-small') return bareFrame(state);
  const banner = hasList(screen) ? bannerLines(state) : [];
  const whole = layoutOf(state);
  const layout = { ...whole, bodyHeight: whole.bodyHeight - banner.length };
  // Where letters are keys, nothing is typed.
  const isHidden = state.keys.mode === 'normal' && screen !== 'help' && screen !== 'ask';
  const query = typingLine(state, screen);
  const guarded = isGuard(screen) ? guardBody(state, layout) : undefined;
  return {
    width: layout.width,
    height: state.size.rows - 1,
    header: headerLine(state),
    query: query?.line,
    hasGap: layout.hasGap,
    banner: banner.length > 0 ? banner : undefined,
    bodyHeight: layout.bodyHeight + (query === undefined ? 1 : 0),
    body: guarded?.body ?? (hasList(screen) ? listBody(state, layout) : messageBody(state, screen, layout)),
    status: statusLine(state),
    hints: hintLine(state),
    cursor: guarded?.cursor ?? (query === undefined || isHidden ? undefined : { x: query.cursor, y: 1 }),
    theme: shownTheme(state),
  };
};

/** What a countdown or a spinner has not changed need not be drawn again. */
export const frameKey = (frame: Frame): string => JSON.stringify(frame);
