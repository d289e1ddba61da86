// The searcher itself: what it cannot find, no hunt would.
import { describe, expect, it } from 'vitest';
import {
  fakeAccessKeyId,
  fakeMfaSeed,
  fakeSecretAccessKey,
  fakeSessionToken,
  fakeToken,
} from '../../src/emulator/fake-secrets.ts';
import { leakLines, leaksIn, masterKey } from './secret-forms.ts';

const secrets = {
  'a key id': fakeAccessKeyId('ASIA'),
  'the seed of an MFA device': fakeMfaSeed(),
  'a secret key': fakeSecretAccessKey(),
  'a session token': fakeSessionToken(),
  'an access token': fakeToken('access'),
  'a refresh token': fakeToken('refresh'),
  'a client secret': fakeToken('client-secret'),
  'a device code': fakeToken('device'),
  'an authorization code': fakeToken('code'),
  'a sign-in token': fakeToken('signin'),
  'the master key': masterKey,
};

const base64After = (before: string) => (text: string) =>
  Buffer.from(`${before}${text} and more`).toString('base64');

const unicode = (text: string): string =>
  [...text].map((c) => (/\w/.test(c) ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('');

const spellings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'URL-encoded': encodeURIComponent,
  'URL-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'URL-encoded in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'of a form': (text) => new URLSearchParams({ text }).toString(),
  JSON: JSON.stringify,
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'JSON with slashes escaped': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON with \\u': (text) => `"${unicode(text)}"`,
  'JSON with \\u in JSON': (text) => JSON.stringify(`"${unicode(text)}"`),
  'base64 at 0': base64After(''),
  'base64 at 1': base64After('x'),
  'base64 at 2': base64After('{"'),
  'base64 at 3': base64After('abc'),
  base64url: (text) => Buffer.from(`key=${text} `).toString('base64url'),
  'base64 in a URL': (text) => encodeURIComponent(base64After('?')(text)),
  hex: (text) => Buffer.from(text).toString('hex'),
  'HEX in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'its first half': (text) => text.slice(0, Math.max(20, text.length / 2)),
};

describe.each(Object.entries(secrets))('%s', (name, secret) => {
  it.each(Object.entries(spellings))('is found in its spelling: %s', (spelling, spell) => {
    if (name === 'the master key' && spelling === 'its first half') return;
    expect(leaksIn(`some text before, ${spell(secret)}, some after`)).not.toEqual([]);
  });
});

describe('what is no secret', () => {
  it.each([
    `****${fakeAccessKeyId('ASIA').slice(-4)}`,
    fakeToken('client'),
    '{"key_id":"****ABCD","source":"fetched"}',
    'fake-accounts and a FakeSecretary',
    Buffer.from('an ordinary text of some length, encoded').toString('base64'),
  ])('is not found: %s', (text) => {
    expect(leaksIn(text)).toEqual([]);
  });
});

it('says where it stands, and in which spelling', () => {
  const [line] = leakLines(
    '/home/a/trace.log',
    `http GET /x?t=${encodeURIComponent(secrets['a secret key'])}`,
  );
  expect(line).toMatch(/^\/home\/a\/trace\.log: FakeSecret\+Key\/ plain or escaped: \.\.\."http GET /);
});

it('finds the master key as the bytes that it is', () => {
  expect(leaksIn(`before ${Buffer.from(masterKey, 'base64').toString('latin1')} after`)).not.toEqual([]);
});
