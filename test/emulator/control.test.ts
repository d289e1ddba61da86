import { GetRoleCredentialsCommand, ListAccountRolesCommand, ListAccountsCommand } from '@aws-sdk/client-sso';
import { CreateTokenCommand } from '@aws-sdk/client-sso-oidc';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { post, signIn, useEmulator } from '../support/emulator.ts';
import { oidcClient, portalClient, smallOrganisation } from './sdk-clients.ts';

const accountId = '012345678901';

const start = async (options = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation, ...options });
  const { accessToken, ...signedIn } = await signIn(emulator);
  const client = portalClient(emulator);
  return {
    emulator,
    signedIn,
    accessToken,
    list: () => client.send(new ListAccountsCommand({ accessToken })),
    roles: async (id = accountId) => {
      const answer = await client.send(
        new ListAccountRolesCommand({ accessToken, accountId: id, maxResults: 100 }),
      );
      return (answer.roleList ?? []).map((role) => role.roleName);
    },
    credentials: (roleName: string) =>
      client.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName })),
  };
};

const control = (emulator: Emulator, path: string, body: unknown) =>
  post(`${emulator.url}/_emulator/${path}`, body);

describe('faults', () => {
  it('meet the next answers of one operation, and then no more', async () => {
    const { emulator, list, roles } = await start();
    await control(emulator, 'faults', { operation: 'ListAccounts', count: 2, status: 429 });
    await expect(list()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    expect(await roles()).toHaveLength(5);
    await expect(list()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    expect(await list()).toHaveProperty('accountList');
  });

  it('speak as the service does, by the name of the error', async () => {
    const { emulator, signedIn, list } = await start();
    emulator.fault({ operation: 'createtoken', error: 'InvalidGrantException', message: 'gone' });
    const { clientId, clientSecret, refreshToken } = signedIn;
    const renewal = oidcClient(emulator).send(
      new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
    );
    await expect(renewal).rejects.toMatchObject({
      name: 'InvalidGrantException',
      error: 'invalid_grant',
      error_description: 'gone',
    });
    emulator.fault({ operation: '*', error: 'ForbiddenException' });
    await expect(list()).rejects.toMatchObject({ message: 'No access', $metadata: { httpStatusCode: 403 } });
  });

  it('send a raw body as it is', async () => {
    const { emulator } = await start();
    const raw = {
      operation: 'ListAccounts',
      status: 502,
      body: '<h1>Bad gateway</h1>',
      content_type: 'text/html',
    };
    await control(emulator, 'faults', raw);
    const answer = await fetch(`${emulator.url}/assignment/accounts`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      502,
      'text/html',
      '<h1>Bad gateway</h1>',
    ]);
  });

  it('only delay where nothing else is ordered', async () => {
    const { emulator, list } = await start();
    emulator.fault({ operation: 'ListAccounts', delay: 40 });
    const before = performance.now();
    await list();
    expect(performance.now() - before).toBeGreaterThanOrEqual(35);
  });

  it('can leave a request without an answer, which the log shows as open', async () => {
    const { emulator } = await start();
    emulator.fault({ operation: 'ListAccounts', hang: true });
    const leaving = new AbortController();
    const hanging = fetch(`${emulator.url}/assignment/accounts`, { signal: leaving.signal });
    const last = () => emulator.requests().at(-1);
    await expect.poll(last).toMatchObject({ operation: 'ListAccounts', status: null, in_flight: 1 });
    leaving.abort();
    await expect(hanging).rejects.toThrow();
  });

  it('can break the connection off, which the log shows as not answered', async () => {
    const { emulator } = await start();
    await control(emulator, 'faults', { operation: 'ListAccounts', reset: true });
    const broken = fetch(`${emulator.url}/assignment/accounts`);
    await expect(broken).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    await expect.poll(() => emulator.requests().at(-1)).toMatchObject({ status: null });
    expect((await fetch(`${emulator.url}/assignment/accounts`)).status).toBe(401);
  });

  it('can be taken back', async () => {
    const { emulator, list } = await start();
    emulator.fault({ operation: 'ListAccounts', status: 500, count: 9 });
    await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' });
    expect(await list()).toHaveProperty('accountList');
  });

  it.each([
    ['no operation', { status: 500 }],
    ['a status that is none', { operation: 'ListAccounts', status: 99 }],
    ['a count of nothing', { operation: 'ListAccounts', count: 0 }],
    ['a member that is not known', { operation: 'ListAccounts', delay: 5 }],
    ['a list', []],
  ])('refuse %s', async (_what, body) => {
    expect((await control(await useEmulator(), 'faults', body)).status).toBe(400);
  });
});

describe('the request log', () => {
  it('names operations as AWS does, with their status, and holds no secret', async () => {
    const { emulator, accessToken, signedIn, credentials } = await start();
    await credentials('DeployRole');
    await expect(credentials('Nobody')).rejects.toThrow();
    const text = await (await fetch(`${emulator.url}/_emulator/requests`)).text();
    const { requests } = JSON.parse(text);
    expect(requests.map((entry: { operation: string }) => entry.operation)).toEqual([
      'RegisterClient',
      'StartDeviceAuthorization',
      'CreateToken',
      'GetRoleCredentials',
      'GetRoleCredentials',
    ]);
    expect(requests.at(-1)).toEqual({
      at: expect.any(Number),
      operation: 'GetRoleCredentials',
      status: 403,
      in_flight: 1,
    });
    for (const secret of [accessToken, ...Object.values(signedIn)]) expect(text).not.toContain(secret);
  });

  it('counts what is in flight at once', async () => {
    const { emulator, list } = await start({ latency: 20 });
    emulator.clearRequests();
    await Promise.all([list(), list(), list()]);
    expect(Math.max(...emulator.requests().map((entry) => entry.in_flight))).toBe(3);
    await list();
    expect(emulator.requests().at(-1)?.in_flight).toBe(1);
  });

  it('keeps the last 10,000', async () => {
    const { createRequestLog } = await import('../../src/emulator/control/request-log.ts');
    const log = createRequestLog(() => 0);
    for (let n = 0; n < 25_000; n += 1) log.begin(String(n))(200);
    expect(log.entries()).toHaveLength(10_000);
    expect(log.entries().at(-1)?.operation).toBe('24999');
  });
});

describe('assignments', () => {
  it('can be granted and revoked while it runs', async () => {
    const { emulator, roles, credentials } = await start();
    await control(emulator, 'assignments', { action: 'grant', account_id: accountId, role_name: 'OnCall' });
    expect(await roles()).toContain('OnCall');
    expect(await credentials('OnCall')).toHaveProperty('roleCredentials');
    await control(emulator, 'assignments', { action: 'revoke', account_id: accountId, role_name: 'OnCall' });
    expect(await roles()).not.toContain('OnCall');
    await expect(credentials('OnCall')).rejects.toThrow('No access');
  });

  it('can go stale: still listed, and refused', async () => {
    const { emulator, roles, credentials } = await start();
    emulator.assign({ action: 'revoke', accountId, roleName: 'DeployRole', isStillListed: true });
    expect(await roles()).toContain('DeployRole');
    await expect(credentials('DeployRole')).rejects.toThrow('No access');
  });

  it('can come with a new account, and go with one', async () => {
    const { emulator, roles } = await start();
    const account = { id: '000000000007', name: 'New', email: 'new@larkfield.example', roles: ['OnCall'] };
    await control(emulator, 'assignments', { action: 'add-account', account });
    expect(await roles('000000000007')).toEqual(['OnCall']);
    await control(emulator, 'assignments', { action: 'remove-account', account_id: '000000000007' });
    await expect(roles('000000000007')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(smallOrganisation.accounts).toHaveLength(2);
  });

  it('say what is wrong with an order', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const unknown = await control(emulator, 'assignments', {
      action: 'grant',
      account_id: '999999999999',
      role_name: 'R',
    });
    expect([unknown.status, unknown.body]).toEqual([404, { error: 'The account is not known.' }]);
    const wrong = await control(emulator, 'assignments', { action: 'lend' });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { error: 'action must be grant, revoke, add-account or remove-account.' },
    ]);
  });
});

describe('time and sessions', () => {
  it('shifts every answer, the Date header included', async () => {
    const { emulator, list } = await start();
    const shifted = await control(emulator, 'clock', { shift_ms: 3_600_000 });
    expect(Number(shifted.body['now'])).toBeGreaterThan(Date.now() + 3_590_000);
    await expect(list()).rejects.toMatchObject({ name: 'UnauthorizedException' });
    const { headers } = await fetch(emulator.startUrl);
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 3_590_000);
  });

  it('ends every session, or access tokens alone', async () => {
    const { emulator, list, signedIn } = await start();
    const { clientId, clientSecret, refreshToken } = signedIn;
    const renew = () =>
      oidcClient(emulator).send(
        new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
      );
    expect((await control(emulator, 'sessions/expire', { only: 'access-tokens' })).body).toEqual({
      expired: 1,
    });
    await expect(list()).rejects.toMatchObject({ name: 'UnauthorizedException' });
    expect(await renew()).toHaveProperty('accessToken');
    expect((await control(emulator, 'sessions/expire', {})).body).toEqual({ expired: 1 });
    await expect(renew()).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });
});

describe('who may give orders', () => {
  it('is nobody with an Origin, and nothing is done', async () => {
    const { emulator, list } = await start();
    const headers = { origin: emulator.url };
    const refused = await fetch(`${emulator.url}/_emulator/sessions/expire`, { method: 'POST', headers });
    expect(refused.status).toBe(403);
    expect(await list()).toHaveProperty('accountList');
  });

  it('learns that an endpoint is not there', async () => {
    expect((await control(await useEmulator(), 'orders', {})).status).toBe(404);
  });
});
