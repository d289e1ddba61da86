// The list with pins, recent roles, groups and several instances, as whole screens.
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { type History, noHistory, withPin, withUses } from '../../src/domain/history.ts';
import { roleKey } from '../../src/domain/role.ts';
import { type Arrangement, type Grouping, usualArrangement } from '../../src/picker/arrangement.ts';
import type { OrderChange, PickerEvent } from '../../src/picker/event.ts';
import type { PickerSetting, PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { now, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const paint = createPaint(themeNamed('mono'), 0);

const draw = (state: PickerState): string =>
  renderToString(<Screen frame={frameOf(state)} paint={paint} />, { columns: state.size.columns });

const sizes = {
  '80x24': { columns: 80, rows: 24 },
  '120x40': { columns: 120, rows: 40 },
  '200x60': { columns: 200, rows: 60 },
} as const;

const roles = rolesOf(60);
const at = (index: number) => roles[index] ?? role();
const pins = [14, 3].reduce((history: History, index) => withPin(history, roleKey(at(index))), noHistory);
const history = [30, 8, 21].reduce(
  (kept: History, index, nth) => withUses(kept, [at(index)], now - 1e7 + nth),
  pins,
);

const arranged = (grouping: Grouping): { readonly arrangement: Arrangement; readonly history: History } => ({
  arrangement: { ...usualArrangement, grouping, recentRoles: 5 },
  history,
});

const order = (change: OrderChange): PickerEvent => ({ kind: 'order-asked', order: change });
const down = (by: number): PickerEvent => ({ kind: 'moved', by, unit: 'row' });
const fold: PickerEvent = order({ kind: 'fold-toggled' });
const foldAll: PickerEvent = order({ kind: 'all-folded' });

const two = [
  ...rolesOf(12),
  ...rolesOf(12).map((one) => ({ ...one, instance: 'globex-emea', profile: `gx-${one.profile}` })),
];

const screens: Readonly<Record<string, (over: Partial<PickerSetting>) => PickerState>> = {
  'pins and recent roles': (over) => listed({ ...over, ...arranged('flat') }, roles),
  'pins and recent roles in a search': (over) =>
    run(listed({ ...over, ...arranged('flat') }, roles), typed('prod adm')).state,
  'grouped by account': (over) => run(listed({ ...over, ...arranged('account') }, roles), down(7)).state,
  'grouped by account, one folded': (over) =>
    run(listed({ ...over, ...arranged('account') }, roles), down(7), fold).state,
  'grouped by tag, all folded': (over) =>
    run(listed({ ...over, ...arranged('tag') }, roles), down(4), foldAll, down(2)).state,
  'several instances': (over) => listed({ ...over, instances: ['acme', 'globex-emea'] }, two),
  'grouped by instance': (over) =>
    listed({ ...over, ...arranged('instance'), instances: ['acme', 'globex-emea'] }, two),
};

describe.each(Object.entries(sizes))('%s', (name, size) => {
  test.each(Object.keys(screens))('%s', async (screen) => {
    const state = screens[screen]?.({ size });
    if (state === undefined) throw new Error(screen);
    const drawn = draw(state);
    expect(drawn.split('\n').length).toBeLessThanOrEqual(size.rows - 1);
    await expect(`${drawn}\n`).toMatchFileSnapshot(
      `frames/${name}/order-${screen.replaceAll(/[ ,]+/g, '-')}.txt`,
    );
  });
});

test('40x10 shows blocks too', () => {
  const size = { columns: 40, rows: 10 };
  expect(draw(listed({ size, ...arranged('account') }, roles))).toMatchInlineSnapshot(`
    " rolecall  acme          session 7h 12m
     > Type to search by name, a…   60 / 60
       Profile                Role
      Pinned  2
    1▌ payments-p…llingAdmin  BillingAdmin
    2  northwind-…DeployRole  DeployRole
      Recent  3

     Enter export   ? help   Esc quit"
  `);
});
