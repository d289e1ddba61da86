import { expect, it } from 'vitest';
import { explainRefusal } from '../../src/domain/explain-refusal.ts';
import { heldSource } from '../../src/domain/held-source.ts';

const keys = { source: 'profile x', renewal: 'rolecall login', region: 'us-east-1' };

it.each([
  ['ExpiredToken', /have ended/, /Run: rolecall login/],
  ['ExpiredTokenException', /have ended/, /Run: rolecall login/],
  ['InvalidClientTokenId', /does not know these keys/, /rolecall doctor/],
  ['SignatureDoesNotMatch', /clock/, /rolecall doctor/],
  ['AccessDenied', /forbids/, /administers/],
  ['RegionDisabledException', /not switched on in us-east-1/, /--region/],
  ['SomethingNew', /AWS says no \(SomethingNew; profile x\)/, /rolecall doctor/],
  ['constructor', /AWS says no \(constructor/, /rolecall doctor/],
])('%s is explained, with the next step', (code, what, next) => {
  const explanation = explainRefusal(code, keys);
  expect(explanation.what).toMatch(what);
  expect(explanation.next).toMatch(next);
});

it.each([
  [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_PROFILE: 'x' }, { kind: 'variables' }],
  [
    { AWS_ACCESS_KEY_ID: 'a', AWS_PROFILE: 'x' },
    { kind: 'profile', profile: 'x' },
  ],
  [
    { AWS_DEFAULT_PROFILE: 'x', AWS_CONTAINER_CREDENTIALS_FULL_URI: 'u' },
    { kind: 'profile', profile: 'x' },
  ],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: 'f', AWS_ROLE_ARN: 'r' }, { kind: 'web-identity' }],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'u' }, { kind: 'server' }],
  [{}, { kind: 'default' }],
])('%j is held from %j', (env, source) => {
  expect(heldSource(env)).toEqual(source);
});
