// Pages on loopback are for the one browser that came first, and take nothing from anybody else's page.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servePages } from '../../src/adapters/loopback/page-server.ts';
import type { PageRequest, PageServer } from '../../src/ports/loopback.ts';

let server: PageServer;
let asked: PageRequest[];

beforeEach(async () => {
  asked = [];
  server = await servePages({
    imageOrigin: 'https://acme.example',
    answer: (given) => {
      asked.push(given);
      return { status: 200, body: 'ours' };
    },
  });
});
afterEach(() => server.close());

type Answer = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
};

type Sent = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };

const send = (path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => {
        text += data.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const tokenPath = (): string => new URL(server.url).pathname + new URL(server.url).search;

const enter = async (): Promise<string> => {
  const { status, headers } = await send(tokenPath());
  expect({ status, location: headers['location'] }).toEqual({ status: 303, location: '/' });
  const [cookie = ''] = headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  return cookie.split(';')[0] ?? '';
};

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the address', () => {
  it('is good once: the second who brings it gets nothing, the first goes on', async () => {
    const cookie = await enter();
    expect(await send(tokenPath())).toMatchObject({ status: 403 });
    expect(await send('/', { headers: { cookie } })).toMatchObject({ status: 200, body: 'ours' });
    expect(asked.map(({ method, path }) => [method, path])).toEqual([['GET', '/']]);
  });

  it('is nothing without its token or its cookie', async () => {
    const cookie = await enter();
    for (const [path, headers] of [
      ['/', {}],
      ['/?token=', {}],
      [`${tokenPath()}x`, {}],
      ['/', { cookie: `${cookie}x` }],
      ['/', { cookie: cookie.replace(/=.*/, '=') }],
    ] as const)
      expect({ path, ...(await send(path, { headers })) }).toMatchObject({ status: 403 });
    expect(asked).toEqual([]);
  });

  it('answers to no other name: a page of another site cannot reach it by DNS', async () => {
    expect(await send(tokenPath(), { headers: { host: 'evil.example' } })).toMatchObject({ status: 421 });
    await enter();
  });
});

describe('a form', () => {
  it('is taken from a page of ours alone', async () => {
    const cookie = await enter();
    const { origin } = new URL(server.url);
    const post = (headers: Record<string, string>, body = 'a=1') =>
      send('/act', { method: 'POST', headers: { ...form, cookie, ...headers }, body });
    expect(await post({})).toMatchObject({ status: 403 });
    expect(await post({ origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await post({ origin, cookie: '' })).toMatchObject({ status: 403 });
    expect(await post({ origin, 'content-type': 'text/plain' })).toMatchObject({ status: 413 });
    expect(asked).toEqual([]);
    expect(await post({ origin })).toMatchObject({ status: 200 });
    expect(asked[0]?.form.get('a')).toBe('1');
    const long = await post({ origin }, `a=${'x'.repeat(100_000)}`).catch(() => ({ status: 413 }));
    expect(long.status).toBe(413);
  });

  it('is a POST or a GET', async () => {
    const cookie = await enter();
    const { origin } = new URL(server.url);
    expect(await send('/', { method: 'PUT', headers: { cookie, origin } })).toMatchObject({ status: 403 });
  });
});

it('lets a page load nothing but itself and the logo, and be framed by nobody', async () => {
  const cookie = await enter();
  const { headers } = await send('/', { headers: { cookie } });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('img-src https://acme.example;');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).toContain(`script-src 'nonce-${asked[0]?.nonce}'`);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  await send('/', { headers: { cookie } });
  expect(asked[1]?.nonce).not.toBe(asked[0]?.nonce);
});
