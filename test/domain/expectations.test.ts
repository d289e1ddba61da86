import { expect, it } from 'vitest';
import { tooShort, wrongAccount, wrongRegion } from '../../src/domain/expectations.ts';
import { hour, minute } from '../../src/domain/expiry.ts';
import { parseSpan } from '../../src/domain/time-span.ts';

it.each([
  ['90m', 90 * minute],
  ['1h30m', 90 * minute],
  ['45s', 45_000],
  ['30d', 720 * hour],
  ['2w', 336 * hour],
  ['0m', undefined],
  ['', undefined],
  ['90', undefined],
  ['1.5h', undefined],
  [' 1h', undefined],
])('%j is a span of %s ms', (text, span) => {
  expect(parseSpan(text)).toBe(span);
});

it('each region variable that is set must be the expected one, since SDKs differ in which they read', () => {
  const right = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1' };
  expect(wrongRegion('eu-west-1', right)).toBeUndefined();
  expect(wrongRegion('eu-west-1', { AWS_DEFAULT_REGION: 'eu-west-1' })).toBeUndefined();
  expect(wrongRegion(undefined, {})).toBeUndefined();
  expect(wrongRegion('eu-west-1', { ...right, AWS_DEFAULT_REGION: 'us-east-1' })?.what).toBe(
    'Expected region eu-west-1, but AWS_DEFAULT_REGION of the command would be us-east-1.',
  );
  expect(wrongRegion('eu-west-1', { AWS_REGION: '' })?.what).toContain('would get none');
});

it('an account is wrong by what rolecall knows, or by what AWS says', () => {
  const found = { account: '222222222222', name: 'prod-admin' };
  expect(wrongAccount('222222222222', { ...found, by: 'AWS' })).toBeUndefined();
  expect(wrongAccount('111111111111', { ...found, by: 'rolecall' })?.what).toBe(
    'Expected account 111111111111, but prod-admin is of 222222222222.',
  );
  expect(wrongAccount('111111111111', { ...found, by: 'AWS' })?.what).toBe(
    'Expected account 111111111111, but AWS says that these keys are of 222222222222.',
  );
});

it('a life is too short below what was asked for, not at it', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  expect(tooShort(30 * minute, { expiration: now + 30 * minute, now })).toBeUndefined();
  expect(tooShort(30 * minute, { expiration: now + 30 * minute - 1, now })?.what).toBe(
    'The credentials end in 29m (2026-11-30T12:29:59Z), before the 30m that --min-life asks for.',
  );
});
