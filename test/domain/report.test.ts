import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../src/domain/audit-record.ts';
import { reportOf } from '../../src/domain/report.ts';
import { someRole } from '../support/some-roles.ts';

const admin = someRole({
  instance: 'acme',
  accountId: '111111111111',
  roleName: 'Admin',
  profile: 'prod-admin',
  tags: { risk: 'high' },
});
const reader = someRole({
  instance: 'acme',
  accountId: '111111111111',
  roleName: 'Reader',
  profile: 'prod-reader',
});
const unused = someRole({
  instance: 'acme',
  accountId: '222222222222',
  roleName: 'Reader',
  profile: 'dev-reader',
});

let time = Date.UTC(2026, 10, 21);
const nextTime = (): string => {
  time += 1000;
  return new Date(time).toISOString();
};
const record = (of: typeof admin, more: Partial<AuditRecord>): AuditRecord => ({
  time: nextTime(),
  event: 'credentials',
  command: 'env',
  user: 'jordan',
  pid: 1,
  instance: of.instance,
  account_id: of.accountId,
  role: of.roleName,
  outcome: 0,
  duration_ms: 100,
  ...more,
});

const since = Date.UTC(2026, 10, 1);

describe('the report', () => {
  const records = [
    record(admin, { source: 'fetched', duration_ms: 300 }),
    record(admin, { source: 'cache', duration_ms: 10 }),
    record(admin, { outcome: 4, duration_ms: 5000 }),
    record(admin, { event: 'exec-ended', outcome: 3, duration_ms: 90_000 }),
    record(reader, { source: 'cache', duration_ms: 20 }),
    record(reader, { event: 'exec-ended', duration_ms: 30_000 }),
    record(unused, { outcome: 5 }),
  ];
  const report = reportOf({ records, roles: [admin, reader, unused], since });

  it('counts requests, success, time and cache hits, in all and a role', () => {
    expect(report.total).toEqual({
      requests: 5,
      success_rate: 3 / 5,
      average_duration_ms: 110,
      cache_hit_rate: 2 / 3,
    });
    expect(report.profiles[0]).toMatchObject({
      profile: 'prod-admin',
      requests: 3,
      success_rate: 2 / 3,
      average_duration_ms: 155,
      cache_hit_rate: 1 / 2,
      exec_seconds: 90,
      is_risky: true,
      last_used: records[1]?.time,
    });
  });

  it('counts a role that only refused as never used', () => {
    expect(report.never_used).toEqual(['dev-reader']);
  });

  it('counts the time of exec in risky roles alone', () => {
    expect(report.risky_exec_seconds).toBe(90);
  });

  it('keeps roles that the catalog no longer has, by account and name', () => {
    const gone = reportOf({ records, roles: [], since });
    expect(gone.profiles.map(({ profile }) => profile)).toContain('111111111111:Admin');
    expect(gone.never_used).toEqual([]);
  });

  it('says nothing of rates without a request', () => {
    expect(reportOf({ records: [], roles: [unused], since })).toEqual({
      since: '2026-11-01T00:00:00.000Z',
      total: {
        requests: 0,
        success_rate: undefined,
        average_duration_ms: undefined,
        cache_hit_rate: undefined,
      },
      profiles: [],
      users: [],
      never_used: ['dev-reader'],
      risky_exec_seconds: 0,
    });
  });

  it('counts by user, over roles that they share', () => {
    const shared = reportOf({
      records: [
        record(admin, { user: 'sam', source: 'cache', duration_ms: 10 }),
        record(reader, { user: 'sam', outcome: 4 }),
        record(reader, { user: 'alex', source: 'fetched', duration_ms: 30 }),
        record(admin, { user: 'sam', event: 'exec-ended', duration_ms: 5000 }),
      ],
      roles: [],
      since,
    });
    expect(shared.users).toMatchObject([
      { user: 'sam', requests: 2, success_rate: 1 / 2, cache_hit_rate: 1, roles: 1, exec_seconds: 5 },
      { user: 'alex', requests: 1, success_rate: 1, average_duration_ms: 30, roles: 1, exec_seconds: 0 },
    ]);
    expect(shared.profiles.map(({ users }) => users)).toEqual([['alex', 'sam'], ['sam']]);
  });
});

it('has a line for a profile of the AWS files, whose keys were handed on', () => {
  const ofFile = { instance: undefined, account_id: undefined, role: undefined, profile: 'base' };
  const { profiles, users, total } = reportOf({ records: [record(admin, ofFile)], roles: [], since });
  expect(total.requests).toBe(1);
  expect(profiles).toMatchObject([{ profile: 'base', requests: 1, instance: null, users: ['jordan'] }]);
  expect(users).toMatchObject([{ user: 'jordan', requests: 1, roles: 0 }]);
});

it('says when a user had credentials last, of whatever role', () => {
  const records = [record(admin, {}), record(reader, {}), record(admin, {})];
  const { users } = reportOf({ records, roles: [admin, reader], since });
  expect(users[0]?.last_used).toBe(records[2]?.time);
});
