// The list as lines: titles, the rows on the screen, what stands below them, and the scroll bar beside them.
import { guardOf } from '../domain/guard.ts';
import { pinNumber } from '../domain/history.ts';
import { roleKey } from '../domain/role.ts';
import { columnsFor } from './columns.ts';
import { belowLines } from './detail/detail-pane.ts';
import { highlightsOf } from './found-roles.ts';
import { groupTitleView } from './group-title-view.ts';
import { guardRoom, withGuardColumn } from './guard-column.ts';
import type { Layout } from './layout.ts';
import { emptyLine } from './line.ts';
import { listedRoles } from './listed-roles.ts';
import { noMatchLines } from './message-view.ts';
import { type PanelLine, still } from './panel-line.ts';
import { rowView, titleLine } from './row-view.ts';
import { indexAt, rowCount, titleAt } from './rows.ts';
import { selectedRole, selectedRow } from './selection.ts';
import type { PickerState } from './state.ts';

const listLines = (state: PickerState, layout: Layout): readonly PanelLine[] => {
  const roles = listedRoles(state);
  const width = layout.listWidth;
  const { guardRules } = state;
  const columns = withGuardColumn(
    columnsFor(roles, width - guardRoom(guardRules), layout.paneWidth > 0),
    guardRules,
  );
  if (rowCount(state) === 0) return noMatchLines(state, width).map(still);
  const bar = selectedRow(state);
  const rows: PanelLine[] = [still(titleLine(columns))];
  const end = Math.min(rowCount(state), state.top + layout.listRows);
  for (let row = state.top; row < end; row += 1) {
    const title = titleAt(state, row);
    const isBehind = state.panel !== undefined;
    if (title !== undefined)
      rows.push({
        target: { kind: 'title', row },
        ...groupTitleView(title, { width, isSelected: row === bar, isBehind }),
      });
    const index = indexAt(state, row);
    const role = index === undefined ? undefined : roles.at(index);
    if (index === undefined || role === undefined) continue;
    const target = { kind: 'role', row } as const;
    rows.push({
      target,
      ...rowView({
        role,
        columns,
        width,
        isSelected: row === bar,
        isMarked: state.marks.roles.has(roleKey(role)),
        isBehind,
        pin: pinNumber(state.history, roleKey(role)),
        highlights: highlightsOf(state, index),
        guard: guardOf(guardRules, role),
        expiresAt: state.lives.get(roleKey(role)),
        now: state.now,
      }),
    });
  }
  return rows;
};

/** The rows on the screen, and below them, where there is room, what is known of the selected role. */
export const listAndBelow = (state: PickerState, layout: Layout): readonly PanelLine[] => {
  const lines = listLines(state, layout);
  const role = selectedRole(state);
  if (layout.belowHeight === 0 || role === undefined) return lines;
  const padding = Array.from({ length: Math.max(0, layout.listRows + 1 - lines.length) }, () =>
    still(emptyLine),
  );
  const below = belowLines(state, role, { width: layout.listWidth, height: layout.belowHeight });
  return [...lines, ...padding, ...below.map(still)];
};

/** Where the scroll bar stands, in lines of the body; undefined where there is none. */
export const thumbOf = (
  state: PickerState,
  layout: Layout,
): readonly [start: number, end: number] | undefined => {
  const count = rowCount(state);
  const { listRows } = layout;
  if (count <= listRows || listRows < 3) return undefined;
  const size = Math.max(1, Math.round((listRows * listRows) / count));
  const start = Math.round((state.top / (count - listRows)) * (listRows - size));
  return [start + 1, start + 1 + size];
};
