import { ListAccountsCommand, LogoutCommand } from '@aws-sdk/client-sso';
import { CreateTokenCommand } from '@aws-sdk/client-sso-oidc';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { type SignedIn, signIn, useEmulator } from '../support/emulator.ts';
import { oidcClient, portalClient } from './sdk-clients.ts';

const refresh = (emulator: Emulator, signedIn: SignedIn, refreshToken = signedIn.refreshToken) =>
  oidcClient(emulator).send(
    new CreateTokenCommand({
      clientId: signedIn.clientId,
      clientSecret: signedIn.clientSecret,
      grantType: 'refresh_token',
      refreshToken,
    }),
  );

const list = (emulator: Emulator, accessToken = '') =>
  portalClient(emulator).send(new ListAccountsCommand({ accessToken }));

const refused = { name: 'InvalidGrantException', error_description: 'Invalid refresh token provided' };
const unauthorized = { name: 'UnauthorizedException', $metadata: { httpStatusCode: 401 } };

describe('a refresh token', () => {
  it('stays good when reuse is allowed', async () => {
    const emulator = await useEmulator();
    const signedIn = await signIn(emulator);
    const first = await refresh(emulator, signedIn);
    expect(first.refreshToken).toBe(signedIn.refreshToken);
    const second = await refresh(emulator, signedIn);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(await list(emulator, second.accessToken)).toHaveProperty('accountList');
  });

  it('is replaced when tokens rotate; the old one is refused and the new one still works', async () => {
    const emulator = await useEmulator({ refreshMode: 'rotate' });
    const signedIn = await signIn(emulator);
    const { refreshToken } = await refresh(emulator, signedIn);
    expect(refreshToken).not.toBe(signedIn.refreshToken);
    await expect(refresh(emulator, signedIn)).rejects.toMatchObject(refused);
    expect(await refresh(emulator, signedIn, refreshToken)).toHaveProperty('accessToken');
  });

  it('takes the whole session with it when a used one comes again', async () => {
    const emulator = await useEmulator({ refreshMode: 'rotate-revoke-family' });
    const signedIn = await signIn(emulator);
    const { refreshToken, accessToken } = await refresh(emulator, signedIn);
    await expect(refresh(emulator, signedIn)).rejects.toMatchObject(refused);
    await expect(refresh(emulator, signedIn, refreshToken)).rejects.toMatchObject(refused);
    await expect(list(emulator, accessToken)).rejects.toMatchObject(unauthorized);
  });

  it('belongs to its client', async () => {
    const emulator = await useEmulator();
    const [mine, theirs] = [await signIn(emulator), await signIn(emulator)];
    await expect(refresh(emulator, mine, theirs.refreshToken)).rejects.toMatchObject(refused);
  });

  it('renews until the session ends, and never beyond', async () => {
    const emulator = await useEmulator({ tokenTtl: 600, sessionTtl: 1500 });
    const signedIn = await signIn(emulator);
    emulator.shiftClock(600_000);
    await expect(list(emulator, signedIn.accessToken)).rejects.toMatchObject(unauthorized);
    emulator.shiftClock(600_000);
    const renewed = await refresh(emulator, signedIn);
    expect(renewed.expiresIn).toBeGreaterThan(290);
    expect(renewed.expiresIn).toBeLessThanOrEqual(300);
    emulator.shiftClock(300_000);
    await expect(refresh(emulator, signedIn)).rejects.toMatchObject(refused);
  });
});

describe('Logout', () => {
  it('ends the session with every token of it', async () => {
    const emulator = await useEmulator();
    const signedIn = await signIn(emulator);
    const { accessToken } = await refresh(emulator, signedIn);
    const answer = await portalClient(emulator).send(new LogoutCommand({ accessToken }));
    expect(answer.$metadata.httpStatusCode).toBe(200);
    await expect(list(emulator, signedIn.accessToken)).rejects.toMatchObject(unauthorized);
    await expect(refresh(emulator, signedIn)).rejects.toMatchObject(refused);
  });

  it('leaves other sessions alone', async () => {
    const emulator = await useEmulator();
    const [mine, theirs] = [await signIn(emulator), await signIn(emulator)];
    await portalClient(emulator).send(new LogoutCommand({ accessToken: mine.accessToken }));
    expect(await list(emulator, theirs.accessToken)).toHaveProperty('accountList');
  });
});
