import { createHash, randomBytes } from 'node:crypto';
import { CreateTokenCommand, RegisterClientCommand } from '@aws-sdk/client-sso-oidc';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { useEmulator } from '../support/emulator.ts';
import { oidcClient } from './sdk-clients.ts';

const callback = 'http://127.0.0.1:49152/oauth/callback';

type Client = { readonly clientId: string; readonly clientSecret: string };

const register = async (
  emulator: Emulator,
  redirectUri = 'http://127.0.0.1/oauth/callback',
): Promise<Client> => {
  const { clientId = '', clientSecret = '' } = await oidcClient(emulator).send(
    new RegisterClientCommand({
      clientName: 'rolecall <test>',
      clientType: 'public',
      scopes: ['sso:account:access'],
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: [redirectUri],
      issuerUrl: emulator.startUrl,
    }),
  );
  return { clientId, clientSecret };
};

const verifier = randomBytes(48).toString('base64url');

const authorizeUrl = (emulator: Emulator, client: Client, change: Record<string, string> = {}): string =>
  `${emulator.url}/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    state: 'state-1',
    code_challenge_method: 'S256',
    scopes: 'sso:account:access',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...change,
  })}`;

const visit = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });

const answerOf = (response: Response): URLSearchParams => {
  expect(response.status).toBe(303);
  const location = response.headers.get('location') ?? '';
  expect(location.startsWith(`${callback}?`)).toBe(true);
  return new URL(location).searchParams;
};

/** Opens the page as a person would, and presses one of its buttons. */
const press = async (emulator: Emulator, url: string, decision: 'allow' | 'deny') => {
  const shown = await (await visit(url)).text();
  const request = /name="request" value="([^"]+)"/.exec(shown)?.[1] ?? '';
  const send = () =>
    visit(`${emulator.url}/authorize`, { method: 'POST', body: new URLSearchParams({ request, decision }) });
  return { shown, send };
};

const redeem = (emulator: Emulator, client: Client, request: { code: string; [name: string]: unknown }) =>
  oidcClient(emulator).send(
    new CreateTokenCommand({
      ...client,
      grantType: 'authorization_code',
      redirectUri: callback,
      codeVerifier: verifier,
      ...request,
    }),
  );

const newCode = async (emulator: Emulator, client: Client): Promise<string> =>
  answerOf(await visit(authorizeUrl(emulator, client))).get('code') ?? '';

describe('the authorize page', () => {
  it('asks the person, and sends a code with the state back', async () => {
    const emulator = await useEmulator();
    const client = await register(emulator);
    const { shown, send } = await press(emulator, authorizeUrl(emulator, client), 'allow');
    expect(shown).toContain('Allow rolecall &lt;test&gt; to access your data?');
    const answer = answerOf(await send());
    expect(answer.get('state')).toBe('state-1');
    const token = await redeem(emulator, client, { code: answer.get('code') ?? '' });
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 });
    expect(token.refreshToken).toBeDefined();
    expect((await send()).status).toBe(400);
  });

  it('sends access_denied back when the person denies', async () => {
    const emulator = await useEmulator();
    const { send } = await press(emulator, authorizeUrl(emulator, await register(emulator)), 'deny');
    const answer = answerOf(await send());
    expect([answer.get('error'), answer.get('state'), answer.get('code')]).toEqual([
      'access_denied',
      'state-1',
      null,
    ]);
  });

  it('takes any port of a registered loopback address, with or without a path', async () => {
    const emulator = await useEmulator({ autoApprove: true });
    const bare = await register(emulator, 'http://127.0.0.1');
    const other = 'http://127.0.0.1:61000';
    const response = await visit(authorizeUrl(emulator, bare, { redirect_uri: other }));
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin).toBe(other);
    const code = location.searchParams.get('code') ?? '';
    expect(await redeem(emulator, bare, { code, redirectUri: other })).toHaveProperty('accessToken');
  });

  it.each([
    ['another path', 'http://127.0.0.1:49152/other'],
    ['a name instead of the address', 'http://localhost:49152/oauth/callback'],
    ['another host', 'https://evil.example/oauth/callback'],
    ['a user in the address', 'http://a@127.0.0.1:49152/oauth/callback'],
    ['no address at all', 'nonsense'],
  ])('never sends anything to %s', async (_what, redirectUri) => {
    const emulator = await useEmulator({ autoApprove: true });
    const client = await register(emulator);
    const response = await visit(authorizeUrl(emulator, client, { redirect_uri: redirectUri }));
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it.each([
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge of another length', { code_challenge: 'abc' }, 'invalid_request'],
    ['a token instead of a code', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that was not registered', { scopes: 'sso:account:access other:one' }, 'invalid_scope'],
  ])('sends %s back as an error', async (_what, change, error) => {
    const emulator = await useEmulator({ autoApprove: true });
    const response = await visit(authorizeUrl(emulator, await register(emulator), change));
    expect(answerOf(response).get('error')).toBe(error);
  });

  it('does not know a client that never registered', async () => {
    const emulator = await useEmulator();
    const client = { clientId: 'nobody', clientSecret: '' };
    expect((await visit(authorizeUrl(emulator, client))).status).toBe(400);
  });
});

describe('an authorization code', () => {
  it('is good once; a second use also ends the session', async () => {
    const emulator = await useEmulator({ autoApprove: true });
    const client = await register(emulator);
    const code = await newCode(emulator, client);
    const { refreshToken } = await redeem(emulator, client, { code });
    await expect(redeem(emulator, client, { code })).rejects.toMatchObject({ name: 'InvalidGrantException' });
    const renewal = oidcClient(emulator).send(
      new CreateTokenCommand({ ...client, grantType: 'refresh_token', refreshToken }),
    );
    await expect(renewal).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });

  it.each([
    ['another verifier', { codeVerifier: 'x'.repeat(43) }, 'InvalidGrantException'],
    ['a verifier that is too short', { codeVerifier: 'x'.repeat(42) }, 'InvalidRequestException'],
    ['another port', { redirectUri: 'http://127.0.0.1:1/oauth/callback' }, 'InvalidGrantException'],
    ['no address', { redirectUri: undefined }, 'InvalidRequestException'],
  ])('is refused with %s, and still good afterwards', async (_what, change, name) => {
    const emulator = await useEmulator({ autoApprove: true });
    const client = await register(emulator);
    const code = await newCode(emulator, client);
    await expect(redeem(emulator, client, { code, ...change })).rejects.toMatchObject({ name });
    expect(await redeem(emulator, client, { code })).toHaveProperty('accessToken');
  });

  it('runs out after five minutes, and belongs to its client', async () => {
    const emulator = await useEmulator({ autoApprove: true });
    const client = await register(emulator);
    const code = await newCode(emulator, client);
    const stranger = await register(emulator);
    await expect(redeem(emulator, stranger, { code })).rejects.toMatchObject({
      name: 'InvalidGrantException',
    });
    emulator.shiftClock(300_000);
    await expect(redeem(emulator, client, { code })).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });
});
