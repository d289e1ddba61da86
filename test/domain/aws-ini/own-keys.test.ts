import { expect, it } from 'vitest';
import { replaceCredentialsBlock } from '../../../src/domain/aws-ini/managed-block.ts';
import { ownKeys } from '../../../src/domain/aws-ini/own-keys.ts';

const section = (name: string, comment?: string) => ({
  name,
  ...(comment === undefined ? {} : { comment }),
  entries: [
    ['aws_access_key_id', 'ASIA'],
    ['aws_secret_access_key', 'hunter2'],
  ] as const,
});

it('are read back as they were written, with their end', () => {
  const sections = [section('a', 'arn:x, expires 2026-11-25T12:00:00Z'), section('b')];
  const text = replaceCredentialsBlock('[mine]\naws_access_key_id = x\n', sections, 'f');
  const found = ownKeys(text, 'f');
  expect(found.map(({ section: own }) => own)).toEqual(sections);
  expect(found.map(({ expiresAt }) => expiresAt)).toEqual([Date.UTC(2026, 10, 25, 12), undefined]);
});
