import { describe, expect, test } from 'vitest';
import type { GuardRule } from '../../src/domain/guard.ts';
import { noTags } from '../../src/domain/tag.ts';
import type { KeyEvent, PickerEvent } from '../../src/picker/event.ts';
import { guardFirst } from '../../src/picker/guard-screen.ts';
import { eventOf, type KeyPress } from '../../src/picker/keymap.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { update } from '../../src/picker/update.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, signedOut, typed } from '../support/picker-state.ts';

const rule = (over: Partial<GuardRule> = {}): GuardRule => ({
  match: noTags,
  tags: { env: 'prod' },
  word: 'PROD',
  tone: undefined,
  confirm: undefined,
  process: undefined,
  readOnlyFirst: undefined,
  ...over,
});

const guarded = (over: Partial<GuardRule> = {}) => listed({ guardRules: [rule(over)] });
const enter: PickerEvent = { kind: 'accepted' };
const agreed: PickerEvent = { kind: 'agreed' };
const back: PickerEvent = { kind: 'backed-out' };
const sibling: PickerEvent = { kind: 'sibling-taken' };
const asked = (action: 'exec' | 'console' | 'profile'): KeyEvent => ({ kind: 'action-asked', action });

const admin = rolesOf(4)[0];
const reading = rolesOf(4)[1];
const name = 'Northwind Production';

const finished = (action: string, role: unknown) => [
  { kind: 'finish', result: { kind: 'chosen', action, role } },
];

describe('a name to type', () => {
  test.each([
    ['Enter', enter, 'export'],
    ['a subshell', asked('exec'), 'exec'],
    ['the console', asked('console'), 'console'],
  ] as const)('stands before %s', (_, event, action) => {
    const first = run(guarded(), event);
    expect(screenOf(first.state)).toBe('guard-type');
    expect(first.effects).toEqual([]);
    expect(run(first.state, typed(name), enter).effects).toEqual(finished(action, admin));
  });

  test('stands before the item of the menu too', () => {
    const menu: PickerEvent = { kind: 'panel-toggled', panel: 'actions' };
    expect(screenOf(run(guarded(), menu, enter).state)).toBe('guard-type');
  });

  test('is not needed for the profile, nor for a role that no rule guards', () => {
    expect(run(guarded(), asked('profile')).effects).toHaveLength(1);
    expect(run(listed({ guardRules: [rule({ tags: { env: 'dev' } })] }), enter).effects).toHaveLength(1);
  });

  test('may be the id of the account', () => {
    expect(run(guarded(), enter, typed(admin?.accountId ?? ''), enter).effects).toHaveLength(1);
  });

  test.each(['', 'northwind production', 'Northwind', 'y'])('is not %j', (text) => {
    const { state, effects } = run(guarded(), enter, typed(text), enter);
    expect(effects).toEqual([]);
    expect(screenOf(state)).toBe('guard-type');
    expect(state.guard?.isWrong).toBe(text !== '');
  });

  test('is edited like the query, which stays as it is', () => {
    const { state } = run(
      guarded(),
      typed('northwind production adm'),
      enter,
      { kind: 'query-pasted', text: ' Northwind Productionn ' },
      { kind: 'query-deleted', deletion: 'character' },
    );
    expect(state.guard?.typed.text).toBe(name);
    expect(state.query.text).toBe('northwind production adm');
  });

  test('is asked for again the next time', () => {
    const once = run(guarded(), enter, typed(name), enter).state;
    expect(once.confirmed.size).toBe(0);
    expect(screenOf(run(once, enter).state)).toBe('guard-type');
  });

  test('comes before the sign-in, and is not asked for twice', () => {
    const before = signedOut({ guardRules: [rule()] }, rolesOf(8));
    const { state, effects } = run(before, enter, typed(name), enter);
    expect(effects).toEqual([{ kind: 'sign-in', request: 1, instance: 'acme' }]);
    const status = { kind: 'signed-in', accessExpiresAt: 1, isRenewable: true, endsAt: 2 } as never;
    const after = run(state, { kind: 'signed-in', request: 1, status });
    expect(after.effects).toEqual(finished('export', rolesOf(8)[0]));
  });

  test('Esc goes back to the list, then out', () => {
    const { state } = run(guarded(), enter, typed('x'), back);
    expect(screenOf(state)).toBe('list');
    expect(run(state, back).effects).toEqual([{ kind: 'finish', result: { kind: 'cancelled' } }]);
  });

  test('keeps to its role when a refresh changes the list behind it', () => {
    const effects = run(
      guarded(),
      enter,
      { kind: 'roles-loaded', set: loaded(rolesOf(164).slice(8)) },
      typed(name),
      enter,
    ).effects.filter(({ kind }) => kind === 'finish');
    expect(effects).toEqual(finished('export', admin));
  });
});

describe('yes or no', () => {
  const asking = run(guarded({ confirm: 'yes' }), asked('exec')).state;

  test('y goes on, Enter and text do not, n goes back', () => {
    expect(screenOf(asking)).toBe('guard-yes');
    expect(run(asking, enter).effects).toEqual([]);
    expect(run(asking, agreed).effects).toEqual(finished('exec', admin));
    expect(screenOf(run(asking, back).state)).toBe('list');
  });

  test('yes does not do where a name is asked for', () => {
    const typing = run(guarded(), enter).state;
    expect(run(typing, agreed).effects).toEqual([]);
  });
});

describe('the role that can do less', () => {
  test('is taken for the same action', () => {
    const off = rule({ match: { role_name: '*ReadOnly*' }, tags: noTags, confirm: 'none' });
    const { state } = run(listed({ guardRules: [rule(), off] }), asked('console'));
    expect(state.guard?.sibling).toEqual(reading);
    expect(run(state, sibling).effects).toEqual(finished('console', reading));
  });

  test('has a guard of its own where a rule says so, and is then the one that is used', () => {
    const own = run(guarded(), enter, sibling);
    expect(own.effects).toEqual([]);
    expect(own.state.guard?.confirmation.roles[0]?.role).toEqual(reading);
    expect(run(own.state, typed(name), enter).effects).toEqual(finished('export', reading));
  });

  test('is not there where a rule says false', () => {
    const { state } = run(guarded({ readOnlyFirst: [] }), enter);
    expect(state.guard?.sibling).toBeUndefined();
    expect(run(state, sibling)).toEqual({ state: { ...state, notice: undefined }, effects: [] });
  });
});

test('several roles are asked for at once, by their number, and the key is then done once more', () => {
  const refresh: KeyEvent = { kind: 'refresh-asked' };
  const opened = guardFirst(guarded(), rolesOf(4), { kind: 'event', event: refresh });
  if (opened === undefined) throw new Error('They are guarded.');
  const [state] = opened;
  expect(state.guard?.confirmation).toMatchObject({ kind: 'type', answers: ['4'] });
  expect(run(state, typed('3'), enter).effects).toEqual([]);
  expect(run(state, typed('4'), enter).effects).toMatchObject([{ kind: 'refresh-catalog' }]);
  const confirmed = {
    ...state,
    confirmed: new Set(
      state.guard?.confirmation.roles.map(
        ({ role }) => `${role.instance}/${role.accountId}/${role.roleName}`,
      ),
    ),
  };
  expect(guardFirst(confirmed, rolesOf(4), { kind: 'event', event: refresh })).toBeUndefined();
});

test.each([
  ['open-consoles', true],
  ['copy-exports', true],
  ['copy-console-url', true],
  ['copy-portal-link', false],
  ['warm', false],
  ['forget', false],
] as const)('the task %s: is a guard before it? %s', (id, isAsked) => {
  const { state, effects } = run(guarded(), { kind: 'task-asked', task: { id } });
  expect(screenOf(state) === 'guard-type').toBe(isAsked);
  if (!isAsked) return;
  expect(effects).toEqual([]);
  expect(run(state, typed(name), enter).effects).toMatchObject([{ kind: 'run-task', task: { id } }]);
});

test('the consoles of several marked roles are asked for at once', () => {
  const marked = run(guarded(), { kind: 'mark-toggled', by: 1 }, { kind: 'mark-toggled', by: 1 }).state;
  const asking = run(marked, asked('console')).state;
  expect(asking.guard?.confirmation.answers).toEqual(['2']);
  expect(run(asking, typed('2'), enter).effects).toMatchObject([
    { kind: 'run-task', task: { id: 'open-consoles' }, roles: [admin, reading] },
  ]);
});

describe('keys', () => {
  const meant = (press: KeyPress, screen: 'guard-type' | 'guard-yes') =>
    eventOf(press, { screen, isQueryEmpty: false, hasRow: () => true });
  const chord = (key: string): KeyPress => ({ kind: 'chord', name: key });
  const text = (letters: string): KeyPress => ({ kind: 'text', text: letters });

  test.each(['y', 'n', '?', ':', 's'])('%j is a letter of the name', (letter) => {
    expect(meant(text(letter), 'guard-type')).toEqual({ kind: 'query-typed', text: letter });
  });

  test.each([
    [text('y'), { kind: 'agreed' }],
    [text('n'), { kind: 'backed-out' }],
    [text('x'), undefined],
    [chord('ctrl+r'), { kind: 'sibling-taken' }],
    [chord('esc'), { kind: 'backed-out' }],
    [chord('ctrl+c'), { kind: 'quit-asked' }],
  ])('%j on the screen of yes and no', (press, event) => {
    expect(meant(press, 'guard-yes')).toEqual(event);
  });

  test.each(['ctrl+o', 'ctrl+s', 'ctrl+t', 'ctrl+p', 'tab', 'ctrl+l'])(
    '%s does nothing behind the guard',
    (key) => {
      const event = meant(chord(key), 'guard-type');
      expect(event).toBeUndefined();
    },
  );

  test('Ctrl-C leaves, whatever was typed', () => {
    const [, effects] = update(run(guarded(), enter, typed('x')).state, { kind: 'quit-asked' });
    expect(effects).toEqual([{ kind: 'finish', result: { kind: 'cancelled' } }]);
  });
});
