import { describe, expect, it } from 'vitest';
import type { SessionStatus } from '../../src/domain/session.ts';
import { watchAlarms, watchLine } from '../../src/domain/watched-clocks.ts';

const now = Date.UTC(2026, 10, 21, 3);
const minute = 60_000;

const held = (left: number | undefined, profile = 'acme-prod-Admin') =>
  ({
    kind: 'role',
    profile,
    instance: 'acme',
    accountId: '012345678901',
    accountName: 'Acme',
    roleName: 'Admin',
    arn: 'arn:aws:iam::012345678901:role/Admin',
    heldBy: 'keys',
    roleRegion: undefined,
    awsProfile: undefined,
    region: undefined,
    expiresAt: left === undefined ? undefined : now + left,
  }) as const;

const session = (over: Partial<Extract<SessionStatus, { kind: 'signed-in' }>> = {}): SessionStatus => ({
  kind: 'signed-in',
  signedInAt: now,
  accessExpiresAt: now + 12 * minute,
  isRenewable: true,
  endsAt: now + 432 * minute,
  ...over,
});

describe('the line', () => {
  it.each([
    [42 * minute + 9_000, 'credentials 42m 09s'],
    [15 * minute, 'credentials low 15m 00s'],
    [5 * minute, 'credentials ending 5m 00s'],
    [-3 * minute, 'credentials expired 3m ago'],
    [undefined, 'credentials with no end that is known'],
  ])('says of credentials with %s ms left: %s', (left, expected) => {
    expect(watchLine({ held: held(left), session: undefined }, now, 'seconds')).toBe(
      `acme-prod-Admin   ${expected}`,
    );
  });

  it.each([
    [session(), 'token 12m, renews itself   session about 7h 12m'],
    [session({ accessExpiresAt: now - 1 }), 'token renewed when needed   session about 7h 12m'],
    [session({ endsAt: now + 4 * minute }), 'token 12m, renews itself   session about ending 4m'],
    [session({ endsAt: now - 1 }), 'token 12m, renews itself   session may have ended'],
    [session({ isRenewable: false, endsAt: now + 12 * minute }), 'session low 12m'],
    [session({ endsAt: Number.POSITIVE_INFINITY }), undefined],
    [{ kind: 'signed-out' } as const, 'signed out'],
  ])('says of a session %#: %s', (status, expected) => {
    const line = watchLine({ held: held(42 * minute), session: status }, now, 'minutes');
    expect(line.split('   ').slice(2).join('   ')).toBe(expected ?? '');
  });

  it('lets no variable steer the terminal', () => {
    const line = watchLine({ held: held(minute, 'a\u001b[31m\nb'), session: undefined }, now, 'seconds');
    expect(line).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('an alarm', () => {
  const of = (left: number, before: number, over: SessionStatus | undefined = undefined) =>
    watchAlarms({ held: held(left), session: over }, now + before, now);

  it.each([
    ['nothing near', 42 * minute, -1000, []],
    ['fifteen minutes', 15 * minute, -1000, ['acme-prod-Admin: credentials end in 15 minutes']],
    ['five minutes', 5 * minute, -1000, ['acme-prod-Admin: credentials end in 5 minutes']],
    ['the end', 0, -1000, ['acme-prod-Admin: credentials have expired']],
    ['once only', 5 * minute - 1000, -1000, []],
    [
      'after a sleep, the nearest alone',
      -minute,
      -60 * minute,
      ['acme-prod-Admin: credentials have expired'],
    ],
    ['what was near at the start', 4 * minute, 0, []],
  ])('%s', (_name, left, before, expected) => {
    expect(of(left, before)).toEqual(expected);
  });

  it('tells of the sign-in too, and how sure it is', () => {
    expect(of(42 * minute, -1000, session({ endsAt: now + 5 * minute }))).toEqual([
      'acme-prod-Admin: the sign-in ends in about 5 minutes',
    ]);
    expect(of(42 * minute, -1000, session({ isRenewable: false, endsAt: now }))).toEqual([
      'acme-prod-Admin: the sign-in has ended',
    ]);
  });
});
