import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { guarded } from '../../src/domain/guarded.ts';

describe('a guarded record', () => {
  const record = guarded({ accessKeyId: 'ASIAFAKE', secretAccessKey: 'fake-secret' });

  it.each<[string, () => string]>([
    ['inspect', () => inspect(record, { showHidden: true })],
    ['inspect within another', () => inspect({ deep: { record } })],
    ['format', () => format('%o %j %s', record, record, record)],
    ['JSON', () => JSON.stringify({ record })],
    ['a template', () => `${record}`],
    ['an error', () => inspect(new Error('failed', { cause: record }))],
  ])('shows nothing of itself through %s', (_name, show) => {
    expect(show()).toContain('[redacted]');
    expect(show()).not.toMatch(/fake-secret|ASIAFAKE/);
  });

  it('still has its fields', () => {
    expect(record.secretAccessKey).toBe('fake-secret');
    expect(Object.keys(record)).toEqual(['accessKeyId', 'secretAccessKey']);
  });
});
