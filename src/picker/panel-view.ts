// The tag panel at the left and the action menu at the right: rows with a bar, as wide as they are told.
import { type MenuItem, menuGroups, menuItems } from './action-menu.ts';
import { counted, grouped } from './counted.ts';
import type { KeyEvent } from './event.ts';
import { shortKeyLabel } from './keymap.ts';
import { accent, faint, muted, type Segment, strong } from './line.ts';
import { type PanelLine, still } from './panel-line.ts';
import { fill, type PanelSize, windowAround } from './panel-parts.ts';
import type { PickerState } from './state.ts';
import { chosenRow, tagEntries } from './tag-entries.ts';
import { padEnd, padStart, shorten, wrapWords } from './text-width.ts';

const bar = (isSelected: boolean): Segment => accent(isSelected ? ' ▌ ' : '   ');

export const tagPanelLines = (state: PickerState, { width, height }: PanelSize): readonly PanelLine[] => {
  const entries = tagEntries(state);
  const at = state.panel?.kind === 'tags' ? chosenRow(entries, state.panel.at) : 0;
  if (entries.length === 0) {
    return [still([strong(' Tags')]), still([]), still([muted(' No role has a tag yet.')])];
  }
  const lines: PanelLine[] = [];
  let selectedLine = 0;
  entries.forEach((entry, index) => {
    if (entries[index - 1]?.key !== entry.key) {
      if (index > 0) lines.push(still([]));
      lines.push(still([faint(` ${shorten(entry.key, width - 2)}`)]));
    }
    const isSelected = index === at;
    if (isSelected) selectedLine = lines.length;
    const count = padStart(grouped(entry.count), 6);
    const value = padEnd(shorten(entry.value, width - 13), width - 13);
    const tone = entry.isChosen ? 'accent' : entry.count === 0 ? 'faint' : 'plain';
    const tick: Segment = { text: entry.isChosen ? '✓ ' : '  ', tone: 'accent' };
    lines.push({
      isSelected,
      target: { kind: 'tag', key: entry.key, value: entry.value },
      line: fill([bar(isSelected), tick, { text: value, tone }, muted(` ${count}`)], width),
    });
  });
  return [still([strong(' Tags')]), ...windowAround(lines, selectedLine, height - 1)];
};

const keyOf = (state: PickerState, event: KeyEvent): string => {
  const binding = state.keys.bindings.find(
    (candidate) => JSON.stringify(candidate.event) === JSON.stringify(event),
  );
  // Nothing is typed here, so that letters are keys where a set has some.
  const key = binding?.normalKeys?.[0] ?? binding?.keys[0];
  return key === undefined ? '' : shortKeyLabel(key);
};

const titleOf = ({ marks }: PickerState): string =>
  marks.roles.size > 0 ? ` With ${counted(marks.roles.size, 'marked role')}` : ' With this role';

const aboutItem = (item: MenuItem | undefined, count: number): string => {
  if (item?.takes === 'one' && count > 1)
    return 'takes one role, and several are marked; Esc drops the marks';
  return item?.detail ?? '';
};

const itemLine = (state: PickerState, item: MenuItem, { row, isSelected, width }: ItemLook): PanelLine => {
  const isPrimary = item.event.kind === 'action-asked' && item.event.action === state.enterAction;
  const hint = padStart(isPrimary ? 'Enter' : keyOf(state, item.event), 6);
  const label = padEnd(shorten(item.label, width - 11), width - 11);
  const tone = item.takes === 'one' && state.marks.roles.size > 1 ? 'faint' : 'plain';
  return {
    isSelected,
    target: { kind: 'action', row },
    line: fill([bar(isSelected), { text: label, tone }, { text: ` ${hint}`, tone: 'key' }], width),
  };
};

type ItemLook = { readonly row: number; readonly isSelected: boolean; readonly width: number };

/** What its groups are called, where there is room for it: else the rows alone, as many as fit around the bar. */
const menuRows = (state: PickerState, at: number, { width, height }: PanelSize): readonly PanelLine[] => {
  let row = -1;
  const groups = menuGroups(state.enterAction).map(({ title, items }) => {
    const lines = items.map((item) => {
      row += 1;
      return itemLine(state, item, { row, isSelected: row === at, width });
    });
    return { title, lines };
  });
  const all = groups.flatMap(({ title, lines }) => [still([]), still([faint(`   ${title}`)]), ...lines]);
  if (all.length <= height) return all;
  const rows = groups.flatMap(({ lines }) => lines);
  if (rows.length <= height) return rows;
  const shown = windowAround(rows, at, height - 1);
  const below = rows.length - rows.indexOf(shown.at(-1) as PanelLine) - 1;
  return [...shown, still([faint(below > 0 ? `   ${below} more below` : '')])];
};

export const actionMenuLines = (state: PickerState, { width, height }: PanelSize): readonly PanelLine[] => {
  const at = state.panel?.kind === 'actions' ? state.panel.row : 0;
  const item = menuItems(state.enterAction)[at];
  const about = wrapWords(aboutItem(item, state.marks.roles.size), width - 4);
  const rows = menuRows(state, at, { width, height: Math.max(3, height - 2 - about.length) });
  return [
    still([strong(titleOf(state))]),
    ...rows,
    still([]),
    ...about.map((text) => still([muted(`   ${text}`)])),
  ].slice(0, height);
};
