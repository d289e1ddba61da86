// The server over slots of the test's own: what it answers whom, to raw requests and to the real SDK providers.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHttp } from '@aws-sdk/credential-providers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { credentialServers } from '../../src/adapters/credential-server/running-servers.ts';
import { LoginNeeded, UserError } from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { RoleId } from '../../src/domain/role.ts';
import type {
  CredentialServer,
  CredentialSlots,
  ServedCredentials,
  ServerAddress,
} from '../../src/ports/credential-server.ts';

const end = Date.parse('2099-01-02T03:04:05.678Z');

const keys = (name: string): ServedCredentials =>
  guarded({
    accessKeyId: `ASIAFAKE${name.toUpperCase()}`,
    secretAccessKey: 'fake/secret',
    sessionToken: 'fake-token',
    expiration: end,
    accountId: '111111111111',
    roleArn: `arn:aws:iam::111111111111:role/${name}`,
  });

const newSlots = (names: readonly string[]): CredentialSlots & { readonly loaded: Map<string, RoleId> } => {
  const loaded = new Map(
    names.map((name) => [name, { instance: 'acme', accountId: '111111111111', roleName: name }]),
  );
  const facts = (name: string) => ({
    name,
    profile: loaded.get(name)?.roleName ?? '',
    roleArn: 'arn',
    expiration: name === 'old' ? 1 : end,
    problem: undefined,
  });
  return {
    loaded,
    get: async (name) => {
      if (name === 'signed-out') throw new LoginNeeded('acme');
      if (name === 'broken') throw new Error('ASIAFAKE in an unexpected error');
      return loaded.has(name) ? keys(name) : undefined;
    },
    list: () => [...loaded.keys()].map(facts),
    load: async (name, role) => {
      if (role.roleName === 'Nobody') throw new UserError('No such role.', { hint: 'Look.', exitCode: 5 });
      loaded.set(name, role);
      return facts(name);
    },
    unload: (name) => loaded.delete(name),
    close: () => undefined,
  };
};

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const local: ServerAddress = { port: 0, bind: '127.0.0.1', hostNames: [], tls: undefined };

const start = async (names: readonly string[], address: Partial<ServerAddress> = {}) => {
  const servers = credentialServers(newFolder());
  const slots = newSlots(names);
  const server = await servers.start({ ...local, ...address }, slots);
  onTestFinished(server.close);
  return { servers, slots, server };
};

type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: unknown };

const ask = (url: string, options: RequestOptions & { readonly ca?: Buffer } = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const send = url.startsWith('https') ? tlsRequest : request;
    const sent = send(url, { agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => {
        text += part.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

const asClient = (server: CredentialServer, slot = 'default', headers: Record<string, string> = {}) =>
  ask(server.uri(slot), { headers: { authorization: server.token, ...headers } });

describe('what clients get', () => {
  it('is the keys of a slot, in the form of the container protocol', async () => {
    const { server } = await start(['default', 'build']);
    expect(server.uri('default')).toBe(`http://127.0.0.1:${server.port}/`);
    const { status, headers, body } = await asClient(server);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(body).toEqual({
      AccessKeyId: 'ASIAFAKEDEFAULT',
      SecretAccessKey: 'fake/secret',
      Token: 'fake-token',
      Expiration: '2099-01-02T03:04:05Z',
      RoleArn: 'arn:aws:iam::111111111111:role/default',
      AccountId: '111111111111',
    });
    expect(server.uri('build')).toBe(`http://127.0.0.1:${server.port}/slot/build`);
    expect((await asClient(server, 'build')).body).toMatchObject({ AccessKeyId: 'ASIAFAKEBUILD' });
    expect((await asClient(server, 'other')).status).toBe(404);
  });

  it('is read by the SDK', async () => {
    const { server } = await start(['build']);
    const provider = fromHttp({
      awsContainerCredentialsFullUri: server.uri('build'),
      awsContainerAuthorizationToken: server.token,
    });
    expect(await provider()).toMatchObject({
      accessKeyId: 'ASIAFAKEBUILD',
      sessionToken: 'fake-token',
      expiration: new Date('2099-01-02T03:04:05Z'),
    });
  });

  it('is a clear refusal when a sign-in is needed, and nothing of an unexpected error', async () => {
    const { server } = await start([]);
    const refused = await asClient(server, 'signed-out');
    expect(refused).toMatchObject({ status: 401, body: { code: 'LoginNeeded' } });
    const broken = await asClient(server, 'broken');
    expect(broken.status).toBe(500);
    expect(JSON.stringify(broken.body)).not.toContain('ASIAFAKE');
  });

  it('needs no token to learn whether keys are there, and tells no more', async () => {
    const { server } = await start(['default', 'old']);
    const health = (path: string) => ask(new URL(`/health${path}`, server.uri('default')).href);
    expect(await health('')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await health('/slot/old')).toMatchObject({ status: 503, body: { status: 'expired' } });
    expect(await health('/slot/none')).toMatchObject({ status: 503, body: { status: 'empty' } });
  });
});

describe('who is refused', () => {
  it('comes without the token, or with another', async () => {
    const { server } = await start(['default']);
    expect(Buffer.from(server.token, 'base64url')).toHaveLength(32);
    const changed = `${server.token.slice(0, -1)}${server.token.endsWith('A') ? 'B' : 'A'}`;
    for (const authorization of ['', changed, `Bearer ${server.token}`, `${server.token}x`])
      expect((await asClient(server, 'default', { authorization })).status).toBe(403);
    expect((await ask(server.uri('default'))).status).toBe(403);
  });

  it('calls it by a name that is not its own', async () => {
    const { server } = await start(['default'], { hostNames: ['host.docker.internal'] });
    const { port, token } = server;
    const called = async (host: string): Promise<number> => {
      const headers = { authorization: token, host };
      return (await ask(`http://127.0.0.1:${port}/`, { headers })).status;
    };
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1'])
      expect(await called(host), host).toBe(403);
    for (const host of [`127.0.0.1:${port}`, `LOCALHOST:${port}`, `host.docker.internal:${port}`])
      expect(await called(host), host).toBe(200);
  });

  it('is a page in a browser', async () => {
    const { server } = await start(['default']);
    const from = (headers: Record<string, string>) => asClient(server, 'default', headers);
    expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await from({ origin: 'null' })).status).toBe(403);
    expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(403);
  });

  it('uses another method than GET', async () => {
    const { server } = await start(['default']);
    const headers = { authorization: server.token };
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(server.uri('default'), { method, headers })).status).toBe(405);
  });

  it('would have keys cross a network in clear text', async () => {
    await expect(start(['default'], { bind: '0.0.0.0' })).rejects.toThrow(/clear text/);
    await expect(start(['default'], { bind: '192.0.2.1' })).rejects.toThrow(/clear text/);
  });

  it('asks for a port that is taken', async () => {
    const { server } = await start([]);
    await expect(start([], { port: server.port })).rejects.toThrow(
      `Port ${server.port} on 127.0.0.1 is in use.`,
    );
  });
});

describe('with a certificate', () => {
  it('speaks HTTPS, under the name that clients use', async () => {
    const folder = newFolder();
    const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const words =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost';
    const names = ['-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...words.split(' '), ...names, '-keyout', key, '-out', certificate], {
      stdio: 'ignore',
    });
    const { server } = await start(['default'], { hostNames: ['localhost'], tls: { certificate, key } });
    expect(server.uri('default')).toBe(`https://localhost:${server.port}/`);
    const ca = readFileSync(certificate);
    const reply = await ask(server.uri('default'), { headers: { authorization: server.token }, ca });
    expect(reply).toMatchObject({ status: 200, body: { AccessKeyId: 'ASIAFAKEDEFAULT' } });
  });

  it('says what is wrong with one', async () => {
    const folder = newFolder();
    const path = join(folder, 'no.pem');
    const tls = { certificate: path, key: path };
    await expect(start([], { tls })).rejects.toThrow(`${path} could not be read (ENOENT).`);
    writeFileSync(path, 'not PEM');
    await expect(start([], { tls })).rejects.toThrow(/not a pair of PEM files/);
  });
});

describe('a server that is announced', () => {
  const announced = async (names: readonly string[]) => {
    const state = newFolder();
    const servers = credentialServers(state);
    const slots = newSlots(names);
    const server = await servers.start(local, slots);
    const { tokenFile, close } = await servers.announce(server, slots);
    onTestFinished(async () => {
      await close();
      await server.close();
    });
    return { folder: join(state, 'servers'), servers, slots, server, tokenFile, close };
  };

  it('keeps its tokens in files of their owner alone, the client’s exactly as it is sent', async () => {
    const { folder, tokenFile, server } = await announced([]);
    expect(readFileSync(tokenFile, 'utf8')).toBe(server.token);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('is found, and told what to serve', async () => {
    const { servers, slots, server, tokenFile } = await announced(['default']);
    const [remote, ...others] = await servers.running();
    expect(others).toEqual([]);
    expect(remote).toMatchObject({ pid: process.pid, port: server.port, tokenFile });
    const role = { instance: 'acme', accountId: '111111111111', roleName: 'Admin' };
    expect(await remote?.load('build', role)).toMatchObject({ profile: 'Admin', uri: server.uri('build') });
    expect(slots.loaded.get('build')).toEqual(role);
    expect((await remote?.list())?.map(({ name }) => name)).toEqual(['default', 'build']);
    expect(await remote?.unload('build')).toBe(true);
    expect(await remote?.unload('build')).toBe(false);
    const failure = remote?.load('build', { ...role, roleName: 'Nobody' });
    await expect(failure).rejects.toMatchObject({ message: 'No such role.', hint: 'Look.', exitCode: 5 });
  });

  it('takes no orders from who may only fetch keys', async () => {
    const { folder, server, slots } = await announced(['default']);
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const { controlPort, controlToken } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const url = `http://127.0.0.1:${controlPort}/slots/default`;
    for (const authorization of [server.token, `Bearer ${server.token}`, controlToken, ''])
      expect((await ask(url, { method: 'DELETE', headers: { authorization } })).status).toBe(403);
    expect(slots.loaded.has('default')).toBe(true);
    const headers = { authorization: `Bearer ${controlToken}` };
    expect((await ask(url, { method: 'DELETE', headers: { ...headers, origin: 'null' } })).status).toBe(403);
    expect((await ask(url, { method: 'DELETE', headers })).status).toBe(200);
  });

  it('of another machine is left alone', async () => {
    const { folder, servers } = await announced([]);
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const other = {
      ...JSON.parse(readFileSync(join(folder, name), 'utf8')),
      host: 'elsewhere',
      controlPort: 1,
    };
    const path = join(folder, '0123456789abcdef.json');
    writeFileSync(path, JSON.stringify(other), { mode: 0o600 });
    expect(await servers.running()).toHaveLength(1);
    expect(existsSync(path)).toBe(true);
  });

  it('leaves no file behind, and a killed one is forgotten', async () => {
    const { folder, servers, close } = await announced([]);
    const copies = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    await close();
    expect(readdirSync(folder)).toEqual([]);
    for (const [name, content] of copies) writeFileSync(join(folder, name), content, { mode: 0o600 });
    expect(await servers.running()).toEqual([]);
    expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
  });
});
