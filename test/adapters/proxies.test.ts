// Every call of the program through a real CONNECT proxy, to AWS's own host names, with certificates of a private
// authority. Nothing here leaves this machine: the proxy leads every name to the emulator.
import { createServer } from 'node:http';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { trustedCertificates } from '../../src/adapters/aws-http/certificates.ts';
import { ExchangeFailed, exchange } from '../../src/adapters/aws-http/exchange.ts';
import { proxyFor } from '../../src/adapters/aws-http/proxy.ts';
import { resolveStartUrl } from '../../src/adapters/vanity-start-url.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { bundleScript } from '../support/bundle-script.ts';
import { canMakeCertificates, privateAuthority, temporaryFolder } from '../support/certificates.ts';
import { connectProxy, listen, tlsFront } from '../support/corporate-network.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { runToEnd } from '../support/program.ts';
import { testInstance, testServices } from '../support/services.ts';
import { addUser } from '../support/users.ts';

const hosts = {
  oidc: 'oidc.us-east-1.amazonaws.com',
  portal: 'portal.sso.us-east-1.amazonaws.com',
  iam: 'iam.amazonaws.com',
  sts: 'sts.us-east-1.amazonaws.com',
  federation: 'signin.aws.amazon.com',
  vanity: 'sso.acme.com',
};

const get = (host: string) => ({ method: 'GET', url: new URL(`https://${host}/`), headers: {} });

const text = (answer: { readonly body: Uint8Array }): string => Buffer.from(answer.body).toString();

/** A server that answers every path with `hello`, by TLS, behind a proxy; both believed by `authority` alone. */
const hello = async (options: { readonly login?: string } = {}) => {
  const authority = privateAuthority();
  const plain = await listen(createServer((_, response) => response.end('hello')));
  const front = await tlsFront(authority.issue(...Object.values(hosts)), `http://127.0.0.1:${plain}`);
  const proxy = await connectProxy({ portOf: () => front, ...options });
  return { authority, front, proxy };
};

test.skipIf(!canMakeCertificates)('every call goes through the proxy, and AWS sees it', async () => {
  const emulator = await useEmulator({ accounts: 1, region: 'us-east-1' });
  const authority = privateAuthority();
  const lead = createServer((_, response) => {
    response.writeHead(302, { location: 'https://acme.awsapps.com/start' }).end();
  });
  const { vanity, ...aws } = hosts;
  const leadFront = await tlsFront(authority.issue(vanity), `http://127.0.0.1:${await listen(lead)}`);
  const front = await tlsFront(authority.issue(...Object.values(aws)), emulator.url);
  const portOf = (target: string): number => (target === `${vanity}:443` ? leadFront : front);
  const proxy = await connectProxy({ portOf, login: 'ann:p@ss' });
  const env = {
    HTTPS_PROXY: `http://ann:p%40ss@127.0.0.1:${proxy.port}`,
    AWS_CA_BUNDLE: authority.bundle,
  };
  const signedIn = await signIn(emulator);
  emulator.clearRequests();

  const services = testServices({ env });
  const center = await services.identityCenter(testInstance(emulator));
  await center.registerClient('pkce');
  const { accessToken } = await center.createToken(
    guarded({ ...signedIn, expiresAt: Number.MAX_SAFE_INTEGER, flow: 'device' }),
    guarded({ kind: 'refresh', refreshToken: signedIn.refreshToken }),
  );
  const [account] = (await center.listAccounts({ accessToken })).accounts;
  const accountId = account?.id ?? '';
  const [roleName = ''] = (await center.listAccountRoles({ accessToken, accountId })).roleNames;
  const credentials = await center.getRoleCredentials({ accessToken, accountId, roleName });
  const sts = await services.sts('us-east-1', credentials);
  expect((await sts.getCallerIdentity()).account).toBe(accountId);
  const user = addUser(emulator, { accountId });
  expect(await (await services.iam('us-east-1', guarded(user))).listAccessKeys()).toMatchObject([
    { isActive: true },
  ]);
  const role = { instance: 'acme', accountId, roleName, ssoRegion: 'us-east-1' };
  const federation = await services.federation(role as Parameters<typeof services.federation>[0]);
  expect(await federation.signinToken(credentials)).toMatch(/./);
  await center.logout(accessToken);
  expect(await resolveStartUrl({ url: `https://${vanity}/`, env })).toBe('https://acme.awsapps.com/start');

  // One tunnel a host: connections are kept.
  expect([...proxy.targets].sort()).toEqual(
    Object.values(hosts)
      .map((host) => `${host}:443`)
      .sort(),
  );
  const seen = emulator.requests().map(({ operation, status }) => `${operation} ${status}`);
  expect(seen).toEqual([
    'RegisterClient 200',
    'CreateToken 200',
    'ListAccounts 200',
    'ListAccountRoles 200',
    'GetRoleCredentials 200',
    'GetCallerIdentity 200',
    'ListAccessKeys 200',
    'GetSigninToken 200',
    'Logout 200',
  ]);
});

test.skipIf(!canMakeCertificates)('a private authority is believed only when it is given', async () => {
  const { authority, proxy } = await hello();
  const HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`;
  const other = privateAuthority();
  for (const env of [{ HTTPS_PROXY }, { HTTPS_PROXY, AWS_CA_BUNDLE: other.bundle }])
    await expect(exchange(get(hosts.sts), { env })).rejects.toThrow(/could not be reached \(UNABLE_TO/);
  const env = { https_proxy: HTTPS_PROXY, AWS_CA_BUNDLE: authority.bundle };
  expect(text(await exchange(get(hosts.sts), { env }))).toBe('hello');
  await expect(exchange(get('sts.eu-west-1.amazonaws.com'), { env })).rejects.toThrow('ALTNAME_INVALID');
});

test.skipIf(!canMakeCertificates)('a proxy may speak TLS, by an authority of its own', async () => {
  const { authority, front } = await hello();
  const ofProxy = privateAuthority();
  const pair = ofProxy.issue('IP:127.0.0.1');
  const proxy = await connectProxy({ portOf: () => front, pair, login: 'ann:50%' });
  const HTTPS_PROXY = `https://ann:50%@127.0.0.1:${proxy.port}`;
  const env = { HTTPS_PROXY, AWS_CA_BUNDLE: authority.bundle, NODE_EXTRA_CA_CERTS: ofProxy.bundle };
  expect(text(await exchange(get(hosts.portal), { env }))).toBe('hello');
  const named = await connectProxy({ portOf: () => front, pair: ofProxy.issue('localhost') });
  const byName = { ...env, HTTPS_PROXY: `https://localhost:${named.port}` };
  expect(text(await exchange(get(hosts.portal), { env: byName }))).toBe('hello');
  const refused = exchange(get(hosts.portal), { env: { HTTPS_PROXY, AWS_CA_BUNDLE: authority.bundle } });
  await expect(refused).rejects.toThrow(/\(proxy 127\.0\.0\.1:\d+: UNABLE_TO/);
  expect(proxy.targets).toEqual([`${hosts.portal}:443`]);
});

test.skipIf(!canMakeCertificates)('a proxy that wants another password is named, without ours', async () => {
  const { authority, proxy } = await hello({ login: 'ann:right' });
  const HTTPS_PROXY = `http://ann:wrong@127.0.0.1:${proxy.port}`;
  const env = { HTTPS_PROXY, AWS_CA_BUNDLE: authority.bundle };
  const failure = await exchange(get(hosts.oidc), { env }).catch((error: unknown) => error);
  expect(String(failure)).toContain(`(proxy 127.0.0.1:${proxy.port}: status 407, its user and password`);
  expect(String(failure)).not.toContain('wrong@');
});

test.skipIf(!canMakeCertificates)('a process of its own, with what its environment says', async () => {
  const { authority, proxy } = await hello();
  const script = await bundleScript(
    temporaryFolder(),
    `import { exchange } from './src/adapters/aws-http/exchange.ts';
     const url = new URL('https://${hosts.sts}/');
     const answer = await exchange({ method: 'GET', url, headers: {} }, { env: process.env });
     process.stdout.write(answer.body);`,
  );
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: authority.bundle };
  const other = privateAuthority().bundle;
  const additions: Record<string, string>[] = [{}, { AWS_CA_BUNDLE: other }];
  for (const more of additions) {
    const done = await runToEnd([process.execPath, script], { ...env, ...more });
    expect(done).toMatchObject({ status: 0, stdout: 'hello' });
  }
  const unsafe = { HTTPS_PROXY: env.HTTPS_PROXY, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const done = await runToEnd([process.execPath, script], unsafe);
  expect(done).toMatchObject({ status: 1, stdout: '' });
  expect(done.stderr).toContain('could not be reached (UNABLE_TO');
});

test.skipIf(!canMakeCertificates)("a bundle adds to Node's roots and the extra ones", () => {
  const [bundle, extra] = [privateAuthority().bundle, privateAuthority().bundle];
  expect(trustedCertificates({ NODE_EXTRA_CA_CERTS: extra, AWS_CA_BUNDLE: '' })).toBeUndefined();
  const both = trustedCertificates({ AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: extra });
  expect(both).toHaveLength(rootCertificates.length + 2);
  expect(both).toEqual(expect.arrayContaining([...rootCertificates]));
  const missing = trustedCertificates({ AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: '/nowhere' });
  expect(missing).toHaveLength(rootCertificates.length + 1);
});

test('a bundle that holds no certificate is said, not ignored', () => {
  expect(() => trustedCertificates({ AWS_CA_BUNDLE: 'package.json' })).toThrow(UsageError);
  expect(() => trustedCertificates({ AWS_CA_BUNDLE: '/nowhere' })).toThrow('AWS_CA_BUNDLE');
});

test.each([
  ['ends at once', '', /proxy 127\.0\.0\.1:\d+: ECONNRESET/],
  ['speaks something else', 'SSH-2.0-OpenSSH_9.0\r\n', /proxy 127\.0\.0\.1:\d+: HPE_/],
  ['leads elsewhere', 'HTTP/1.1 302 Found\r\nlocation: http://evil.example/\r\n\r\n', /: status 302/],
  ['agrees and ends', 'HTTP/1.1 200 OK\r\n\r\n', /ECONNRESET/],
  ['agrees and speaks no TLS', 'HTTP/1.1 200 OK\r\n\r\nhello hello hello', /could not be reached/],
])('a proxy that %s is a failure like any other', async (_, said, expected) => {
  const server = createServer();
  server.on('connect', (_request, socket) => void socket.end(said));
  const env = { HTTPS_PROXY: `http://127.0.0.1:${await listen(server)}` };
  const failure = await exchange(get(hosts.sts), { env }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ExchangeFailed);
  expect(String(failure)).toMatch(expected);
});

test('a proxy that is not there is named', async () => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };
  await expect(exchange(get(hosts.sts), { env })).rejects.toThrow('(proxy 127.0.0.1:1: ECONNREFUSED)');
});

const url = 'https://oidc.us-east-1.amazonaws.com';

test.each([
  ['amazonaws.com', url, true],
  ['.amazonaws.com', url, true],
  ['*.amazonaws.com', url, true],
  ['OIDC.us-east-1.amazonaws.com', url, true],
  ['azonaws.com', url, false],
  ['a.b, ,amazonaws.com', url, true],
  ['a.b amazonaws.com', url, true],
  ['*', url, true],
  ['.', url, false],
  ['', url, false],
  ['amazonaws.com:443', url, true],
  ['amazonaws.com:8443', url, false],
  ['amazonaws.com:8443', 'https://vpce.amazonaws.com:8443', true],
  ['*:443', url, true],
  ['10.1.2.3', 'https://10.1.2.3', true],
  ['10.1.2.3:8443', 'https://10.1.2.3', false],
  ['fd00::1', 'https://[fd00::1]', true],
  ['[fd00::1]:443', 'https://[fd00::1]', true],
  ['[fd00::1]:8443', 'https://[fd00::1]', false],
  ['fd00::2', 'https://[fd00::1]', false],
])('NO_PROXY=%j exempts %s: %s', (list, target, expected) => {
  const proxy = 'http://p:3128';
  expect(proxyFor(new URL(target), { HTTPS_PROXY: proxy, NO_PROXY: list }) === undefined).toBe(expected);
  const both = { https_proxy: proxy, no_proxy: list, NO_PROXY: expected ? 'other.example' : '*' };
  if (list !== '') expect(proxyFor(new URL(target), both) === undefined).toBe(expected);
});

test.each(['socks5://p:1', 'file:///p', 'http://', 'http://p:port'])('%s is no proxy', (text) => {
  expect(() => proxyFor(new URL(url), { HTTPS_PROXY: text })).toThrow(UsageError);
});
