import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { connectIdentityCenter } from '../../src/adapters/identity-center/connect-identity-center.ts';
import {
  Cancelled,
  NotAssigned,
  OidcFailed,
  TokenRejected,
  UpstreamFailed,
  UsageError,
} from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import type { IdentityCenter } from '../../src/ports/identity-center.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { testInstance } from '../support/services.ts';

const limits = { connect: 1_000, total: 400, bytes: 2 * 1024 * 1024 };
const retry = { tries: 3, budget: 3_000, firstWait: 1 };

const connect = (emulator: Emulator): IdentityCenter =>
  connectIdentityCenter({ instance: testInstance(emulator), env: emulator.env, retry });

/** A server that answers everything with this. */
const serving = async (listener: RequestListener): Promise<IdentityCenter> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return connectIdentityCenter({
    instance: { ...testInstance({ startUrl: `${url}/start`, region: 'us-east-1' } as Emulator) },
    env: { AWS_ENDPOINT_URL: url },
    limits,
    retry,
  });
};

const secret = `fake-token-that-must-not-be-told-${'x'.repeat(600)}`;
const secretStart = secret.slice(0, 20);
const credentialsRequest = { accessToken: secret, accountId: '111111111111', roleName: 'Admin' };

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const failure = await work.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(secretStart);
  return failure as Error;
};

test('lists accounts and roles by pages, and gets credentials in milliseconds', async () => {
  const emulator = await useEmulator({ accounts: 130, roles: 3 });
  const { accessToken } = await signIn(emulator);
  const center = connect(emulator);
  const first = await center.listAccounts({ accessToken });
  expect(first.accounts).toHaveLength(100);
  const second = await center.listAccounts({ accessToken, nextToken: first.nextToken });
  expect(second.accounts).toHaveLength(30);
  expect(second.nextToken).toBeUndefined();
  const accountId = first.accounts[0]?.id ?? '';
  const { roleNames } = await center.listAccountRoles({ accessToken, accountId });
  const roleName = roleNames[0] ?? '';
  const credentials = await center.getRoleCredentials({ accessToken, accountId, roleName });
  expect(credentials.expiration).toBeGreaterThan(Date.now() + 3_500_000);
  await center.logout(accessToken);
  expect(await failureOf(center.listAccounts({ accessToken }))).toBeInstanceOf(TokenRejected);
});

test('401 rejects the token; 403 and 404 say what is not assigned', async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const { accessToken } = await signIn(emulator);
  const center = connect(emulator);
  const accountId = emulator.organisation.accounts[0]?.id ?? '';
  const roleName = emulator.organisation.accounts[0]?.roles[0] ?? '';
  expect(await failureOf(center.getRoleCredentials(credentialsRequest))).toBeInstanceOf(TokenRejected);
  emulator.assign({ action: 'revoke', accountId, roleName, isStillListed: true });
  const stale = await failureOf(center.getRoleCredentials({ accessToken, accountId, roleName }));
  expect(stale).toBeInstanceOf(NotAssigned);
  emulator.fault({ operation: 'GetRoleCredentials', status: 404, error: 'ResourceNotFoundException' });
  const missing = await failureOf(center.getRoleCredentials({ accessToken, accountId, roleName }));
  expect(missing.message).toBe(`You are not assigned ${roleName} in ${accountId}.`);
  const asked = emulator.requests().filter(({ operation }) => operation === 'GetRoleCredentials');
  expect(asked).toHaveLength(3);
});

test('429 tells the caller to slow down: at once for lists, after a few tries for credentials', async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const { accessToken } = await signIn(emulator);
  const center = connect(emulator);
  emulator.fault({ operation: '*', status: 429, error: 'TooManyRequestsException', count: 1000 });
  const asked = (): number => emulator.requests().filter(({ status }) => status === 429).length;
  expect(await failureOf(center.listAccounts({ accessToken }))).toMatchObject({ isThrottled: true });
  expect(asked()).toBe(1);
  const failure = await failureOf(center.getRoleCredentials(credentialsRequest));
  expect(failure).toMatchObject({ name: 'UpstreamFailed', isThrottled: true, exitCode: 6 });
  expect(asked()).toBe(4);
});

test('a failure that passes is not noticed', async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const { accessToken } = await signIn(emulator);
  emulator.fault({ operation: 'GetRoleCredentials', status: 500, count: 2 });
  const [account] = emulator.organisation.accounts;
  const wanted = { accessToken, accountId: account?.id ?? '', roleName: account?.roles[0] ?? '' };
  expect((await connect(emulator).getRoleCredentials(wanted)).accessKeyId).toMatch(/^ASIA/);
});

test('OIDC errors keep their names, also when header and type are missing', async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const center = connect(emulator);
  const registration = guarded({ clientId: 'unknown', clientSecret: secret, expiresAt: 0, flow: 'device' });
  const unknown = await failureOf(center.startDeviceAuthorization(registration));
  expect(unknown).toMatchObject({ name: 'OidcFailed', code: 'invalid_client' });
  const bare = await serving((_, response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"authorization_pending"}');
  });
  const pending = await failureOf(
    bare.createToken(registration, guarded({ kind: 'device', deviceCode: secret })),
  );
  expect(pending).toBeInstanceOf(OidcFailed);
  expect(pending).toMatchObject({ code: 'authorization_pending' });
});

test('what a server echoes of our secrets is not told', async () => {
  const center = await serving((request, response) => {
    const said = request.headers['x-amz-sso_bearer_token'] ?? secret;
    const body = { error: 'invalid_request', error_description: `bad ${said}`, message: `bad ${said}` };
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const registration = guarded({ clientId: 'c', clientSecret: 's', expiresAt: 0, flow: 'device' });
  const portal = await failureOf(center.getRoleCredentials(credentialsRequest));
  expect(portal.message).toContain('bad [hidden].');
  const grant = guarded({ kind: 'refresh', refreshToken: secret });
  expect((await failureOf(center.createToken(registration, grant))).message).toBe('bad [hidden].');
});

test.each([
  ['a page of a captive portal', 200, 'text/html', '<html>Sign in to the Wi-Fi</html>'],
  ['JSON cut short', 200, 'application/json', '{"roleCredentials": {"accessKeyId": "ASIAFAKE'],
  ['JSON under another type', 200, 'text/html', '{"roleCredentials":{}}'],
  ['another shape', 200, 'application/json', '{"accountList": {}}'],
  [
    'keys without an end',
    200,
    'application/json',
    '{"roleCredentials":{"accessKeyId":"a","secretAccessKey":"b","sessionToken":"c"}}',
  ],
  ['a page with 401', 401, 'text/html', '<html>Proxy authentication</html>'],
  ['a page with 403', 403, 'text/html', '<html>Blocked</html>'],
  ['a redirect', 302, 'text/plain', ''],
])('%s is no answer', async (_, status, type, body) => {
  let asked = 0;
  const center = await serving((_request, response) => {
    asked += 1;
    response.writeHead(status, { 'content-type': type, location: 'https://evil.example/' }).end(body);
  });
  expect(await failureOf(center.getRoleCredentials(credentialsRequest))).toBeInstanceOf(UpstreamFailed);
  expect(await failureOf(center.listAccounts({ accessToken: secret }))).toBeInstanceOf(UpstreamFailed);
  expect(asked).toBe(2);
});

test('an answer that never comes, never ends, breaks off, or is too large is given up', async () => {
  const silent = await serving(() => undefined);
  expect((await failureOf(silent.listAccounts({ accessToken: secret }))).message).toMatch(
    /did not answer within/,
  );
  const slow = await serving((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  });
  expect((await failureOf(slow.listAccounts({ accessToken: secret }))).message).toMatch(
    /did not answer within/,
  );
  const broken = await serving((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' }).write('{');
    setImmediate(() => response.destroy());
  });
  expect(await failureOf(broken.listAccounts({ accessToken: secret }))).toBeInstanceOf(UpstreamFailed);
  const large = await serving((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(3 * 1024 * 1024)}"`);
  });
  expect((await failureOf(large.listAccounts({ accessToken: secret }))).message).toMatch(
    /more than 2097152 bytes/,
  );
});

test('nobody there is told by host, and the signal cancels', async () => {
  const instance = testInstance({ startUrl: 'http://127.0.0.1:1/start', region: 'us-east-1' } as Emulator);
  const center = connectIdentityCenter({ instance, env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, retry });
  const failure = await failureOf(center.getRoleCredentials(credentialsRequest));
  expect(failure.message).toBe('127.0.0.1:1 could not be reached (ECONNREFUSED).');
  const silent = await serving(() => undefined);
  const stop = new AbortController();
  const waiting = silent.listAccounts({ accessToken: secret, signal: stop.signal });
  stop.abort();
  expect(await failureOf(waiting)).toBeInstanceOf(Cancelled);
});

test('names are made inert, and what cannot be an account or a role is dropped', async () => {
  const page = {
    accountList: [
      { accountId: '012345678901', accountName: 'evil\u001b[2Jname', emailAddress: 'a@b.example\u202e' },
      { accountId: '../../etc', accountName: 'x' },
      { accountId: 12345678901, accountName: 'a number' },
      null,
    ],
    roleList: [{ roleName: 'Good+role=1' }, { roleName: 'bad role' }, { roleName: '$(id)' }, {}],
    nextToken: '',
  };
  const center = await serving((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  });
  expect(await center.listAccounts({ accessToken: 't' })).toEqual({
    accounts: [{ id: '012345678901', name: 'evil\\u{1b}[2Jname', email: 'a@b.example\\u{202e}' }],
    nextToken: undefined,
  });
  const roles = await center.listAccountRoles({ accessToken: 't', accountId: '012345678901' });
  expect(roles.roleNames).toEqual(['Good+role=1']);
});

test('next tokens reach the wire whole', async () => {
  const targets: string[] = [];
  const center = await serving((request, response) => {
    targets.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"accountList":[]}');
  });
  await center.listAccounts({ accessToken: 't', nextToken: "T+/=&'(*)" });
  const asked = new URL(targets[0] ?? '', 'http://x');
  expect(asked.searchParams.get('next_token')).toBe("T+/=&'(*)");
  expect(targets[0]).toContain('next_token=T%2B%2F%3D%26%27%28%2A%29');
  expect(asked.searchParams.get('max_result')).toBe('100');
});

test('the origin is known without a call, per partition and override', () => {
  const at = (region: string, env: Record<string, string> = {}): string =>
    connectIdentityCenter({ instance: testInstance({ startUrl: '', region } as Emulator), env }).origin;
  expect(at('eu-west-1')).toBe(
    'https://oidc.eu-west-1.amazonaws.com https://portal.sso.eu-west-1.amazonaws.com',
  );
  expect(at('cn-north-1')).toContain('https://oidc.cn-north-1.amazonaws.com.cn ');
  expect(at('eusc-de-east-1')).toContain('https://portal.sso.eusc-de-east-1.amazonaws.eu');
  expect(at('us-east-1', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })).toBe('http://127.0.0.1:9');
  const ignored = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
  expect(at('us-east-1', ignored)).toContain('amazonaws.com');
  const one = { AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_SSO: 'https://proxy.corp.example/aws' };
  expect(at('us-east-1', one)).toBe('https://oidc.us-east-1.amazonaws.com https://proxy.corp.example');
});

test.each([
  'http://example.com',
  'http://localhost:80',
  'ftp://127.0.0.1',
  'https://u:p@host',
  'nonsense',
  'https://h/?q',
])('the endpoint %s may not be used, and is not repeated', (url) => {
  const instance = testInstance({ startUrl: '', region: 'us-east-1' } as Emulator);
  const use = () => connectIdentityCenter({ instance, env: { AWS_ENDPOINT_URL_SSO: url } });
  expect(use).toThrow(UsageError);
  expect(use).toThrow(/^AWS_ENDPOINT_URL_SSO /);
});

test('a region that is not one never enters a host name', () => {
  const instance = testInstance({ startUrl: '', region: 'evil.example/#' } as Emulator);
  expect(() => connectIdentityCenter({ instance, env: {} })).toThrow(UsageError);
});
