import { describe, expect, it } from 'vitest';
import { parseAwsIni } from '../../src/domain/aws-ini/parse-aws-ini.ts';
import { awsProfiles } from '../../src/domain/aws-profiles.ts';
import { isPortableName } from '../../src/domain/portable-name.ts';
import {
  parseCase,
  parseDuration,
  supportProfile,
  supportProfilesOf,
  supportSession,
  supportWords,
} from '../../src/domain/support-access.ts';
import fc from '../support/properties.ts';

const awsSession = /^[\w+=,.@-]{2,64}$/;

describe('the name of the session', () => {
  it.each<[string, string, string]>([
    ['CS-123', 'jo', 'CS-123-jo'],
    ['Case #42 / billing', 'jo.doe@acme', 'Case-42-billing-jo.doe@acme'],
    ['Störung', 'müller', 'Storung-muller'],
    ['CS-1', '', 'CS-1-unknown'],
    ['CS-1', '***', 'CS-1-unknown'],
    ['x'.repeat(40), 'u'.repeat(80), `${'x'.repeat(40)}-${'u'.repeat(23)}`],
  ])('%j of %j is %j', (caseName, user, name) => expect(supportSession(caseName, user)).toBe(name));

  it('is one that AWS takes, and begins with the case, whatever both are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary' }),
        (text, user) => {
          const caseName = parseCase(text);
          if (caseName === undefined) return;
          expect(supportSession(caseName, user)).toMatch(awsSession);
          expect(isPortableName(supportProfile({ customer: 'acme', case: caseName }))).toBe(true);
        },
      ),
    );
  });
});

it.each<[string, string | undefined]>([
  ['CS-123', 'CS-123'],
  [' CS-123 ', 'CS-123'],
  ['', undefined],
  ['---', undefined],
  ['a\u001b[31m', undefined],
  ['x'.repeat(41), undefined],
])('%j as a case is %j', (text, name) => expect(parseCase(text)).toBe(name));

it.each<[string, number | undefined]>([
  ['1800', 1_800_000],
  ['30m', 1_800_000],
  ['1h', 3_600_000],
  ['soon', undefined],
  ['-5', undefined],
])('%j as a duration is %j', (text, span) => expect(parseDuration(text)).toBe(span));

it('a profile says itself when it ends; others are none, and one without a time is over', () => {
  const process = 'rolecall process --instance acme --arn 333333333333:Support';
  const words = supportWords('support-a-1', Date.UTC(2026, 0, 1)).join(' ');
  const text = `[profile support-a-1]
credential_process = ${process} ${words}
[profile support-a-2]
credential_process = ${process} --support support-a-2 --until soon
[profile support-a-3]
credential_process = ${process}
`;
  expect(supportProfilesOf(awsProfiles(parseAwsIni(text).sections, []))).toEqual([
    { name: 'support-a-1', endsAt: Date.UTC(2026, 0, 1) },
    { name: 'support-a-2', endsAt: 0 },
  ]);
});
