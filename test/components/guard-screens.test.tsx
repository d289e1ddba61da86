// Frames of the guard: its screens and its column, in four sizes, with names that are long, wide and hostile.
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import type { GuardRule } from '../../src/domain/guard.ts';
import type { Role } from '../../src/domain/role.ts';
import { sanitize } from '../../src/domain/sanitize.ts';
import { noTags } from '../../src/domain/tag.ts';
import { guardFirst } from '../../src/picker/guard-screen.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { textWidth } from '../../src/picker/text-width.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const paint = createPaint(themeNamed('mono'), 0);

const draw = (state: PickerState): string =>
  renderToString(<Screen frame={frameOf(state)} paint={paint} />, { columns: state.size.columns });

const rule = (over: Partial<GuardRule> = {}): GuardRule => ({
  match: noTags,
  tags: { env: 'prod' },
  word: 'PROD',
  tone: 'critical',
  confirm: undefined,
  process: undefined,
  readOnlyFirst: undefined,
  ...over,
});

const sizes = [
  { columns: 40, rows: 10 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
] as const;

type Over = Parameters<typeof listed>[0];

const rules = [rule(), rule({ tags: { env: 'stage' }, word: 'stage', confirm: 'yes' })];

const asking = (over: Over, roles?: readonly Role[]): PickerState =>
  run(listed({ guardRules: rules, ...over }, roles), { kind: 'action-asked', action: 'exec' }).state;

const hostile = role({
  accountName: sanitize(`Evil\u001b[2J\u202e${'本'.repeat(140)}`, 128),
  roleName: 'Admin',
  profile: 'evil',
});

const several = (over: Over): PickerState => {
  const state = listed({ guardRules: rules, ...over });
  return guardFirst(state, rolesOf(40), { kind: 'event', event: { kind: 'refresh-asked' } })?.[0] ?? state;
};

const screens: Readonly<Record<string, (over: Over) => PickerState>> = {
  list: (over) => listed({ guardRules: rules, ...over }),
  'type-the-name': (over) => asking(over),
  'type-the-name-wrong': (over) => run(asking(over), typed('Northwind'), { kind: 'accepted' }).state,
  'yes-or-no': (over) => asking({ ...over, guardRules: [rule({ confirm: 'yes' })] }),
  several,
  hostile: (over) => asking(over, [hostile, role({ roleName: 'ReadOnlyAccess' })]),
};

describe.each(sizes)('$columns x $rows', (size) => {
  test.each(Object.keys(screens))('%s', async (name) => {
    const state = screens[name]?.({ size });
    if (state === undefined) throw new Error(name);
    const drawn = draw(state);
    expect(drawn.split('\n').length).toBeLessThanOrEqual(size.rows - 1);
    for (const line of drawn.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(size.columns);
    expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    await expect(`${drawn}\n`).toMatchFileSnapshot(`frames/guard-${size.columns}x${size.rows}/${name}.txt`);
  });

  test('the cursor stands behind what is typed', () => {
    const { cursor } = frameOf(run(asking({ size }), typed('North')).state);
    const line = draw(run(asking({ size }), typed('North')).state).split('\n')[cursor?.y ?? 0] ?? '';
    expect(line.trimEnd()).toMatch(/> North$/);
    expect(cursor?.x).toBe(line.trimEnd().length);
  });
});
