import { describe, expect, it } from 'vitest';
import type { GuardRule } from '../../src/domain/guard.ts';
import type { Role } from '../../src/domain/role.ts';
import { roleRecord, sortRecords } from '../../src/domain/role-record.ts';
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
    const { json, text } = roleRecord(role('x'), { lives, now });
    expect(json).toEqual({
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
    expect(text).toMatchObject({ tags: 'a=1 env=prod', expires: '42m', region: '' });
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
      json: { guard: 'prod', gone: false },
    });
    const gone = role('Read', { profile: '', gone: { seenAt: undefined, missedAt: now } });
    expect(roleRecord(gone, facts)).toMatchObject({
      json: { guard: null, gone: true, profile: '' },
      text: { guard: '', gone: 'gone', profile: '(gone)' },
    });
  });

  it('sorts by a field, equal rows keeping their order, those without a life last', () => {
    const lives = new Map([['acme/012345678901/b', now + 1]]);
    const records = ['c', 'b', 'a'].map((name) => roleRecord(role(name), { lives, now }));
    const names = (sorted: readonly { json: { profile: string } }[]) =>
      sorted.map(({ json }) => json.profile);
    expect(names(sortRecords(records, { field: 'profile', isReversed: false }))).toEqual(['a', 'b', 'c']);
    expect(names(sortRecords(records, { field: 'expires_at', isReversed: false }))).toEqual(['b', 'c', 'a']);
    expect(names(sortRecords(records, { field: 'account_name', isReversed: false }))).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(names(sortRecords(records, { field: undefined, isReversed: true }))).toEqual(['a', 'b', 'c']);
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
