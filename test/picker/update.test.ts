import { describe, expect, expectTypeOf, test } from 'vitest';
import { roleArn } from '../../src/domain/role.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { selectedRole, selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { openingEffects, update } from '../../src/picker/update.ts';
import { livesOf, loaded, now, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../support/picker-state.ts';

const minute = 60_000;
const down = { kind: 'moved', by: 1, unit: 'row' } as const;
const kinds = (effects: readonly { kind: string }[]) => effects.map((effect) => effect.kind);

describe('opening', () => {
  test('loads what is kept, and asks no network', () => {
    expect(kinds(openingEffects(opened()))).toEqual([
      'load-roles',
      'load-lives',
      'load-last-failure',
      'load-aws-profiles',
      'load-session',
    ]);
  });

  test('a fresh catalog is shown and not refreshed', () => {
    const { effects, state } = run(
      opened(),
      { kind: 'session-loaded', instance: 'acme', status: signedIn() },
      { kind: 'roles-loaded', set: loaded(rolesOf(8)) },
    );
    expect(screenOf(state)).toBe('list');
    expect(kinds(effects)).toEqual(['prepare-search', 'load-role-sources']);
  });

  test('a stale catalog is shown and refreshed behind, once it is known who is signed in', () => {
    const shown = run(opened(), { kind: 'roles-loaded', set: loaded(rolesOf(8), { isStale: true }) });
    expect(kinds(shown.effects)).toEqual(['prepare-search', 'load-role-sources']);
    const known = run(shown.state, { kind: 'session-loaded', instance: 'acme', status: signedIn() });
    expect(known.effects).toEqual([{ kind: 'refresh-catalog', request: 1, instance: undefined }]);
    expect(screenOf(known.state)).toBe('list');
  });

  test('a stale catalog of someone signed out is only shown', () => {
    const { effects } = run(
      opened(),
      { kind: 'roles-loaded', set: loaded(rolesOf(8), { isStale: true }) },
      { kind: 'session-loaded', instance: 'acme', status: { kind: 'signed-out' } },
    );
    expect(kinds(effects)).toEqual(['prepare-search', 'load-role-sources']);
  });

  test('only the instances that are signed in are refreshed, one after the other', () => {
    const start = run(
      opened({ instances: ['acme', 'globex', 'initech'] }),
      { kind: 'session-loaded', instance: 'acme', status: signedIn() },
      { kind: 'session-loaded', instance: 'globex', status: { kind: 'signed-out' } },
      { kind: 'session-loaded', instance: 'initech', status: signedIn() },
      { kind: 'roles-loaded', set: loaded(rolesOf(8), { isStale: true }) },
    );
    expect(start.effects.at(-1)).toEqual({ kind: 'refresh-catalog', request: 1, instance: 'acme' });
    const next = run(start.state, { kind: 'refresh-finished', request: 1, set: loaded(rolesOf(8)) });
    expect(next.effects.at(-1)).toEqual({ kind: 'refresh-catalog', request: 2, instance: 'initech' });
  });
});

describe('choosing', () => {
  test('Enter takes the role under the bar with the action of the command', () => {
    const { state, effects } = run(listed({ enterAction: 'console' }), down, { kind: 'accepted' });
    expect(effects).toEqual([
      { kind: 'finish', result: { kind: 'chosen', action: 'console', role: state.catalog.roles.at(1) } },
    ]);
  });

  test.each(['exec', 'console', 'profile'] as const)('%s has a key of its own', (action) => {
    const { effects } = run(listed(), { kind: 'action-asked', action });
    expect(effects).toMatchObject([{ kind: 'finish', result: { kind: 'chosen', action } }]);
  });

  test('with no match there is nothing to choose', () => {
    const { effects } = run(listed(), typed('zzzzzz'), { kind: 'accepted' });
    expect(kinds(effects)).not.toContain('finish');
  });

  test('a role of an instance that is signed out is signed in to first, then chosen', () => {
    const start = run(signedOut({}, rolesOf(8)), down, { kind: 'accepted' });
    expect(start.effects).toEqual([{ kind: 'sign-in', request: 1, instance: 'acme' }]);
    expect(start.state.signIn?.instance).toBe('acme');
    const done = run(start.state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(done.effects).toEqual([
      { kind: 'finish', result: { kind: 'chosen', action: 'export', role: rolesOf(8)[1] } },
    ]);
  });

  test('a session that ended while the picker was open asks for a sign-in', () => {
    const { state } = run(listed(), { kind: 'clock-ticked', now: now + 433 * minute });
    expect(kinds(run(state, { kind: 'accepted' }).effects)).toEqual(['sign-in']);
  });

  test('live credentials in the cache need no session', () => {
    const roles = rolesOf(8);
    const state = run(signedOut({}, roles), { kind: 'lives-loaded', lives: livesOf(roles) }).state;
    expect(kinds(run(state, { kind: 'accepted' }).effects)).toEqual(['finish']);
    const later = run(state, { kind: 'clock-ticked', now: now + 43 * minute }).state;
    expect(kinds(run(later, { kind: 'accepted' }).effects)).toEqual(['sign-in']);
  });

  test('writing a profile asks AWS for nothing, so it needs no sign-in', () => {
    const { effects } = run(signedOut({}, rolesOf(8)), { kind: 'action-asked', action: 'profile' });
    expect(kinds(effects)).toEqual(['finish']);
  });

  test('Ctrl-C leaves at once', () => {
    expect(run(listed(), typed('prod'), { kind: 'quit-asked' }).effects).toEqual([
      { kind: 'finish', result: { kind: 'cancelled' } },
    ]);
  });

  test.each(['import', 'demo'] as const)('the first run leads to the %s', (by) => {
    const { effects } = run(opened({ instances: [] }), { kind: 'setup-asked', by });
    expect(effects).toEqual([{ kind: 'finish', result: { kind: by } }]);
  });

  test('the first run leads to the set-up', () => {
    const { effects } = run(opened({ instances: [] }), { kind: 'setup-asked' });
    expect(effects).toEqual([{ kind: 'finish', result: { kind: 'setup' } }]);
  });
});

describe('Esc', () => {
  const back = { kind: 'backed-out' } as const;

  test('closes a panel, then clears the query, then leaves', () => {
    const panel = run(listed(), typed('prod'), { kind: 'panel-toggled', panel: 'tags' }).state;
    const closed = run(panel, back);
    expect(closed.state).toMatchObject({ panel: undefined, query: { text: 'prod' } });
    const cleared = run(closed.state, back);
    expect(cleared.state.query.text).toBe('');
    expect(run(cleared.state, back).effects).toEqual([{ kind: 'finish', result: { kind: 'cancelled' } }]);
  });

  test('cancels a sign-in and forgets what was to come after it', () => {
    const start = run(signedOut({}, rolesOf(8)), { kind: 'accepted' });
    const { state, effects } = run(start.state, back);
    expect(effects).toEqual([{ kind: 'cancel', request: 1 }]);
    const late = run(state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(late.effects).toEqual([]);
    expect(screenOf(late.state)).toBe('list');
  });

  test('leaves a failed sign-in for the list', () => {
    const { state } = run(
      signedOut({}, rolesOf(8)),
      { kind: 'accepted' },
      { kind: 'sign-in-failed', request: 1, failure: { message: 'Denied.', hint: undefined } },
      back,
    );
    expect(screenOf(state)).toBe('list');
  });
});

describe('moving', () => {
  test.each([
    [1, 'row', 1],
    [-1, 'row', 0],
    [1, 'page', 32],
    [1, 'all', 163],
    [-1, 'all', 0],
  ] as const)('by %i %s goes to row %i', (by, unit, row) => {
    expect(selectedRow(run(listed(), { kind: 'moved', by, unit }).state)).toBe(row);
  });

  test('the selected row is always on the screen', () => {
    let state = listed();
    for (let step = 0; step < 40; step += 1) state = run(state, down).state;
    expect(state.top).toBe(40 - 33 + 1);
    state = run(state, { kind: 'resized', columns: 80, rows: 24 }).state;
    expect(selectedRow(state)).toBe(40);
    expect(state.top).toBeGreaterThan(40 - 24);
  });

  test('a resize keeps query and selection', () => {
    const before = run(listed(), typed('prod'), down, down).state;
    const { state } = run(before, { kind: 'resized', columns: 60, rows: 12 });
    expect(state.query).toEqual(before.query);
    expect(selectedRole(state)).toEqual(selectedRole(before));
  });
});

describe('typing', () => {
  test('puts the bar on the best match', () => {
    const { state } = run(listed(), down, down, typed('staging'));
    expect(selectedRow(state)).toBe(0);
    expect(selectedRole(state)?.accountName).toContain('Staging');
  });

  test('clearing leaves the bar on its role', () => {
    const searched = run(listed(), typed('security billing')).state;
    const role = selectedRole(searched);
    const { state } = run(searched, { kind: 'query-deleted', deletion: 'to-start' });
    expect(selectedRole(state)).toEqual(role);
    expect(foundIn(state).matched).toBe(164);
  });

  test('with no match, asks for a search by spelling off the way of keys', () => {
    const { state, effects } = run(listed(), typed('securjty'));
    expect(foundIn(state).matched).toBe(0);
    expect(effects).toMatchObject([{ kind: 'rescue-query', request: 1, query: 'securjty' }]);
    const rescued = run(state, { kind: 'query-rescued', request: 1, order: Uint32Array.of(4, 5) }).state;
    expect(foundIn(rescued)).toMatchObject({ matched: 2, isTypo: true });
    expect(selectedRole(rescued)).toEqual(rescued.catalog.roles.at(4));
  });

  test('an answer to an older query is dropped', () => {
    const { state } = run(listed(), typed('securjty'), typed('x'));
    const late = run(state, { kind: 'query-rescued', request: 1, order: Uint32Array.of(4) }).state;
    expect(state.rescue?.request).toBe(2);
    expect(late).toEqual({ ...state, notice: undefined });
  });
});

describe('refreshing', () => {
  const asked = { kind: 'refresh-asked' } as const;

  test('asks once, shows progress, and says what changed', () => {
    const start = run(listed(), asked, asked);
    expect(start.effects).toEqual([{ kind: 'refresh-catalog', request: 1, instance: undefined }]);
    const roles = rolesOf(170);
    const { state } = run(
      start.state,
      {
        kind: 'refresh-progressed',
        request: 1,
        progress: { instance: 'acme', accountsDone: 3, accountsTotal: 41, rate: 9, secondsLeft: 4 },
      },
      {
        kind: 'refresh-finished',
        request: 1,
        set: loaded(roles, { changes: { added: roles.slice(0, 6), removed: [] } }),
      },
    );
    expect(state.notice).toEqual({ level: 'done', text: 'Refreshed: 6 added, 0 removed. Alt-N shows them.' });
    expect(state.refresh).toBeUndefined();
  });

  test('the list grows as roles are found, under a bar that stays on its role', () => {
    const start = run(listed({}, rolesOf(8)), asked, { kind: 'moved', by: 3, unit: 'row' });
    const selected = selectedRole(start.state);
    const roles = rolesOf(40);
    const { state } = run(start.state, { kind: 'roles-found', request: 1, set: loaded(roles) });
    expect(selectedRole(state)).toEqual(selected);
    expect(state.catalog.roles).toBe(roles);
    expect(state.refresh?.request).toBe(1);
    const late = run(state, { kind: 'roles-found', request: 7, set: loaded([]) });
    expect(late.state.catalog.roles).toBe(roles);
  });

  test('names the accounts that could not be read', () => {
    const failures = ['A', 'B', 'C', 'D'].map((accountName) => ({
      accountId: '1',
      accountName,
      reason: 'throttled',
    }));
    const { state } = run(listed(), asked, {
      kind: 'refresh-finished',
      request: 1,
      set: loaded(rolesOf(8), { failures }),
    });
    expect(state.notice?.text).toBe('Could not read 4 accounts, last known roles kept: A, B, C and 1 more');
  });

  test('stale answers are dropped', () => {
    const { state } = run(listed(), asked);
    for (const event of [
      { kind: 'refresh-finished', request: 7, set: loaded([]) },
      {
        kind: 'refresh-failed',
        request: 7,
        failure: { message: 'no', hint: undefined },
        signedOut: undefined,
      },
      {
        kind: 'refresh-progressed',
        request: 7,
        progress: { instance: 'acme', accountsDone: 1, accountsTotal: 2, rate: 1, secondsLeft: 1 },
      },
      { kind: 'sign-in-progressed', request: 7, progress: { kind: 'finishing' } },
      { kind: 'signed-in', request: 7, status: signedIn() },
      { kind: 'sign-in-failed', request: 7, failure: { message: 'no', hint: undefined } },
    ] as const) {
      expect(update(state, event)).toEqual([state, []]);
    }
  });

  test('a failure keeps the list and says so; without a list it takes the screen', () => {
    const failure = { message: 'AWS cannot be reached.', hint: 'Check the network.' };
    const failed = { kind: 'refresh-failed', request: 1, failure, signedOut: undefined } as const;
    expect(run(listed(), asked, failed).state).toMatchObject({
      failed: undefined,
      notice: { level: 'warning', text: 'Not refreshed. AWS cannot be reached.' },
    });
    const empty = run(listed({}, []), { ...failed }).state;
    expect(screenOf(empty)).toBe('failed');
    expect(run(empty, { kind: 'accepted' }).effects).toEqual([
      { kind: 'refresh-catalog', request: 2, instance: undefined },
    ]);
  });

  test('a session that AWS no longer accepts is signed out', () => {
    const { state } = run(listed(), asked, {
      kind: 'refresh-failed',
      request: 1,
      failure: { message: 'no', hint: undefined },
      signedOut: 'acme',
    });
    expect(state.sessions.get('acme')).toEqual({ kind: 'signed-out' });
  });

  test('asked for while signed out, it signs in first and then refreshes', () => {
    const start = run(signedOut(), asked);
    expect(start.effects).toEqual([{ kind: 'sign-in', request: 1, instance: 'acme' }]);
    const { effects } = run(start.state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(effects).toEqual([{ kind: 'refresh-catalog', request: 2, instance: undefined }]);
  });
});

describe('copying', () => {
  test.each([
    ['ARN', (role: Parameters<typeof roleArn>[0]) => roleArn(role)],
    ['account id', () => '104700000000'],
    ['profile name', () => 'northwind-production-AdministratorAccess'],
  ] as const)('the %s of the selected role', (what, text) => {
    const state = listed();
    const role = selectedRole(state);
    expect(role).toBeDefined();
    expect(run(state, { kind: 'copy-asked', what }).effects).toEqual([
      { kind: 'copy', what, text: role && text(role) },
    ]);
  });

  test('says that it is done, until the next key', () => {
    const { state } = run(listed(), { kind: 'copied', what: 'ARN' });
    expect(state.notice?.text).toBe('Copied the ARN.');
    expect(run(state, down).state.notice).toBeUndefined();
  });

  test('the sign-in URL while signing in', () => {
    const { effects } = run(
      signedOut(),
      { kind: 'sign-in-asked' },
      {
        kind: 'sign-in-progressed',
        request: 1,
        progress: { kind: 'opening-browser', url: 'https://example.com/', isOpened: false },
      },
      { kind: 'copy-asked', what: 'sign-in URL' },
    );
    expect(effects.at(-1)).toEqual({ kind: 'copy', what: 'sign-in URL', text: 'https://example.com/' });
  });
});

describe('Ctrl-Z', () => {
  test('asks to be suspended, and says so where no shell could bring it back', () => {
    const { state, effects } = run(listed(), { kind: 'suspend-asked' }, { kind: 'suspend-refused' });
    expect(effects).toEqual([{ kind: 'suspend' }]);
    expect(state.notice?.level).toBe('warning');
  });
});

describe('panels', () => {
  test('the tag panel writes into the query, and back', () => {
    const start = run(listed(), { kind: 'panel-toggled', panel: 'tags' }, { kind: 'accepted' }).state;
    expect(start.query.text).toBe('env:=prod ');
    expect(start.panel).toEqual({ kind: 'tags', at: { key: 'env', value: 'prod' } });
    expect(run(start, { kind: 'accepted' }).state.query.text).toBe('');
  });

  test('the bar of the tag panel moves over values', () => {
    const { state } = run(listed(), { kind: 'panel-toggled', panel: 'tags' }, down, { kind: 'accepted' });
    expect(state.query.text).toBe('env:=stage ');
  });

  test('the action menu does what its row says', () => {
    const { state, effects } = run(listed(), { kind: 'panel-toggled', panel: 'actions' }, down, down, {
      kind: 'accepted',
    });
    expect(effects).toMatchObject([{ kind: 'finish', result: { kind: 'chosen', action: 'console' } }]);
    expect(state.panel).toBeUndefined();
  });

  test('the help scrolls no further than its end', () => {
    const { state } = run(
      listed({ size: { columns: 80, rows: 24 } }),
      { kind: 'panel-toggled', panel: 'help' },
      { kind: 'moved', by: 1, unit: 'all' },
    );
    const end = state.panel;
    expect(end).toMatchObject({ kind: 'help' });
    expect(run(state, down).state.panel).toEqual(end);
  });
});

describe('what state may hold', () => {
  type Keys<T, Depth extends readonly unknown[] = []> = Depth['length'] extends 6
    ? never
    : T extends ReadonlyMap<infer _, infer V>
      ? Keys<V, [...Depth, unknown]>
      : T extends readonly (infer E)[]
        ? Keys<E, [...Depth, unknown]>
        : string extends keyof T
          ? never
          : T extends object
            ? { [K in keyof T & string]: K | Keys<T[K], [...Depth, unknown]> }[keyof T & string]
            : never;

  test('no secret, by type', () => {
    type Secret =
      | 'accessToken'
      | 'refreshToken'
      | 'clientSecret'
      | 'secretAccessKey'
      | 'sessionToken'
      | 'accessKeyId'
      | 'deviceCode';
    expectTypeOf<Extract<Keys<PickerState>, Secret>>().toEqualTypeOf<never>();
    expectTypeOf<Extract<Keys<PickerState>, 'endsAt' | 'userCode'>>().toEqualTypeOf<'endsAt' | 'userCode'>();
  });
});
