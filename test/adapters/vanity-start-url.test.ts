import { expect, test } from 'vitest';
import { resolveStartUrl } from '../../src/adapters/vanity-start-url.ts';
import { UsageError } from '../../src/domain/errors.ts';

type Step = { readonly status: number; readonly location?: string };

const network = (...steps: readonly Step[]) => {
  const asked: string[] = [];
  const ask = async ({ method, url }: { method: string; url: URL }) => {
    const { status, location } = steps[asked.length] ?? { status: 500 };
    asked.push(`${method} ${url.href}`);
    const headers: Record<string, string> = location === undefined ? {} : { location };
    return { status, headers, body: new Uint8Array() };
  };
  return { ask, asked };
};

const vanity = 'https://sso.acme.com/aws';

test("AWS's own are taken without asking anybody", async () => {
  const { ask, asked } = network();
  const url = await resolveStartUrl({ url: 'https://acme.awsapps.com/start#/', env: {}, ask });
  expect(url).toBe('https://acme.awsapps.com/start');
  expect(asked).toEqual([]);
});

test('an own name is followed once, to AWS', async () => {
  const { ask, asked } = network({ status: 302, location: 'https://d-1234567890.awsapps.com/start/' });
  expect(await resolveStartUrl({ url: vanity, env: {}, ask })).toBe('https://d-1234567890.awsapps.com/start');
  expect(asked).toEqual([`HEAD ${vanity}`]);
});

test.each([405, 501])('HEAD answered %s is asked again by GET', async (status) => {
  const { ask, asked } = network({ status }, { status: 301, location: 'https://acme.awsapps.com/start' });
  expect(await resolveStartUrl({ url: vanity, env: {}, ask })).toBe('https://acme.awsapps.com/start');
  expect(asked).toEqual([`HEAD ${vanity}`, `GET ${vanity}`]);
});

test.each<[string, Step]>([
  ['to another host', { status: 302, location: 'https://login.evil.example/start' }],
  ['to AWS by plain http', { status: 302, location: 'http://acme.awsapps.com/start' }],
  ['to this machine', { status: 302, location: 'http://127.0.0.1:8080/start' }],
  ['to another own name', { status: 302, location: 'https://sso2.acme.com/' }],
  ['nowhere', { status: 200 }],
  ['without saying where', { status: 302 }],
])('an own name that leads %s is refused', async (_, step) => {
  const { ask, asked } = network(step, { status: 302, location: 'https://acme.awsapps.com/start' });
  await expect(resolveStartUrl({ url: vanity, env: {}, ask })).rejects.toBeInstanceOf(UsageError);
  expect(asked).toHaveLength(1);
});

test('this machine is a start URL only while an endpoint is overridden', async () => {
  const url = 'http://127.0.0.1:4000/start';
  await expect(resolveStartUrl({ url, env: {} })).rejects.toBeInstanceOf(UsageError);
  expect(await resolveStartUrl({ url, env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4000' } })).toBe(url);
});
