import {
  AuthorizationPendingException,
  CreateTokenCommand,
  ExpiredTokenException,
  InvalidClientException,
  InvalidGrantException,
  RegisterClientCommand,
  SlowDownException,
  AccessDeniedException as SsoAccessDenied,
  StartDeviceAuthorizationCommand,
  UnauthorizedClientException,
} from '@aws-sdk/client-sso-oidc';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { useEmulator } from '../support/emulator.ts';
import { oidcClient } from './sdk-clients.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

const start = async (emulator: Emulator, scopes: string[] = ['sso:account:access']) => {
  const client = oidcClient(emulator);
  const { clientId, clientSecret } = await client.send(
    new RegisterClientCommand({ clientName: 'rolecall', clientType: 'public', scopes }),
  );
  const device = await client.send(
    new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: emulator.startUrl }),
  );
  const poll = () =>
    client.send(new CreateTokenCommand({ clientId, clientSecret, grantType, deviceCode: device.deviceCode }));
  return { client, clientId, clientSecret, device, poll, userCode: device.userCode ?? '' };
};

describe('the device flow', () => {
  it('is pending until the person allows it, then gives a token once', async () => {
    const emulator = await useEmulator();
    const { device, poll, userCode } = await start(emulator);
    expect(device).toMatchObject({ expiresIn: 600, interval: 1, verificationUri: `${emulator.url}/device` });
    expect(userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    await expect(poll()).rejects.toBeInstanceOf(AuthorizationPendingException);
    expect(emulator.decideSignIn(userCode.toLowerCase(), 'allow')).toBe(true);
    expect(await poll()).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 });
    await expect(poll()).rejects.toBeInstanceOf(InvalidGrantException);
  });

  it('tells a client that polls too fast to slow down, by 5 seconds more each time', async () => {
    const emulator = await useEmulator();
    const { poll } = await start(emulator);
    await expect(poll()).rejects.toBeInstanceOf(AuthorizationPendingException);
    await expect(poll()).rejects.toBeInstanceOf(SlowDownException);
    emulator.shiftClock(1500);
    await expect(poll()).rejects.toBeInstanceOf(SlowDownException);
    emulator.shiftClock(11_000);
    await expect(poll()).rejects.toBeInstanceOf(AuthorizationPendingException);
  });

  it('says when the person denied it, and when the code ran out', async () => {
    const emulator = await useEmulator();
    const denied = await start(emulator);
    emulator.decideSignIn(denied.userCode, 'deny');
    await expect(denied.poll()).rejects.toBeInstanceOf(SsoAccessDenied);
    const late = await start(emulator);
    emulator.shiftClock(600_000);
    await expect(late.poll()).rejects.toBeInstanceOf(ExpiredTokenException);
    expect(emulator.decideSignIn(late.userCode, 'allow')).toBe(false);
  });

  it('approves at once with auto-approve', async () => {
    const { poll } = await start(await useEmulator({ autoApprove: true }));
    expect(await poll()).toMatchObject({ tokenType: 'Bearer' });
  });

  it('gives a client without scopes a token for the whole session that cannot be renewed', async () => {
    const { poll } = await start(await useEmulator({ autoApprove: true, sessionTtl: 7200 }), []);
    const token = await poll();
    expect(token.expiresIn).toBe(7200);
    expect(token.refreshToken).toBeUndefined();
  });

  it('refuses a wrong secret with 401, a registration that ran out, and a grant that was not registered', async () => {
    const emulator = await useEmulator();
    const { client, clientId, clientSecret } = await start(emulator);
    const asking = { clientId, clientSecret, startUrl: emulator.startUrl };
    const wrong = client.send(new StartDeviceAuthorizationCommand({ ...asking, clientSecret: 'x' }));
    await expect(wrong).rejects.toMatchObject({
      name: 'InvalidClientException',
      error: 'invalid_client',
      $metadata: { httpStatusCode: 401 },
    });
    const pkce = await client.send(
      new RegisterClientCommand({
        clientName: 'rolecall',
        clientType: 'public',
        grantTypes: ['authorization_code'],
        redirectUris: ['http://127.0.0.1/oauth/callback'],
      }),
    );
    const notAllowed = client.send(
      new StartDeviceAuthorizationCommand({
        ...asking,
        clientId: pkce.clientId,
        clientSecret: pkce.clientSecret,
      }),
    );
    await expect(notAllowed).rejects.toBeInstanceOf(UnauthorizedClientException);
    emulator.shiftClock(91 * 86_400_000);
    const late = client.send(new StartDeviceAuthorizationCommand(asking));
    await expect(late).rejects.toBeInstanceOf(InvalidClientException);
  });

  it('knows its own start URL only', async () => {
    const emulator = await useEmulator();
    const { client, clientId, clientSecret } = await start(emulator);
    const at = (startUrl: string) =>
      client.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }));
    await expect(at(`${emulator.url}/elsewhere`)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    expect(await at(`${emulator.startUrl}/#/`)).toHaveProperty('deviceCode');
  });
});

describe('RegisterClient', () => {
  it.each([
    ['a client that is not public', { clientType: 'confidential' }, 'InvalidClientMetadataException'],
    ['a scope of no form', { scopes: ['everything'] }, 'InvalidScopeException'],
    ['26 scopes', { scopes: Array.from({ length: 26 }, (_, n) => `a:b${n}`) }, 'InvalidScopeException'],
    ['an unknown grant', { grantTypes: ['password'] }, 'UnsupportedGrantTypeException'],
    ['a foreign http address', { redirectUris: ['http://evil.example/cb'] }, 'InvalidRedirectUriException'],
    ['codes without an address', { grantTypes: ['authorization_code'] }, 'InvalidRedirectUriException'],
    ['another issuer', { issuerUrl: 'https://acme.awsapps.com/other' }, 'InvalidRequestException'],
    ['no name', { clientName: '' }, 'InvalidRequestException'],
  ])('refuses %s', async (_what, change, name) => {
    const client = oidcClient(await useEmulator());
    const command = new RegisterClientCommand({ clientName: 'rolecall', clientType: 'public', ...change });
    await expect(client.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it('gives a secret that lives 90 days, in seconds', async () => {
    const now = Date.UTC(2030, 0, 1);
    const client = oidcClient(await useEmulator({ now: () => now }));
    const answer = await client.send(new RegisterClientCommand({ clientName: 'a', clientType: 'public' }));
    expect(answer.clientIdIssuedAt).toBe(now / 1000);
    expect(answer.clientSecretExpiresAt).toBe(now / 1000 + 90 * 86_400);
  });
});
