import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { useEmulator } from '../support/emulator.ts';
import { roleKeys } from './role-keys.ts';
import { issuedKeys, type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

const whoAmI = (emulator: Emulator, keys: Keys) =>
  stsClient(emulator, keys).send(new GetCallerIdentityCommand({}));

const start = async (options = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation, ...options });
  return { emulator, keys: await roleKeys(emulator) };
};

describe('GetCallerIdentity', () => {
  it('says which role in which account the person holds', async () => {
    const { emulator, keys } = await start();
    expect(await whoAmI(emulator, keys)).toMatchObject({
      Account: '012345678901',
      Arn: expect.stringMatching(
        /^arn:aws:sts::012345678901:assumed-role\/AWSReservedSSO_ReadOnlyAccess_[0-9a-f]{16}\/jordan\.lee@larkfield\.example$/,
      ),
      UserId: expect.stringMatching(/^AROAFAKE[0-9A-F]{13}:jordan\.lee@larkfield\.example$/),
    });
  });

  it('names the partition of the region', async () => {
    const { emulator, keys } = await start({ region: 'cn-north-1' });
    expect((await whoAmI(emulator, keys)).Arn).toMatch(/^arn:aws-cn:sts::/);
  });

  it.each([
    ['an unknown key', { accessKeyId: 'ASIAFAKEUNKNOWN23456' }],
    ['the session token of another', { sessionToken: 'other' }],
  ])('refuses %s with 403 InvalidClientTokenId', async (_what, change) => {
    const { emulator, keys } = await start();
    await expect(whoAmI(emulator, { ...keys, ...change })).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('refuses keys that ran out with 400 ExpiredToken', async () => {
    const { emulator, keys } = await start();
    emulator.shiftClock(3_600_000);
    const late = whoAmI(emulator, keys);
    await expect(late).rejects.toMatchObject({ Code: 'ExpiredToken', $metadata: { httpStatusCode: 400 } });
  });

  it('refuses a request that nobody signed, and an action that it does not have', async () => {
    const emulator = await useEmulator();
    const ask = (Action: string) =>
      fetch(emulator.url, { method: 'POST', body: new URLSearchParams({ Action, Version: '2011-06-15' }) });
    const unsigned = await ask('GetCallerIdentity');
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');
    expect(await (await ask('GetFederationToken')).text()).toContain('<Code>InvalidAction</Code>');
  });
});

describe('AssumeRole', () => {
  const role = { RoleArn: 'arn:aws:iam::222222222222:role/team/DeployRole', RoleSessionName: 'deploy-1' };

  it('gives keys of the chained role, which say who they are', async () => {
    const { emulator, keys } = await start();
    const answer = await stsClient(emulator, keys).send(
      new AssumeRoleCommand({ ...role, DurationSeconds: 900, SourceIdentity: 'jordan', ExternalId: 'x-1' }),
    );
    const arn = 'arn:aws:sts::222222222222:assumed-role/DeployRole/deploy-1';
    expect(answer).toMatchObject({ AssumedRoleUser: { Arn: arn }, SourceIdentity: 'jordan' });
    const life = Number(answer.Credentials?.Expiration) - emulator.now();
    expect(life).toBeGreaterThan(890_000);
    expect(life).toBeLessThanOrEqual(900_000);
    expect((await whoAmI(emulator, issuedKeys(answer.Credentials))).Arn).toBe(arn);
  });

  it.each([
    ['less than 15 minutes', { DurationSeconds: 899 }, 'ValidationError', /between 900 and 43200/],
    ['more than the hour of a chain', { DurationSeconds: 3601 }, 'ValidationError', /1 hour session limit/],
    ['a session name of one letter', { RoleSessionName: 'a' }, 'ValidationError', /roleSessionName/],
    ['a session name with a space', { RoleSessionName: 'a b' }, 'ValidationError', /roleSessionName/],
    ['a source identity with a slash', { SourceIdentity: 'a/b' }, 'ValidationError', /sourceIdentity/],
    ['an ARN of no role', { RoleArn: 'arn:aws:iam::222222222222:user/jordan' }, 'ValidationError', /roleArn/],
    [
      'another organisation',
      { RoleArn: 'arn:aws:iam::999999999999:role/R' },
      'AccessDenied',
      /sts:AssumeRole/,
    ],
    [
      'a role that Identity Center keeps',
      { RoleArn: 'arn:aws:iam::222222222222:role/AWSReservedSSO_R_0123456789abcdef' },
      'AccessDenied',
      /not authorized/,
    ],
  ])('refuses %s', async (_what, change, name, message) => {
    const { emulator, keys } = await start();
    const asked = stsClient(emulator, keys).send(new AssumeRoleCommand({ ...role, ...change }));
    await expect(asked).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: name === 'AccessDenied' ? 403 : 400 },
    });
  });
});
