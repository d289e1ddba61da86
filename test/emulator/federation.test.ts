import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { useEmulator } from '../support/emulator.ts';
import { addUser } from '../support/users.ts';
import { roleKeys } from './role-keys.ts';
import { issuedKeys, type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

const start = async () => {
  const emulator = await useEmulator({ organisation: smallOrganisation });
  return { emulator, keys: await roleKeys(emulator) };
};

const endpoint = (emulator: Emulator): string => emulator.env['ROLECALL_ENDPOINT_URL_FEDERATION'] ?? '';

const sessionOf = (keys: Keys): string =>
  JSON.stringify({
    sessionId: keys.accessKeyId,
    sessionKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  });

const ask = (emulator: Emulator, keys: Keys, more: Record<string, string> = {}) =>
  fetch(endpoint(emulator), {
    method: 'POST',
    body: new URLSearchParams({ Action: 'getSigninToken', Session: sessionOf(keys), ...more }),
  });

const signinToken = async (response: Response): Promise<string> => {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'SigninToken' in body ? String(body.SigninToken) : '';
};

const loginUrl = (emulator: Emulator, token: string, destination: string): string =>
  `${endpoint(emulator)}?${new URLSearchParams({
    Action: 'login',
    Issuer: emulator.startUrl,
    Destination: destination,
    SigninToken: token,
  })}`;

describe('getSigninToken', () => {
  it('gives a token by POST and by GET', async () => {
    const { emulator, keys } = await start();
    expect(await signinToken(await ask(emulator, keys))).toMatch(/^fake-signin-/);
    const query = new URLSearchParams({ Action: 'getSigninToken', Session: sessionOf(keys) });
    expect(await signinToken(await fetch(`${endpoint(emulator)}?${query}`))).toMatch(/^fake-signin-/);
  });

  it.each([
    ['900', 200],
    ['43200', 200],
    ['899', 400],
    ['43201', 400],
    ['1h', 400],
    ['', 400],
  ])('answers a SessionDuration of "%s" with %i', async (SessionDuration, status) => {
    const { emulator, keys } = await start();
    expect((await ask(emulator, keys, { SessionDuration })).status).toBe(status);
  });

  it('takes chained credentials only without a duration', async () => {
    const { emulator, keys } = await start();
    const { Credentials } = await stsClient(emulator, keys).send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::222222222222:role/R', RoleSessionName: 'chain' }),
    );
    const chained = issuedKeys(Credentials);
    expect((await ask(emulator, chained, { SessionDuration: '900' })).status).toBe(400);
    expect((await ask(emulator, chained)).status).toBe(200);
  });

  it('takes a role that a user assumed, also with a duration', async () => {
    const { emulator } = await start();
    const { Credentials } = await stsClient(emulator, addUser(emulator)).send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::222222222222:role/R', RoleSessionName: 'ship' }),
    );
    const assumed = issuedKeys(Credentials);
    expect((await ask(emulator, assumed, { SessionDuration: '43200' })).status).toBe(200);
  });

  it('never takes a user, nor the credentials of GetSessionToken', async () => {
    const { emulator } = await start();
    const user = addUser(emulator);
    expect((await ask(emulator, user)).status).toBe(400);
    expect((await ask(emulator, { ...user, sessionToken: '' })).status).toBe(400);
    const { Credentials } = await stsClient(emulator, user).send(new GetSessionTokenCommand({}));
    expect((await ask(emulator, issuedKeys(Credentials))).status).toBe(400);
  });

  it('answers wrong or expired keys with a bare 400', async () => {
    const { emulator, keys } = await start();
    const wrong = await ask(emulator, { ...keys, secretAccessKey: 'x' });
    expect([wrong.status, await wrong.text()]).toEqual([400, '']);
    expect((await ask(emulator, keys, { Session: 'no JSON' })).status).toBe(400);
    emulator.shiftClock(3_600_000);
    expect((await ask(emulator, keys)).status).toBe(400);
  });
});

describe('login', () => {
  it('shows who is signed in, to which account and role, where', async () => {
    const { emulator, keys } = await start();
    const destination = `${emulator.env['ROLECALL_ENDPOINT_URL_CONSOLE']}/s3/home?region=eu-west-1`;
    const token = await signinToken(await ask(emulator, keys));
    const response = await fetch(loginUrl(emulator, token, destination));
    const shown = await response.text();
    expect(response.status).toBe(200);
    for (const fact of [
      'jordan.lee@larkfield.example',
      'Payments Prod (012345678901)',
      '<dd>ReadOnlyAccess</dd>',
      '<dd>eu-west-1</dd>',
      '<dd>s3</dd>',
    ]) {
      expect(shown).toContain(fact);
    }
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    const again = await fetch(destination, { headers: { cookie } });
    expect(await again.text()).toContain('Payments Prod (012345678901)');
    expect((await fetch(destination)).status).toBe(401);
  });

  it('reads the region from a real console address without opening it', async () => {
    const { emulator, keys } = await start();
    const token = await signinToken(await ask(emulator, keys));
    const destination = 'https://eu-central-1.console.aws.amazon.com/console/home';
    const response = await fetch(loginUrl(emulator, token, destination), { redirect: 'manual' });
    expect(response.status).toBe(200);
    const shown = await response.text();
    expect(shown).toContain('<dd>eu-central-1</dd>');
    expect(shown).toContain('<dd>Console home</dd>');
  });

  it('takes a token for 15 minutes, and no other', async () => {
    const { emulator, keys } = await start();
    const home = `${emulator.url}/console/home?region=us-east-1`;
    const token = await signinToken(await ask(emulator, keys));
    expect((await fetch(loginUrl(emulator, 'wrong', home))).status).toBe(400);
    expect((await fetch(loginUrl(emulator, token, 'nowhere'))).status).toBe(400);
    emulator.shiftClock(15 * 60_000 - 10_000);
    expect((await fetch(loginUrl(emulator, token, home))).status).toBe(200);
    emulator.shiftClock(10_000);
    expect((await fetch(loginUrl(emulator, token, home))).status).toBe(400);
  });
});
