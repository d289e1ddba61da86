import { describe, expect, test } from 'vitest';
import { columnsFor } from '../../src/picker/columns.ts';
import { lineWidth } from '../../src/picker/header-view.ts';
import type { Line } from '../../src/picker/line.ts';
import { type Frame, frameOf } from '../../src/picker/view-model.ts';
import { failureOf, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

const linesOf = (frame: Frame): readonly Line[] => [
  frame.header,
  frame.query ?? [],
  frame.status,
  frame.hints,
  ...(frame.body.kind === 'message' ? frame.body.lines : []),
];

const panesOf = ({ body }: Frame) =>
  body.kind === 'list' ? [body.left, body.list, body.right].filter((pane) => pane !== undefined) : [];

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 128 }),
  fc.constantFrom('東京'.repeat(64), 'e\u0301'.repeat(60), '👩‍🚀'.repeat(40), 'עברית שם חשבון', 'x'),
);

const expectToFit = (frame: Frame): void => {
  for (const line of linesOf(frame)) expect(lineWidth(line)).toBeLessThanOrEqual(frame.width);
  for (const pane of panesOf(frame)) {
    expect(pane.lines.length).toBeLessThanOrEqual(frame.bodyHeight);
    for (const { line } of pane.lines) expect(lineWidth(line)).toBeLessThanOrEqual(pane.width);
  }
};

describe('the screen of a profile', () => {
  test('fits its terminal at any size, whatever is in the file', () => {
    const size = fc.record({
      columns: fc.integer({ min: 40, max: 250 }),
      rows: fc.integer({ min: 10, max: 80 }),
    });
    fc.assert(
      fc.property(size, fc.array(hostile, { maxLength: 30 }), hostile, (fits, diff, warning) => {
        const roles = [role({ accountName: warning, profile: warning })];
        const { state } = run(
          listed({ size: fits }, roles),
          { kind: 'profiles-asked', change: 'write' },
          { kind: 'profiles-planned', request: 1, plan: { file: warning, warnings: [warning], diff } },
          { kind: 'moved', by: 1, unit: 'page' },
        );
        const frame = frameOf(state);
        expectToFit(frame);
        if (frame.body.kind === 'message')
          expect(frame.body.lines.length).toBeLessThanOrEqual(frame.bodyHeight);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a frame', () => {
  test('fits its terminal at any size, whatever roles are called', () => {
    const size = fc.record({
      columns: fc.integer({ min: 40, max: 250 }),
      rows: fc.integer({ min: 10, max: 80 }),
    });
    const panel = fc.constantFrom('help', 'tags', 'actions', 'news', 'detail', undefined);
    fc.assert(
      fc.property(
        size,
        fc.array(hostile, { minLength: 1, maxLength: 6 }),
        panel,
        hostile,
        (fits, names, kind, query) => {
          const roles = names.map((name, index) =>
            role({
              accountId: String(100_000_000_000 + index),
              accountName: name,
              profile: `${name}-x`,
              email: name,
              tags: { env: name, [name]: 'y' },
            }),
          );
          const state = run(
            listed({ size: fits }, roles),
            {
              kind: 'last-failure-loaded',
              failure: failureOf(roles.at(names.length % 2), { text: names.join(' ') }),
            },
            ...(kind === undefined ? [] : [{ kind: 'panel-toggled', panel: kind } as const]),
            ...(query.length > 8 ? [typed(query)] : []),
          ).state;
          expectToFit(frameOf(state));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('rows are exactly as wide as the list, so that columns stay straight', () => {
    const { body } = frameOf(listed());
    if (body.kind !== 'list') throw new Error('expected a list');
    for (const { line } of body.list.lines.slice(1)) expect(lineWidth(line)).toBe(body.list.width);
  });

  test('only rows on the screen are drawn, at any number of roles', () => {
    const { body } = frameOf(listed({}, rolesOf(20_000)));
    if (body.kind !== 'list') throw new Error('expected a list');
    expect(body.list.lines.length).toBe(34);
  });

  test('column widths do not change while scrolling or typing', () => {
    const titles = (state: Parameters<typeof frameOf>[0]) => {
      const { body } = frameOf(state);
      return body.kind === 'list' ? body.list.lines[0] : undefined;
    };
    const state = listed();
    expect(titles(run(state, { kind: 'moved', by: 1, unit: 'all' }).state)).toEqual(titles(state));
    expect(titles(run(state, typed('log')).state)).toEqual(titles(state));
  });

  test('screens without a list fit too', () => {
    for (const columns of [40, 80, 200]) {
      const size = { columns, rows: 10 };
      for (const state of [opened({ size }), opened({ size, instances: [] }), signedOut({ size })]) {
        expectToFit(frameOf(state));
      }
    }
  });

  test('columns give way: tags, then id, account, life; profile and role stay', () => {
    const roles = rolesOf(164);
    const ids = (width: number) => columnsFor(roles, width, false).map((column) => column.id);
    expect(ids(200)).toEqual(['profile', 'account', 'role', 'id', 'tags', 'life']);
    expect(ids(104)).toEqual(['profile', 'account', 'role', 'id', 'life']);
    expect(ids(90)).toEqual(['profile', 'account', 'role', 'life']);
    expect(ids(80)).toEqual(['profile', 'role', 'life']);
    expect(ids(50)).toEqual(['profile', 'role']);
  });
});
