import { describe, expect, test } from 'vitest';
import { clockLines } from '../../src/picker/detail/clocks.ts';
import { headerLine } from '../../src/picker/header-view.ts';
import type { Line } from '../../src/picker/line.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { now, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';

const minute = 60_000;
const roles = rolesOf(8);
const [first] = roles;

const text = (line: Line): string => line.map((segment) => segment.text).join('');

/** What the row, the detail and the header say when so much time is left (ms). */
const at = (left: number) => {
  const session = signedIn({ isRenewable: false, accessExpiresAt: now + left, endsAt: now + left });
  const lives = new Map([[`acme/${first?.accountId}/${first?.roleName}`, now + left]]);
  const { state } = run(
    listed({}, roles),
    { kind: 'lives-loaded', lives },
    { kind: 'session-loaded', instance: 'acme', status: session },
  );
  return said(state);
};

const said = (state: PickerState) => {
  const { body } = frameOf(state);
  const row = body.kind === 'list' ? (body.list.lines[1]?.line ?? []) : [];
  const [life = [], , session = []] = first === undefined ? [] : clockLines(state, first, 40);
  return {
    row: text(row).trim().split('  ').at(-1)?.trim(),
    tone: row.findLast(({ text: shown }) => shown.trim() !== '')?.tone,
    life: text(life).replace(/^\w+ +/, ''),
    session: text(session).replace(/^\w+ +/, ''),
    header: text(headerLine(state)).trim().split('     ').at(-1)?.trim(),
  };
};

describe('a clock', () => {
  test.each([
    [42 * minute, '42m', 'success', '42m 00s, until 15:40', '42m, until 15:40', 'session 42m'],
    [15 * minute + 1, '15m', 'success', '15m 00s, until 15:13', '15m, until 15:13', 'session 15m'],
    [
      15 * minute,
      'low 15m',
      'warning',
      '15m 00s low, until 15:13',
      '15m 00s low, until 15:13',
      'session ends in 15m',
    ],
    [
      5 * minute,
      'end 5m',
      'critical',
      '5m 00s ending, until 15:03',
      '5m 00s ending, until 15:03',
      'session is ending, 5m',
    ],
    [
      30_000,
      'end <1m',
      'critical',
      '30s ending, until 14:58',
      '30s ending, until 14:58',
      'session is ending, < 1m',
    ],
    [-minute, 'expired', 'critical', 'expired at 14:57', 'may have ended', 'signed out, sign in: ^L'],
  ])('with %i ms left says so by word and colour: %s', (left, row, tone, life, session, header) => {
    expect(at(left)).toEqual({ row, tone, life, session, header });
  });

  test('of a token that renews itself is not counted by the second', () => {
    const lines = (status: ReturnType<typeof signedIn>) => {
      const { state } = run(listed({}, roles), { kind: 'session-loaded', instance: 'acme', status });
      return first === undefined ? [] : clockLines(state, first, 60).slice(1).map(text);
    };
    expect(lines(signedIn())).toEqual([
      'Token     12m, renews itself',
      'Session   about 7h 12m, until 22:10',
    ]);
    expect(lines(signedIn({ accessExpiresAt: now - 1 }))[0]).toBe('Token     renewed when it is needed');
    expect(lines(signedIn({ endsAt: now + 4 * minute }))[1]).toBe('Session   about 4m ending, until 15:02');
    expect(lines({ kind: 'signed-out' })).toEqual(['Session   signed out']);
    expect(lines(signedIn({ endsAt: Number.POSITIVE_INFINITY }))).toEqual([]);
  });
});

describe('while the picker is open', () => {
  const key = `acme/${first?.accountId}/${first?.roleName}`;
  const cached = run(listed({}, roles), {
    kind: 'lives-loaded',
    lives: new Map([[key, now + 90_000]]),
  }).state;

  test('credentials that expire are told of, in the row and in a line', () => {
    const before = run(cached, { kind: 'clock-ticked', now: now + 89_000 }).state;
    expect(before.notice).toBeUndefined();
    const after = run(before, { kind: 'clock-ticked', now: now + 90_000 }).state;
    expect(after.notice).toEqual({
      level: 'warning',
      text: `The cached credentials of ${first?.profile} have expired.`,
    });
    expect(said(after).row).toBe('expired');
    // Once.
    expect(run(after, { kind: 'backed-out' }, { kind: 'clock-ticked', now: now + 91_000 }).state.notice).toBe(
      undefined,
    );
  });

  test('several at once are one line', () => {
    const lives = new Map(
      roles.slice(0, 3).map((role) => [`acme/${role.accountId}/${role.roleName}`, now + 1]),
    );
    const { state } = run(cached, { kind: 'lives-loaded', lives }, { kind: 'clock-ticked', now: now + 2 });
    expect(state.notice?.text).toBe('The cached credentials of 3 roles have expired.');
  });

  test('what others do is read anew each minute', () => {
    const reads = [{ kind: 'load-lives' }, { kind: 'load-session', instance: 'acme' }];
    expect(run(cached, { kind: 'clock-ticked', now: now + 59_000 }).effects).toEqual([]);
    expect(run(cached, { kind: 'clock-ticked', now: now + 60_000 }).effects).toEqual(reads);
    const signingIn = run(cached, { kind: 'sign-in-asked' }).state;
    expect(run(signingIn, { kind: 'clock-ticked', now: now + 60_000 }).effects).toEqual([
      { kind: 'load-lives' },
    ]);
  });
});
