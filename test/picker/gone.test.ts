// What is gone is listed where the query asks for it, and nothing is to be had of it.
import { describe, expect, test } from 'vitest';
import type { KeyEvent } from '../../src/picker/event.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import { selectedRole } from '../../src/picker/selection.ts';
import { greeting, heard } from '../../src/picker/spoken.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { loaded, now, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';

const hour = 3_600_000;
const roles = rolesOf(8);
const there = roles.slice(0, 6);
const [, , , , , , byNews, byRefresh] = roles;
if (byNews === undefined || byRefresh === undefined) throw new Error('no such role');

const news = {
  instance: 'acme',
  since: now - 5 * hour,
  foundAt: now - 2 * hour,
  newRoles: [],
  goneRoles: [byNews],
  newAccounts: [],
  goneAccounts: [],
  renamedAccounts: [],
};

const state = (query: string): PickerState =>
  run(
    listed({}, there),
    {
      kind: 'roles-loaded',
      set: loaded(there, { changes: { added: [], removed: [byNews, byRefresh] }, news: [news] }),
    },
    typed(query),
  ).state;

const names = (query: string): readonly string[] => {
  let at = state(query);
  const found: string[] = [];
  for (let row = 0; row < foundIn(at).matched; row += 1) {
    const role = selectedRole(at);
    found.push(`${role?.roleName}${role?.gone === undefined ? '' : ' gone'}`);
    at = run(at, { kind: 'moved', by: 1, unit: 'row' }).state;
  }
  return found.sort();
};

describe('@gone', () => {
  test.each([
    ['@gone', ['BillingAdmin gone', 'DeployRole gone']],
    ['@GONE deploy', ['DeployRole gone']],
    ['@gone !billing', ['DeployRole gone']],
    ['billing', ['BillingAdmin']],
    ["'@gone", []],
  ])('%s', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  test('what it says no to is what is there, and only that', () => {
    expect(foundIn(state('!@gone'))).toMatchObject({ matched: 6, total: 6 });
  });

  test('a role that is there again is not gone', () => {
    const back = run(listed({}, roles), {
      kind: 'roles-loaded',
      set: loaded(roles, { changes: { added: [], removed: [byNews] } }),
    });
    const found = foundIn(run(back.state, typed('@gone')).state);
    expect(found).toMatchObject({ total: roles.length });
  });
});

const events: readonly KeyEvent[] = [
  { kind: 'accepted' },
  { kind: 'action-asked', action: 'exec' },
  { kind: 'action-asked', action: 'console' },
  { kind: 'task-asked', task: { id: 'copy-exports' } },
  { kind: 'copy-asked', what: 'profile name' },
  { kind: 'profiles-asked', change: 'write' },
  { kind: 'question-asked', question: { about: 'tags' } },
  { kind: 'order-asked', order: { kind: 'pin-toggled' } },
  { kind: 'mark-toggled', by: 1 },
];

describe('a role that is gone', () => {
  test.each(events)('says so instead: $kind', (event) => {
    const before = state('@gone billing');
    const { state: after, effects } = run(before, event);
    expect(effects).toEqual([]);
    expect(after.notice?.text).toMatch(
      /^That role is gone: it went 2h ago or before\. .+ reads the roles again/,
    );
    expect(after).toEqual({ ...before, notice: after.notice });
  });

  test('is not marked with all that match', () => {
    expect(run(state('@gone|role:Administrator'), { kind: 'all-marked' }).state.marks.roles.size).toBe(2);
    expect(run(state('@gone'), { kind: 'all-marked' }).state.marks.roles.size).toBe(0);
  });

  test('may be asked for by its ARN, and be forgotten', () => {
    expect(run(state('@gone billing'), { kind: 'copy-asked', what: 'ARN' }).effects).toMatchObject([
      { kind: 'copy', text: expect.stringContaining('role/BillingAdmin') },
    ]);
    expect(run(state('@gone billing'), { kind: 'task-asked', task: { id: 'forget' } }).effects).toHaveLength(
      1,
    );
  });

  test('is told in words', () => {
    const first = greeting(state('@gone billing'));
    if (first.kind !== 'say') throw new Error('nothing was said');
    expect(first.lines.join('\n')).toMatch(/1\. BillingAdmin in .*, account \d+\. Gone\./);
    expect(heard(first.spoken, '1')).toMatchObject({ lines: [expect.stringMatching(/^That role is gone/)] });
  });
});
