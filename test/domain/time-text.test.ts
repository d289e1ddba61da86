import { describe, expect, it } from 'vitest';
import { quickTime, timeText } from '../../src/domain/time-text.ts';

const now = Date.UTC(2026, 10, 21, 3, 0, 0);
const keys = { AWS_ACCESS_KEY_ID: 'ASIAFAKE0000000000TEST' };
const until = (end: string) => ({ ...keys, AWS_CREDENTIAL_EXPIRATION: `2026-11-21T${end}Z` });
const unknown = 'This shell does not say when its credentials end.\n';

describe('what is left', () => {
  it.each([
    [until('04:12:59'), '1h12m\n', '', 0],
    [until('03:42:00'), '42m\n', '', 0],
    [until('03:00:59'), '<1m\n', '', 0],
    [until('03:00:00'), 'expired\n', '', 1],
    [until('02:00:00'), 'expired\n', '', 1],
    [keys, '', unknown, 0],
    [{ AWS_PROFILE: 'old' }, '', unknown, 0],
    [{}, '', 'No role in this shell.\n', 1],
    // Left behind by keys that are gone.
    [{ AWS_CREDENTIAL_EXPIRATION: '2026-11-21T04:00:00Z' }, '', 'No role in this shell.\n', 1],
  ])('of %j', (env, stdout, stderr, exitCode) => {
    expect(timeText(env, now, 'plain')).toEqual({ stdout, stderr, exitCode });
  });

  it.each([
    [
      until('04:12:59'),
      { holds: 'other-keys', expires_at: '2026-11-21T04:12:59Z', seconds_left: 4379, is_expired: false },
      0,
    ],
    [
      until('02:00:00'),
      { holds: 'other-keys', expires_at: '2026-11-21T02:00:00Z', seconds_left: 0, is_expired: true },
      1,
    ],
    [keys, { holds: 'other-keys' }, 0],
    [{}, { holds: 'nothing' }, 1],
  ])('of %j as JSON', (env, object, exitCode) => {
    const report = timeText(env, now, 'json');
    expect(JSON.parse(report.stdout)).toEqual(object);
    expect(report).toMatchObject({ stderr: '', exitCode });
  });
});

it.each([
  [['time'], timeText(keys, now, 'plain')],
  [['time', '--json'], timeText(keys, now, 'json')],
  [['time', '--help'], undefined],
  [['time', '--json', '--json'], undefined],
  [['status'], undefined],
])('quickTime answers %j as the parser would, or leaves it', (argv, report) => {
  expect(quickTime(argv, keys, now)).toEqual(report);
});
