// Every kind of record with a secret, made as the program makes it, shown in every way that prints a whole record.

import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deviceOf, registrationOf, tokensOf } from '../../src/adapters/identity-center/oidc-answers.ts';
import { credentialsOf } from '../../src/adapters/identity-center/portal-answers.ts';
import { exportVariables } from '../../src/domain/export-variables.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { readAccessKeys } from '../../src/domain/read-access-keys.ts';
import { createRedactor, learnFields } from '../../src/domain/redactor.ts';
import {
  lastingKeysText,
  parseLastingKeys,
  parseRegistration,
  parseRoleCredentials,
  parseSession,
  registrationText,
  roleCredentialsText,
  sessionText,
} from '../../src/engine/stored-record.ts';
import type { TokenGrant } from '../../src/ports/identity-center.ts';
import fc from '../support/properties.ts';
import { given } from '../support/services.ts';
import { someRole } from '../support/some-roles.ts';

const now = Date.UTC(2026, 10, 25);
const keyId = 'ASIAFAKE0000000000TEST';
const page = 'https://device.sso.us-east-1.amazonaws.com/';
const asked = {
  endpoint: new URL('https://oidc.us-east-1.amazonaws.com'),
  region: 'us-east-1',
  now: () => now,
};

const registered = (secret: string) =>
  registrationOf({ clientId: 'c', clientSecret: secret, clientSecretExpiresAt: now / 1000 }, 'pkce');

const tokens = (secret: string) =>
  tokensOf({ accessToken: secret, refreshToken: `r${secret}`, expiresIn: 3600 }, now);

const session = (secret: string) =>
  guarded({ registration: registered(secret), tokens: tokens(secret), signedInAt: now });

const keys = (secret: string) =>
  credentialsOf({ accessKeyId: keyId, secretAccessKey: secret, sessionToken: `t${secret}`, expiration: now });

const lastingKeys = (secretAccessKey: string) =>
  guarded({ accessKeyId: keyId, secretAccessKey, userArn: 'arn', region: 'us-east-1', since: now });

const kinds: Readonly<Record<string, (secret: string) => object>> = {
  'a registration from AWS': registered,
  'tokens from AWS': tokens,
  'a device code from AWS': (secret) =>
    deviceOf({ deviceCode: secret, userCode: 'ABCD-EFGH', verificationUri: page, expiresIn: 600 }, asked),
  'role credentials from AWS': keys,
  'a session': session,
  'a stored registration': (secret) => given(parseRegistration(registrationText(registered(secret)))),
  'a stored session': (secret) => given(parseSession(sessionText(session(secret)))),
  'the tokens of a stored session': (secret) => given(parseSession(sessionText(session(secret)))).tokens,
  'the client of a stored session': (secret) =>
    given(parseSession(sessionText(session(secret)))).registration,
  'stored role credentials': (secret) => given(parseRoleCredentials(roleCredentialsText(keys(secret)))),
  'stored keys of a user': (secret) => given(parseLastingKeys(lastingKeysText(lastingKeys(secret)))),
  'keys that a person gives': (secret) => given(readAccessKeys(`AKIAFAKE00000000TEST\n${secret}`)),
  'the grant of a renewal': (refreshToken): TokenGrant => guarded({ kind: 'refresh', refreshToken }),
  'the variables of a role': (secret) =>
    exportVariables({ role: someRole(), credentials: keys(secret), region: undefined, currentEnv: {} }),
};

const waysToShow: readonly ((value: object) => string)[] = [
  (value) => inspect(value, { depth: null, showHidden: true }),
  (value) => inspect({ deep: [[{ value }]] }, { depth: null, showHidden: true, getters: true }),
  (value) => inspect(new Error('failed', { cause: value })),
  (value) => inspect(new AggregateError([new Error('failed', { cause: { value } })], 'all'), { depth: null }),
  (value) => inspect(new Map([['held', new Set([value])]]), { depth: null }),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify({ deep: [{ value }] }, undefined, 2),
  (value) => String(value),
  (value) => `${value}`,
  (value) => [value].join(),
  (value) => format('%o %O %j %s', value, value, value, value),
  (value) => format('failed:', value, [value]),
];

const secrets = fc.stringMatching(/^fake[A-Za-z0-9+/=]{12,60}$/);

describe.each(Object.entries(kinds))('%s', (_kind, make) => {
  it('shows nothing of itself, however it is printed', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const record = make(secret);
        for (const show of waysToShow) {
          expect(show(record)).toContain('[redacted]');
          expect(show(record)).not.toContain(secret);
          expect(show(record)).not.toContain(keyId);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('records in the store', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        const [client, whole, role] = [registered(secret), session(secret), keys(secret)];
        expect(parseRegistration(registrationText(client))).toEqual(client);
        expect(parseSession(sessionText(whole))).toEqual(whole);
        expect(parseRoleCredentials(roleCredentialsText(role))).toEqual(role);
        expect(parseLastingKeys(lastingKeysText(lastingKeys(secret)))).toEqual(lastingKeys(secret));
        const fixed = guarded({ ...whole, tokens: guarded({ ...whole.tokens, refreshToken: undefined }) });
        expect(parseSession(sessionText(fixed))).toEqual(fixed);
      }),
    );
  });

  it('are plain JSON there, field by field as versions before this one wrote them', () => {
    expect(JSON.parse(roleCredentialsText(keys('fake')))).toEqual({
      accessKeyId: keyId,
      secretAccessKey: 'fake',
      sessionToken: 'tfake',
      expiration: now,
    });
    expect(JSON.parse(sessionText(session('fake')))).toEqual({
      registration: { clientId: 'c', clientSecret: 'fake', expiresAt: now, flow: 'pkce' },
      tokens: { accessToken: 'fake', expiresAt: now + 3_600_000, refreshToken: 'rfake' },
      signedInAt: now,
    });
  });
});

it('the redactor learns the secrets of guarded records, nested ones too', () => {
  const redactor = createRedactor();
  learnFields(redactor, [{ session: session('fake-opaque-secret') }]);
  expect(redactor.redact('said fake-opaque-secret and rfake-opaque-secret')).not.toContain('opaque');
});
