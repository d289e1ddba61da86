import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { codeAt, stepAt } from '../../src/emulator/iam/totp.ts';
import type { Emulator, EmulatorOptions, NewUser } from '../../src/emulator/start-emulator.ts';
import { post, useEmulator } from '../support/emulator.ts';
import { addUser, mfaOf, nextMfaOf } from '../support/users.ts';
import { roleKeys } from './role-keys.ts';
import { issuedKeys, type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

const start = async (user: Partial<NewUser> = {}, options: EmulatorOptions = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation, ...options });
  return { emulator, user: addUser(emulator, user) };
};

const whoAmI = (emulator: Emulator, keys: Keys) =>
  stsClient(emulator, keys).send(new GetCallerIdentityCommand({}));

const sessionToken = (emulator: Emulator, keys: Keys, input = {}) =>
  stsClient(emulator, keys).send(new GetSessionTokenCommand(input));

const sessionOf = async (emulator: Emulator, keys: Keys, input = {}): Promise<Keys> =>
  issuedKeys((await sessionToken(emulator, keys, input)).Credentials);

const assume = (emulator: Emulator, keys: Keys, input = {}) =>
  stsClient(emulator, keys).send(
    new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::222222222222:role/Deploy',
      RoleSessionName: 'ship',
      ...input,
    }),
  );

const denied = (message: RegExp) => ({
  name: 'AccessDenied',
  message: expect.stringMatching(message),
  $metadata: { httpStatusCode: 403 },
});

const wrongCode = denied(/^MultiFactorAuthentication failed with invalid MFA one time pass code\.$/);

describe('one-time codes', () => {
  // The last six digits of the SHA-1 rows in appendix B of RFC 6238.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('of the RFC at %i s', (seconds, code) => {
    // `12345678901234567890` in base32
    expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', stepAt(seconds * 1000))).toBe(code);
  });
});

describe('a user that is added', () => {
  it('says its ARN by path and name, and signs with a key that says it is fake', async () => {
    const { emulator, user } = await start({ path: '/team/ci/' });
    expect(user).toEqual({
      arn: 'arn:aws:iam::012345678901:user/team/ci/ci-bot',
      accessKeyId: expect.stringMatching(/^AKIAFAKE[A-Z2-7]{12}$/),
      secretAccessKey: expect.stringMatching(/^FakeSecret\+Key\/.{25}$/),
    });
    expect(await whoAmI(emulator, user)).toMatchObject({
      Account: '012345678901',
      Arn: user.arn,
      UserId: expect.stringMatching(/^AIDAFAKE[0-9A-F]{13}$/),
    });
  });

  it('comes by HTTP too, with a device whose code can be read', async () => {
    const { emulator } = await start({}, { region: 'cn-north-1' });
    const wanted = { account_id: '222222222222', user_name: 'jo', mfa: true };
    const { status, body } = await post(`${emulator.url}/_emulator/users`, wanted);
    expect([status, body]).toEqual([
      200,
      {
        arn: 'arn:aws-cn:iam::222222222222:user/jo',
        access_key_id: expect.stringMatching(/^AKIAFAKE/),
        secret_access_key: expect.stringMatching(/^FakeSecret/),
        mfa_serial: 'arn:aws-cn:iam::222222222222:mfa/jo',
        mfa_seed: expect.stringMatching(/^FAKEMFASEED[A-Z2-7]{53}$/),
      },
    ]);
    const serial = String(body['mfa_serial']);
    const code = { code: codeAt(String(body['mfa_seed']), stepAt(emulator.now())) };
    const url = `${emulator.url}/_emulator/mfa-code`;
    expect((await post(url, { serial })).body).toEqual(code);
    expect(await (await fetch(`${url}?${new URLSearchParams({ serial })}`)).json()).toEqual(code);
    expect((await post(url, { serial: 'other' })).status).toBe(404);
  });

  it.each([
    ['an account that is none', { account_id: '1', user_name: 'jo' }],
    ['no name', { account_id: '222222222222' }],
    ['a path without its slashes', { account_id: '222222222222', user_name: 'jo', path: 'team' }],
    ['a name that is taken', { account_id: '012345678901', user_name: 'ci-bot' }],
    ['a member that is not known', { account_id: '222222222222', user_name: 'jo', role: 'x' }],
  ])('is refused with %s', async (_what, wanted) => {
    const { emulator } = await start();
    expect((await post(`${emulator.url}/_emulator/users`, wanted)).status).toBe(400);
  });
});

describe('GetSessionToken', () => {
  it('gives a user other keys of the same identity, for as long as asked', async () => {
    const { emulator, user } = await start();
    const { Credentials } = await sessionToken(emulator, user, { DurationSeconds: 129_600 });
    const session = issuedKeys(Credentials);
    expect(session.accessKeyId).toMatch(/^ASIAFAKE/);
    expect((await whoAmI(emulator, session)).Arn).toBe(user.arn);
    expect(Number(Credentials?.Expiration) - emulator.now()).toBeGreaterThan(129_590_000);
    emulator.shiftClock(129_600_000);
    await expect(whoAmI(emulator, session)).rejects.toMatchObject({ Code: 'ExpiredToken' });
  });

  it.each([899, 129_601])('refuses a duration of %i s', async (DurationSeconds) => {
    const { emulator, user } = await start();
    await expect(sessionToken(emulator, user, { DurationSeconds })).rejects.toMatchObject({
      name: 'ValidationError',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is for lasting keys only', async () => {
    const { emulator, user } = await start();
    const refusal = denied(/^Cannot call GetSessionToken with session credentials$/);
    await expect(sessionToken(emulator, await roleKeys(emulator))).rejects.toMatchObject(refusal);
    const session = await sessionOf(emulator, user);
    await expect(sessionToken(emulator, session)).rejects.toMatchObject(refusal);
  });

  it('takes a code once, and the next one after it', async () => {
    const { emulator, user } = await start({ mfa: true });
    const code = mfaOf(emulator, user);
    expect(await sessionToken(emulator, user, code)).toHaveProperty('Credentials');
    await expect(sessionToken(emulator, user, code)).rejects.toMatchObject(wrongCode);
    expect(await sessionToken(emulator, user, nextMfaOf(emulator, user))).toHaveProperty('Credentials');
  });

  it.each([
    [-60_000, false],
    [-30_000, true],
    [30_000, true],
    [60_000, false],
  ])('takes a code that is %i ms from now: %s', async (away, isTaken) => {
    // The middle of a step, and it stays there.
    const time = stepAt(Date.now()) * 30_000 + 15_000;
    const { emulator, user } = await start({ mfa: true }, { now: () => time });
    emulator.shiftClock(away);
    const code = mfaOf(emulator, user);
    emulator.shiftClock(-away);
    const asked = sessionToken(emulator, user, code);
    if (isTaken) expect(await asked).toHaveProperty('Credentials');
    else await expect(asked).rejects.toMatchObject(wrongCode);
  });

  it.each([
    ['the code of nobody', { TokenCode: '-' }, wrongCode],
    [
      'a device of another',
      { SerialNumber: 'arn:aws:iam::012345678901:mfa/jo' },
      denied(/unable to validate/),
    ],
    ['only a code', { SerialNumber: undefined }, denied(/must provide both/)],
    ['only a device', { TokenCode: undefined }, denied(/must provide both/)],
    ['a code of five digits', { TokenCode: '12345' }, { name: 'ValidationError' }],
    ['a code with a letter', { TokenCode: '12345a' }, { name: 'ValidationError' }],
  ])('refuses %s', async (_what, change, refusal) => {
    const { emulator, user } = await start({ mfa: true });
    const right = mfaOf(emulator, user);
    const other = String((Number(right.TokenCode) + 500_000) % 1_000_000).padStart(6, '0');
    const input = { ...right, ...change };
    if (input.TokenCode === '-') input.TokenCode = other;
    await expect(sessionToken(emulator, user, input)).rejects.toMatchObject(refusal);
  });

  it('knows no device of a user without one', async () => {
    const { emulator, user } = await start();
    const input = { SerialNumber: 'arn:aws:iam::012345678901:mfa/ci-bot', TokenCode: '123456' };
    await expect(sessionToken(emulator, user, input)).rejects.toMatchObject(denied(/unable to validate/));
  });
});

describe('AssumeRole of a user', () => {
  const trustMfa = (emulator: Emulator) =>
    emulator.trust({ accountId: '222222222222', roleName: 'Deploy', mfa: true });

  const notTrusted = denied(/is not authorized to perform: sts:AssumeRole on resource: .*Deploy$/);

  it('is no role chaining: it lasts up to 12 hours, by key or by session', async () => {
    const { emulator, user } = await start();
    for (const keys of [user, await sessionOf(emulator, user)]) {
      const { Credentials } = await assume(emulator, keys, { DurationSeconds: 43_200 });
      expect(Number(Credentials?.Expiration) - emulator.now()).toBeGreaterThan(43_190_000);
    }
    const role = issuedKeys((await assume(emulator, user)).Credentials);
    expect((await whoAmI(emulator, role)).Arn).toBe('arn:aws:sts::222222222222:assumed-role/Deploy/ship');
    await expect(assume(emulator, role, { DurationSeconds: 3601 })).rejects.toThrow('role chaining');
  });

  it('needs MFA where the trust asks for it: a session that had it, or a code', async () => {
    const { emulator, user } = await start({ mfa: true });
    trustMfa(emulator);
    const without = await sessionOf(emulator, user);
    for (const keys of [user, without, await roleKeys(emulator)])
      await expect(assume(emulator, keys)).rejects.toMatchObject(notTrusted);
    expect(await assume(emulator, user, mfaOf(emulator, user))).toHaveProperty('Credentials');
    const withMfa = await sessionOf(emulator, user, nextMfaOf(emulator, user));
    expect(await assume(emulator, withMfa)).toHaveProperty('Credentials');
  });

  it('refuses a code that was used for a session, whatever the trust asks', async () => {
    const { emulator, user } = await start({ mfa: true });
    const code = mfaOf(emulator, user);
    await sessionOf(emulator, user, code);
    await expect(assume(emulator, user, code)).rejects.toMatchObject(wrongCode);
  });

  it('takes codes from lasting keys only', async () => {
    const { emulator, user } = await start({ mfa: true });
    const code = mfaOf(emulator, user);
    for (const keys of [await roleKeys(emulator), await sessionOf(emulator, user)])
      await expect(assume(emulator, keys, code)).rejects.toMatchObject(denied(/MultiFactorAuthentication/));
    expect(await assume(emulator, user, code)).toHaveProperty('Credentials');
  });

  it('gives a role that has no MFA of its own to hand on', async () => {
    const { emulator, user } = await start({ mfa: true });
    trustMfa(emulator);
    const role = issuedKeys((await assume(emulator, user, mfaOf(emulator, user))).Credentials);
    await expect(assume(emulator, role)).rejects.toMatchObject(notTrusted);
  });

  it('asks for MFA by an order over HTTP', async () => {
    const { emulator, user } = await start();
    const order = { account_id: '222222222222', role_name: 'Deploy', mfa: true };
    expect((await post(`${emulator.url}/_emulator/trusts`, order)).status).toBe(200);
    await expect(assume(emulator, user)).rejects.toMatchObject(notTrusted);
  });
});

it('a user meets faults by the name of the operation', async () => {
  const { emulator, user } = await start();
  emulator.fault({ operation: 'GetSessionToken', error: 'InvalidClientTokenId' });
  await expect(sessionToken(emulator, user)).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    $metadata: { httpStatusCode: 403 },
  });
});
