import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exchange } from '../../src/adapters/aws-http/exchange.ts';
import { proxyFor } from '../../src/adapters/aws-http/proxy.ts';
import { connectSts } from '../../src/adapters/sts.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'rolecall-exchange-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};

const get = (url: string) => ({ method: 'GET', url: new URL(url), headers: {} });

const canMakeCertificates = spawnSync('openssl', ['version']).status === 0;

/** A TLS server that stands for this host, with a certificate of its own making. */
const tlsServer = async (host: string) => {
  const path = folder();
  const [key, cert] = [join(path, 'key.pem'), join(path, 'cert.pem')];
  const subject = ['-subj', '/CN=rolecall test', '-addext', `subjectAltName=DNS:${host},IP:127.0.0.1`];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, ...subject, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  const port = await listen(
    createTlsServer(pair, (request, response) => response.end(`at ${request.headers.host}`)),
  );
  return { port, bundle: cert };
};

test.skipIf(!canMakeCertificates)(
  'certificates are checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says',
  async () => {
    const { port, bundle } = await tlsServer('aws.test');
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    onTestFinished(() => {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    });
    const asked = get(`https://127.0.0.1:${port}/`);
    await expect(exchange(asked, { env: {} })).rejects.toThrow(/could not be reached \(.*SELF_SIGNED/);
    const answer = await exchange(asked, { env: { AWS_CA_BUNDLE: bundle } });
    expect(Buffer.from(answer.body).toString()).toBe(`at 127.0.0.1:${port}`);
  },
);

test.skipIf(!canMakeCertificates)('through a proxy the real host is reached by TLS', async () => {
  const host = 'portal.sso.us-east-1.amazonaws.com';
  const { port, bundle } = await tlsServer(host);
  const tunnels: (string | undefined)[] = [];
  const ends: { readonly destroy: () => unknown }[] = [];
  const proxy = createServer();
  const proxyPort = await listen(proxy);
  onTestFinished(() => {
    for (const end of ends) end.destroy();
  });
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url, request.headers['proxy-authorization']);
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.pipe(socket).pipe(onward);
    for (const end of [socket, onward]) {
      end.on('error', () => undefined);
      ends.push(end);
    }
  });
  const env = {
    HTTPS_PROXY: `http://user:pass%20word@127.0.0.1:${proxyPort}`,
    AWS_CA_BUNDLE: bundle,
  };
  const answer = await exchange(get(`https://${host}/`), { env });
  expect(Buffer.from(answer.body).toString()).toBe(`at ${host}`);
  expect(tunnels).toEqual([`${host}:443`, `Basic ${Buffer.from('user:pass word').toString('base64')}`]);
});

test('a proxy that refuses is named, without its password', async () => {
  const proxy = createServer();
  proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  const port = await listen(proxy);
  const env = { HTTPS_PROXY: `http://user:secret@127.0.0.1:${port}` };
  const asked = exchange(get('https://oidc.us-east-1.amazonaws.com/'), { env });
  await expect(asked).rejects.toThrow(
    `oidc.us-east-1.amazonaws.com could not be reached (proxy 127.0.0.1:${port}: status 403).`,
  );
});

test.each([
  [{}, undefined],
  [{ HTTPS_PROXY: 'http://p:3128' }, 'http://p:3128/'],
  [{ HTTPS_PROXY: 'p:3128' }, 'http://p:3128/'],
  [{ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }, 'http://lower:1/'],
  [{ HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'example.com, .amazonaws.com' }, undefined],
  [{ HTTPS_PROXY: 'http://p:3128', NO_PROXY: '*' }, undefined],
  [{ HTTPS_PROXY: 'http://p:3128', no_proxy: 'aws.com' }, 'http://p:3128/'],
])('proxy settings %o', (env, expected) => {
  expect(proxyFor(new URL('https://oidc.us-east-1.amazonaws.com'), env)?.href).toBe(expected);
});

test('what cannot be a proxy, or a bundle, is said by its variable', async () => {
  const url = new URL('https://oidc.us-east-1.amazonaws.com');
  expect(() => proxyFor(url, { HTTPS_PROXY: 'socks5://p:1' })).toThrow(UsageError);
  const sts = connectSts({
    region: 'us-east-1',
    credentials: someCredentials(),
    env: { AWS_CA_BUNDLE: '/nowhere/bundle.pem' },
  });
  await expect(sts.getCallerIdentity()).rejects.toThrow('AWS_CA_BUNDLE');
});

test.skipIf(process.platform === 'win32')("the user's AWS files are not read by any call", async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const { accessToken } = await signIn(emulator);
  // Reading a FIFO that nobody writes would never end.
  const fifo = join(folder(), 'config');
  execFileSync('mkfifo', [fifo]);
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
    process.env[name] = fifo;
    onTestFinished(() => {
      delete process.env[name];
    });
  }
  const services = testServices({ env: emulator.env });
  const center = await services.identityCenter(testInstance(emulator));
  await center.registerClient('device');
  const [account] = (await center.listAccounts({ accessToken })).accounts;
  const accountId = account?.id ?? '';
  const [roleName = ''] = (await center.listAccountRoles({ accessToken, accountId })).roleNames;
  const credentials = await center.getRoleCredentials({ accessToken, accountId, roleName });
  const sts = await services.sts('us-east-1', credentials);
  expect((await sts.getCallerIdentity()).account).toBe(accountId);
});
