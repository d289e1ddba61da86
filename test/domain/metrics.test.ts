import { expect, it } from 'vitest';
import type { AuditRecord } from '../../src/domain/audit-record.ts';
import { batchesOf, countedRecords, metricsOf } from '../../src/domain/metrics.ts';
import fc from '../support/properties.ts';

const at = (time: string, more: Partial<AuditRecord> = {}): AuditRecord => ({
  ...{ time, event: 'credentials', command: 'env', user: 'sam', pid: 1, outcome: 0, duration_ms: 10 },
  ...{ instance: 'acme', account_id: '111111111111', role: 'Admin', profile: 'prod-admin' },
  ...more,
});

const minute = Date.parse('2026-11-30T12:00:00Z');

it('counts by profile and success, and times what was given, minute by minute', () => {
  const data = metricsOf([
    at('2026-11-30T12:00:01Z', { duration_ms: 5 }),
    at('2026-11-30T12:00:59Z', { duration_ms: 25 }),
    at('2026-11-30T12:00:30Z', { outcome: 4, duration_ms: 9000 }),
    at('2026-11-30T12:01:00Z', { profile: undefined }),
  ]);
  expect(data).toEqual([
    {
      ...{ name: 'CredentialRequests', at: minute, unit: 'Count' },
      dimensions: [
        ['Profile', 'prod-admin'],
        ['Success', 'true'],
      ],
      ...{ sum: 2, count: 2, least: 1, most: 1 },
    },
    expect.objectContaining({
      sum: 1,
      dimensions: [
        ['Profile', 'prod-admin'],
        ['Success', 'false'],
      ],
    }),
    expect.objectContaining({ at: minute + 60_000, sum: 1 }),
    {
      ...{ name: 'CredentialDuration', at: minute, unit: 'Milliseconds' },
      dimensions: [['Profile', 'prod-admin']],
      ...{ sum: 30, count: 2, least: 5, most: 25 },
    },
    expect.objectContaining({ dimensions: [['Profile', '111111111111:Admin']], sum: 10 }),
  ]);
  expect(countedRecords([at('2026-11-30T12:00:01Z', { event: 'login' })])).toEqual([]);
});

it('counts each request once, whatever they are, and no batch is more than CloudWatch takes', () => {
  const record = fc.record({
    second: fc.integer({ min: 0, max: 100_000 }),
    profile: fc.constantFrom('a', 'b', '__proto__', '"],'),
    outcome: fc.constantFrom(0, 4),
  });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 300 }), (all) => {
      const data = metricsOf(
        all.map(({ second, ...more }) => at(new Date(minute + second * 1000).toISOString(), more)),
      );
      const requests = data.filter(({ name }) => name === 'CredentialRequests');
      expect(requests.reduce((sum, one) => sum + one.sum, 0)).toBe(all.length);
      const times = data.filter(({ name }) => name === 'CredentialDuration');
      expect(times.reduce((sum, one) => sum + one.count, 0)).toBe(
        all.filter(({ outcome }) => outcome === 0).length,
      );
    }),
  );
  const many = metricsOf(
    Array.from({ length: 2500 }, (_, i) => at(new Date(minute + i * 60_000).toISOString())),
  );
  const batches = batchesOf(many);
  expect(batches.map(({ length }) => length)).toEqual([1000, 1000, 1000, 1000, 1000]);
  expect(batches.flat()).toEqual(many);
});
