import { describe, expect, test } from 'vitest';
import { targetAt } from '../../src/picker/hit-test.ts';
import type { MousePress } from '../../src/picker/keymap.ts';
import { mouseEvent } from '../../src/picker/mouse.ts';
import { rowCount } from '../../src/picker/rows.ts';
import { selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { listed, run } from '../support/picker-state.ts';

const press = (over: Partial<MousePress> = {}): MousePress => ({
  kind: 'mouse',
  button: 'left',
  x: 5,
  y: 6,
  clicks: 1,
  ...over,
});

const pressed = (state: PickerState, ...presses: readonly Partial<MousePress>[]) => {
  let current = run(state);
  for (const one of presses) current = run(current.state, mouseEvent(press(one), current.state));
  return current;
};

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 60, rows: 12 },
];

describe('the mouse', () => {
  test.each(sizes)('every row of the list at $columns x $rows is hit where it is drawn', (size) => {
    const state = run(listed({ size }), { kind: 'moved', by: 9, unit: 'page' }).state;
    const frame = frameOf(state);
    const hits = Array.from({ length: size.rows }, (_, y) => targetAt(frame, { x: 4, y }));
    const rows = hits.flatMap((target) => (target?.kind === 'role' ? [target.row] : []));
    expect(rows[0]).toBe(state.top);
    expect(rows).toEqual(rows.map((_, index) => state.top + index));
    expect(rows).toContain(selectedRow(state));
    const drawn =
      frame.body.kind === 'list' ? frame.body.list.lines.filter(({ target }) => target).length : 0;
    expect(rows.length).toBe(drawn);
  });

  test('header, query, titles and what lies beside the list are nothing', () => {
    const frame = frameOf(listed());
    for (const y of [0, 1, 2, 3]) expect(targetAt(frame, { x: 4, y })).toBeUndefined();
    expect(targetAt(frame, { x: 110, y: 6 })).toBeUndefined();
    expect(targetAt(frame, { x: 4, y: 39 })).toBeUndefined();
  });

  test('a click selects, a second one takes', () => {
    const { state } = pressed(listed(), { y: 7 });
    expect(selectedRow(state)).toBe(3);
    const { effects } = pressed(state, { y: 7 }, { y: 7, clicks: 2 });
    expect(effects).toEqual([
      { kind: 'finish', result: expect.objectContaining({ kind: 'chosen', action: 'export' }) },
    ]);
  });

  test('a double click on nothing is nothing, and so is one after a key', () => {
    expect(pressed(listed(), { y: 1 }, { y: 1, clicks: 2 }).effects).toEqual([]);
    const { state } = run(pressed(listed(), { y: 7 }).state, { kind: 'moved', by: 1, unit: 'row' });
    expect(pressed(state, { y: 7, clicks: 2 }).effects).toEqual([]);
  });

  test('a double click on the title of a group folds it, and another unfolds it', () => {
    const { state } = run(listed(), { kind: 'order-asked', order: { kind: 'grouping-cycled' } });
    const frame = frameOf(state);
    const title = Array.from({ length: 40 }, (_, y) => y).find(
      (y) => targetAt(frame, { x: 4, y })?.kind === 'title',
    );
    const place = { y: title ?? 0 };
    const folded = pressed(state, place, { ...place, clicks: 2 }).state;
    expect(rowCount(folded)).toBeLessThan(rowCount(state));
    expect(rowCount(pressed(folded, place, { ...place, clicks: 2 }).state)).toBe(rowCount(state));
  });

  test('the wheel moves three rows', () => {
    expect(selectedRow(pressed(listed(), { button: 'wheel-down' }).state)).toBe(3);
    expect(selectedRow(pressed(listed(), { button: 'wheel-down' }, { button: 'wheel-up' }).state)).toBe(0);
  });

  test('in the tag panel a click is the bar, a second one filters', () => {
    const { state } = run(listed(), { kind: 'panel-toggled', panel: 'tags' });
    const frame = frameOf(state);
    const y = Array.from({ length: 40 }, (_, row) => row).find(
      (row) => targetAt(frame, { x: 4, y: row })?.kind === 'tag',
    );
    const { state: filtered } = pressed(state, { x: 4, y: y ?? 0 }, { x: 4, y: y ?? 0, clicks: 2 });
    expect(filtered.query.text).not.toBe('');
    expect(filtered.panel?.kind).toBe('tags');
  });

  test('in the actions a click is the bar, a second one does it', () => {
    const { state } = run(listed(), { kind: 'panel-toggled', panel: 'actions' });
    const frame = frameOf(state);
    const ys = Array.from({ length: 40 }, (_, row) => row).filter(
      (row) => targetAt(frame, { x: 100, y: row })?.kind === 'action',
    );
    const second = { x: 100, y: ys[1] ?? 0 };
    expect(pressed(state, second).state.panel).toMatchObject({ kind: 'actions', row: 1 });
    expect(pressed(state, second, { ...second, clicks: 2 }).effects.length).toBeGreaterThan(0);
  });
});
