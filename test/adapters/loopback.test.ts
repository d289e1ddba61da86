import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listenForCallback } from '../../src/adapters/loopback/callback-listener.ts';
import { redirectOnce } from '../../src/adapters/loopback/one-shot-redirect.ts';
import { Cancelled, OidcFailed, UserError } from '../../src/domain/errors.ts';

const state = 'state-of-this-sign-in';

const listening = async (options: { limit?: number } = {}) => {
  const listener = await listenForCallback(options);
  onTestFinished(() => listener.close());
  return listener;
};

type Hit = { readonly method?: string; readonly headers?: Record<string, string> };

const hit = (url: string, options: Hit = {}): Promise<{ answer: IncomingMessage; body: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
      });
      answer.once('end', () => resolve({ answer, body }));
    });
    sent.once('error', reject);
    sent.end();
  });

test('the right state brings the code, and a page that repeats nothing', async () => {
  const listener = await listening();
  const code = listener.code(state);
  const { answer, body } = await hit(`${listener.redirectUri}?code=the-code&state=${state}`);
  expect(await code).toBe('the-code');
  expect(answer.statusCode).toBe(200);
  expect(body).toContain('You are signed in');
  expect(body).not.toContain('the-code');
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    connection: 'close',
  });
  expect(answer.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/,
  );
});

test.each<[string, string, Hit]>([
  ['another state', '?code=bad&state=other', {}],
  ['no state', '?code=bad', {}],
  ['a bare error', '?error=access_denied', {}],
  ['an error with another state', '?error=access_denied&state=other', {}],
  ['no code', `?state=${state}`, {}],
  ['two codes', `?code=a&code=b&state=${state}`, {}],
  ['two states', `?code=a&state=${state}&state=${state}`, {}],
  ['code and error', `?code=a&error=b&state=${state}`, {}],
  ['a longer path', `/more?code=bad&state=${state}`, {}],
  ['another method', `?code=bad&state=${state}`, { method: 'POST' }],
  ['HEAD', `?code=bad&state=${state}`, { method: 'HEAD' }],
  ['another host', `?code=bad&state=${state}`, { headers: { host: 'evil.example' } }],
  ['the name localhost', `?code=bad&state=${state}`, { headers: { host: 'localhost' } }],
  ['markup', `?code=bad&state=${encodeURIComponent('<script>alert(1)</script>')}`, {}],
])('%s is answered 400, and the wait goes on', async (_, tail, options) => {
  const listener = await listening();
  const code = listener.code(state);
  const { answer, body } = await hit(`${listener.redirectUri}${tail}`, options);
  expect(answer.statusCode).toBe(400);
  expect(body).not.toContain('alert(1)');
  await hit(`${listener.redirectUri}?code=good&state=${state}`);
  expect(await code).toBe('good');
});

test('one success only', async () => {
  const listener = await listening();
  const code = listener.code(state);
  const url = `${listener.redirectUri}?code=one&state=${state}`;
  await hit(url);
  expect(await code).toBe('one');
  expect((await hit(url)).answer.statusCode).toBe(400);
});

test('an error with the right state ends the wait, by its OIDC name', async () => {
  const listener = await listening();
  const code = listener.code(state).catch((error: unknown) => error);
  const { body } = await hit(
    `${listener.redirectUri}?error=access_denied&error_description=no&state=${state}`,
  );
  expect(body).toContain('You are not signed in');
  const failure = await code;
  expect(failure).toBeInstanceOf(OidcFailed);
  expect(failure).toMatchObject({ code: 'access_denied', message: 'no' });
});

test('twenty bad requests are borne, one more ends it', async () => {
  const listener = await listening();
  const code = listener.code(state).catch((error: unknown) => error);
  for (let bad = 0; bad < 20; bad += 1) await hit(`${listener.redirectUri}?code=x`);
  const pending = Symbol('pending');
  expect(await Promise.race([code, Promise.resolve(pending)])).toBe(pending);
  await hit(`${listener.redirectUri}?code=x`);
  expect(await code).toBeInstanceOf(UserError);
});

test('the wait ends by itself, and by the signal', async () => {
  const listener = await listening({ limit: 5 });
  await expect(listener.code(state)).rejects.toThrow('Nobody signed in');
  const other = await listening();
  const stop = new AbortController();
  const code = other.code(state, stop.signal);
  stop.abort();
  await expect(code).rejects.toBeInstanceOf(Cancelled);
  await expect(other.code(state, AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
});

test('a port that is taken is said', async () => {
  const listener = await listening();
  const port = Number(new URL(listener.redirectUri).port);
  await expect(listenForCallback({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
});

test('a request line that is no plain path is refused', async () => {
  const listener = await listening();
  const code = listener.code(state);
  const port = Number(new URL(listener.redirectUri).port);
  const raw = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.once('close', () => resolve(text));
    socket.once('error', reject);
    const target = `http://evil.example/oauth/callback?code=bad&state=${state}`;
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  });
  expect(raw).toMatch(/^HTTP\/1\.1 400 /);
  await hit(`${listener.redirectUri}?code=good&state=${state}`);
  expect(await code).toBe('good');
});

test('the one-shot redirect answers its own address once', async () => {
  const target = 'https://signin.aws.amazon.com/federation?SigninToken=fake';
  const redirect = await redirectOnce(target);
  onTestFinished(() => redirect.close());
  expect(redirect.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/);
  expect((await hit(`${redirect.url}x`)).answer.statusCode).toBe(404);
  expect((await hit(redirect.url, { method: 'HEAD' })).answer.statusCode).toBe(404);
  expect((await hit(redirect.url, { headers: { host: 'evil.example' } })).answer.statusCode).toBe(404);
  expect(await redirect.fetched(1)).toBe(false);
  const { answer } = await hit(redirect.url);
  expect([answer.statusCode, answer.headers.location]).toEqual([302, target]);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  expect(await redirect.fetched(1000)).toBe(true);
  expect((await hit(redirect.url)).answer.statusCode).toBe(410);
});
