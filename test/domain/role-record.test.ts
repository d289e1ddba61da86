import { describe, expect, it } from 'vitest';
import type { GuardRule } from '../../src/domain/guard.ts';
import type { Role } from '../../src/domain/role.ts';
import { type ListField, roleRecord, roleText, sortRoles } from '../../src/domain/role-record.ts';
import { csvLine, tableLines } from '../../src/domain/table.ts';

const role = (profile: string, over: Partial<Role> = {}): Role => ({
  instance: 'acme',
  accountId: '012345678901',
  accountName: 'Acme',
  email: 'aws@acme.example',
  roleName: profile,
  profile,
  region: undefined,
  ssoRegion: 'cn-north-1',
  tags: { env: 'prod', a: '1' },
  ...over,
});

const now = Date.parse('2026-11-21T04:00:00Z');

describe('a role as list prints it', () => {
  it('has every field, the partition of its region, and its life', () => {
    const lives = new Map([['acme/012345678901/x', now + 42 * 60_000]]);
    const facts = { lives, now };
    expect(roleRecord(role('x'), facts)).toEqual({
      instance: 'acme',
      account_id: '012345678901',
      account_name: 'Acme',
      email: 'aws@acme.example',
      role_name: 'x',
      kind: 'granted',
      profile: 'x',
      arn: 'arn:aws-cn:iam::012345678901:role/x',
      region: null,
      tags: { env: 'prod', a: '1' },
      expires_at: '2026-11-21T04:42:00.000Z',
      guard: null,
      gone: false,
    });
    const texts = (['tags', 'expires', 'region'] as const).map((field) => roleText(role('x'), field, facts));
    expect(texts).toEqual(['a=1 env=prod', '42m', '']);
  });

  it('tells the word of its guard, and that it is gone', () => {
    const rule = {
      match: {},
      tags: { risk: 'high' },
      word: 'prod',
      tone: undefined,
      confirm: undefined,
      process: undefined,
      readOnlyFirst: undefined,
    };
    const guardRules: readonly GuardRule[] = [rule];
    const facts = { lives: new Map(), now, guardRules };
    expect(roleRecord(role('Admin', { tags: { risk: 'high' } }), facts)).toMatchObject({
      guard: 'prod',
      gone: false,
    });
    const gone = role('Read', { profile: '', gone: { seenAt: undefined, missedAt: now } });
    expect(roleRecord(gone, facts)).toMatchObject({ guard: null, gone: true, profile: '' });
    const texts = (['guard', 'gone', 'profile'] as const).map((field) => roleText(gone, field, facts));
    expect(texts).toEqual(['', 'gone', '(gone)']);
  });

  it('sorts by a field, equal rows keeping their order, those without a life last', () => {
    const lives = new Map([['acme/012345678901/b', now + 1]]);
    const roles = ['c', 'b', 'a'].map((name) => role(name));
    const sorted = (field: ListField | undefined, isReversed = false) =>
      sortRoles(roles, { field, isReversed }, { lives, now }).map(({ profile }) => profile);
    expect(sorted('profile')).toEqual(['a', 'b', 'c']);
    expect(sorted('expires_at')).toEqual(['b', 'c', 'a']);
    expect(sorted('account_name')).toEqual(['c', 'b', 'a']);
    expect(sorted(undefined, true)).toEqual(['a', 'b', 'c']);
  });
});

describe('tables', () => {
  it('fits the terminal by cutting the widest column', () => {
    const lines = tableLines({ header: ['a_b', 'c'], rows: [['x'.repeat(40), 'short']], width: 30 });
    expect(lines).toEqual(['A B                      C', `${'x'.repeat(22)}…  short`]);
  });

  it('writes CSV that a spreadsheet neither breaks nor runs', () => {
    expect(csvLine(['a', 'b,c', 'd"e', '=cmd()', '-1'])).toBe('a,"b,c","d""e",\'=cmd(),\'-1\r\n');
  });
});
