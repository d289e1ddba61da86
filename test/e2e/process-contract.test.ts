import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openNotes } from '../../src/adapters/notes.ts';
import { lastFailure } from '../../src/engine/last-failure.ts';
import { call, type Ended, expireHere, keyIdOf, processArgs, storeOf } from '../soak/callers.ts';
import { type Journey, setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { prepare } from '../support/prepare.ts';
import { newProgram, spawnOwn } from '../support/program.ts';
import { testServices } from '../support/services.ts';
import { terminalEnv } from '../support/terminal.ts';

const accountId = '111111111111';
const role = processArgs(accountId, 'ReadOnlyAccess');

const expectOneLine = ({ stdout, stderr }: Ended): void => {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^rolecall: [^\n]{1,600}\n$/);
  expect(stderr).not.toMatch(/fake-(access|refresh)|ASIAFAKE|x-amz/i);
};

type Upstream = (request: IncomingMessage, response: ServerResponse) => void;

/** The emulator behind a server that answers one path in its own way, when it is told to. */
const startBehind = async (
  path: string,
): Promise<Journey & { readonly misbehave: (as: Upstream) => void }> => {
  const { emulator } = await startJourney();
  let misbehaves: Upstream | undefined;
  const forward: Upstream = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { authorization: _, host: __, connection: ___, ...headers } = request.headers;
      const answer = await fetch(`${emulator.url}${request.url}`, {
        method: request.method,
        headers: headers as Record<string, string>,
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  };
  const server = createServer((request, response) => {
    const isMeant = misbehaves !== undefined && request.url?.startsWith(path);
    (isMeant && misbehaves !== undefined ? misbehaves : forward)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = newProgram({ ...emulator.env, AWS_ENDPOINT_URL_SSO: url, AWS_ENDPOINT_URL_SSO_OIDC: url });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    program.remove();
  });
  const journey = { emulator, program };
  await setUp(journey);
  await prepare(program, ['login', '--flow', 'device', '--no-browser', '--no-refresh']);
  await expireHere(program);
  return {
    ...journey,
    misbehave: (as) => {
      misbehaves = as;
    },
  };
};

const json = { 'content-type': 'application/json' };
const upstreams: Readonly<Record<string, Upstream>> = {
  'a page of HTML': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  'JSON cut short': (_, response) => response.writeHead(200, json).end('{"accessToken":"fake-access'),
  'JSON of another shape': (_, response) => response.writeHead(200, json).end('{"a":[1]}'),
  'no content': (_, response) => response.writeHead(204).end(),
  'a gzip bomb': (_, response) =>
    response
      .writeHead(200, { ...json, 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(50_000_000, '{'))),
  'a hundred megabytes': (_, response) => {
    response.on('error', () => undefined);
    response.writeHead(200, json).end(Buffer.alloc(100_000_000, ' '));
  },
  'a redirect': (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  'a reset': (request) => request.socket.destroy(),
  'an error that repeats what was sent': (request, response) =>
    response
      .writeHead(500, json)
      .end(JSON.stringify({ message: `bad ${request.headers['x-amz-sso_bearer_token']}` })),
  'too many requests': (_, response) => response.writeHead(429, json).end('{}'),
};

const expectFailure = async (path: string, upstream: Upstream): Promise<void> => {
  const { program, misbehave } = await startBehind(path);
  misbehave(upstream);
  const ended = await call(program, role).ended;
  expectOneLine(ended);
  expect(ended.status).toBe(6);
  expect(ended.took).toBeLessThan(45_000);
};

/** Keys that still live are used when nothing answers any more, and where there are none it says so in time. */
const expectSilenceEnds = async (): Promise<void> => {
  const { program, misbehave } = await startBehind('/');
  expect((await call(program, role).ended).status).toBe(0);
  const store = storeOf(program);
  const [entry] = await store.list('credentials/');
  const key = entry?.key ?? '';
  const kept = JSON.parse((await store.get(key)) ?? '{}');
  kept.expiration = Date.now() + 10 * 60_000;
  await store.set(key, JSON.stringify(kept), kept.expiration);
  misbehave(() => undefined);
  const other = processArgs(accountId, 'BillingAdmin');
  const [living, dead] = await Promise.all([call(program, role).ended, call(program, other).ended]);
  expect(living.status).toBe(0);
  expect(keyIdOf(living)).toBe(kept.accessKeyId);
  expect(living.stderr).toMatch(/^rolecall: Older credentials are used\. [^\n]+\n$/);
  expectOneLine(dead);
  expect(dead.status).toBe(6);
  expect(Math.max(living.took, dead.took)).toBeLessThan(45_000);
};

// All at once, since most of it is waiting for another try.
test('renewal and fetch failing in every way end in one line, in time', async () => {
  const paths = ['/token', '/federation/credentials'];
  await Promise.all([
    expectSilenceEnds(),
    ...paths.flatMap((path) => Object.values(upstreams).map((upstream) => expectFailure(path, upstream))),
  ]);
}, 120_000);

test('each kind of failure has its exit code, and the last one is kept', async () => {
  const { emulator, program } = await startSignedIn();
  const failing = async (status: number, args = role, env = {}): Promise<Ended> => {
    const ended = await call(program, args, env).ended;
    expectOneLine(ended);
    expect(ended.status).toBe(status);
    return ended;
  };
  await failing(5, processArgs(accountId, 'Nobody'));
  await failing(2, ['process', '--instance', 'nowhere', '--arn', `${accountId}:ReadOnlyAccess`]);
  await failing(7, role, { ROLECALL_MASTER_KEY: '' });
  emulator.expireSessions();
  await expireHere(program);
  const ended = await failing(4);
  const notes = openNotes(join(program.home, 'rolecall', 'state', 'notes'));
  const services = testServices({ env: {}, overrides: { notes: async () => notes } });
  expect(await lastFailure(services)).toMatchObject({
    exitCode: 4,
    text: ended.stderr.trim(),
    instance: 'acme',
    accountId,
    roleName: 'ReadOnlyAccess',
  });
});

test('nothing in the environment puts more on stdout, or a token on stderr', async () => {
  const { program } = await startSignedIn();
  await expireHere(program);
  const loud = {
    NODE_DEBUG: 'http,https,net,tls,stream,fs,module,timer',
    DEBUG: '*',
    NODE_OPTIONS: '--trace-warnings --trace-deprecation',
  };
  const { status, stdout, stderr } = await call(program, role, loud).ended;
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\{"Version":1,[^\n]+\}\n$/);
  const keys = JSON.parse(stdout);
  for (const secret of [keys.SecretAccessKey, keys.SessionToken, 'fake-access', 'fake-refresh'])
    expect(stderr).not.toContain(secret);
  expect(Buffer.byteLength(stderr)).toBeLessThan(2_000);
});

test('a reader that has gone away is no error, and is told nothing', async () => {
  const { program } = await startSignedIn();
  const child = spawnOwn(role, { env: terminalEnv(program.env) });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  child.stdout.destroy();
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a process that its own passphrase command runs again is told so, and the circle ends', async () => {
  const { program } = await startSignedIn();
  await expireHere(program);
  const env = { ROLECALL_PROCESS_OF: `acme/${accountId}/ReadOnlyAccess` };
  const ended = await call(program, role, env).ended;
  expectOneLine(ended);
  expect(ended).toMatchObject({ status: 2 });
  expect(ended.stderr).toContain('calls itself for ReadOnlyAccess');
  const other = processArgs(accountId, 'BillingAdmin');
  expect((await call(program, other, env).ended).status).toBe(0);
});
