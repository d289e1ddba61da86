// What stands for lasting keys: sessions of their user, with MFA and without, and the roles that are assumed from them.

import { expect, test } from 'vitest';
import type { AccountConfig, ChainConfig, InstanceConfig } from '../../src/domain/config.ts';
import { LoginNeeded, NotAssigned, SecretStoreFailed, UserError } from '../../src/domain/errors.ts';
import { hour } from '../../src/domain/expiry.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { parseUserArn } from '../../src/domain/user-arn.ts';
import type { Emulator, NewUser } from '../../src/emulator/start-emulator.ts';
import { lastingKeyNames, loadLastingKeys, saveLastingKeys } from '../../src/engine/lasting-keys.ts';
import { wipeForgotten } from '../../src/engine/logout.ts';
import { instancesWith, removeKeys } from '../../src/engine/remove-keys.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { rotateKeys } from '../../src/engine/rotate-keys.ts';
import type { Services } from '../../src/ports/services.ts';
import { smallOrganisation } from '../emulator/sdk-clients.ts';
import { useEmulator } from '../support/emulator.ts';
import { given, testClock, testInstance, testServices } from '../support/services.ts';
import { addUser } from '../support/users.ts';

const accountId = '012345678901';
const spoke = '222222222222';

type Wish = {
  readonly user?: Partial<NewUser>;
  readonly isWithDevice?: boolean;
  readonly chain?: Partial<ChainConfig>;
  readonly codes?: (emulator: Emulator, serial: string) => Services['mfaCode'];
};

const chainOf = (chain: Partial<ChainConfig>): ChainConfig => ({
  via: undefined,
  path: '/',
  externalId: undefined,
  sourceIdentity: undefined,
  sessionName: undefined,
  duration: undefined,
  ...chain,
});

const setUp = async ({ user: wished = {}, isWithDevice = false, chain = {}, codes }: Wish = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation });
  const user = addUser(emulator, wished);
  const clock = testClock(emulator);
  const serial = user.mfaSerial ?? '';
  const asked: boolean[] = [];
  const answer = codes?.(emulator, serial);
  const services = testServices({
    env: emulator.env,
    overrides: {
      clock,
      ...(answer === undefined
        ? {}
        : {
            mfaCode: async (question) => {
              asked.push(question.isAgain);
              return answer(question);
            },
          }),
    },
  });
  const accounts: readonly AccountConfig[] = [
    {
      id: spoke,
      name: undefined,
      region: undefined,
      tags: {},
      roles: [{ name: 'Deploy', profile: undefined, region: undefined, tags: {}, chain: chainOf(chain) }],
    },
  ];
  const instance: InstanceConfig = testInstance(emulator, {
    name: 'legacy',
    startUrl: '',
    sessionDuration: 12 * hour,
    base: { kind: 'keys', name: 'legacy', user: given(parseUserArn(user.arn)) },
    mfa: isWithDevice ? { serial, command: undefined } : undefined,
    accounts,
  });
  await saveLastingKeys(
    services,
    'legacy',
    guarded({
      accessKeyId: user.accessKeyId,
      secretAccessKey: user.secretAccessKey,
      userArn: user.arn,
      region: emulator.region,
      since: clock.now(),
    }),
  );
  const of = (name: string, account = accountId) =>
    roleCredentials(services, { instance: 'legacy', accountId: account, roleName: name }, { instance });
  const calls = (): readonly string[] => emulator.requests().map(({ operation }) => operation);
  return { emulator, user, services, clock, instance, asked, of, calls };
};

const showing =
  (emulator: Emulator, serial: string): Services['mfaCode'] =>
  async () =>
    emulator.mfaCode(serial);

test('a session is asked for once, and lives as long as was asked for', async () => {
  const { of, calls, clock } = await setUp();
  const first = await of('ci-bot');
  expect(first.accessKeyId).toMatch(/^ASIA/);
  expect(first.expiration - clock.now()).toBeGreaterThan(11.9 * hour);
  expect((await of('ci-bot')).accessKeyId).toBe(first.accessKeyId);
  expect(calls()).toEqual(['GetSessionToken']);
});

test('a role is assumed from the session, for up to twelve hours', async () => {
  const { of, calls, clock } = await setUp({ chain: { duration: 11 * hour } });
  const { expiration } = await of('Deploy', spoke);
  expect(expiration - clock.now()).toBeGreaterThan(10.9 * hour);
  expect(calls()).toEqual(['GetSessionToken', 'AssumeRole']);
});

test('with a device, one code serves every role until the session ends', async () => {
  const { emulator, of, asked, calls } = await setUp({
    user: { mfa: true },
    isWithDevice: true,
    codes: showing,
  });
  emulator.trust({ accountId: spoke, roleName: 'Deploy', mfa: true });
  await of('Deploy', spoke);
  await of('ci-bot');
  expect(asked).toEqual([false]);
  expect(calls()).toEqual(['GetSessionToken', 'AssumeRole']);
});

test('a mistyped code is asked for again, and not for ever', async () => {
  const codes = ['000000', '000001'];
  const patient = await setUp({
    user: { mfa: true },
    isWithDevice: true,
    codes: (emulator, serial) => async () => codes.shift() ?? emulator.mfaCode(serial),
  });
  await patient.of('ci-bot');
  expect(patient.asked).toEqual([false, true, true]);

  const hopeless = await setUp({
    user: { mfa: true },
    isWithDevice: true,
    codes: () => async () => '000000',
  });
  const failure = await hopeless.of('ci-bot').catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: 4, message: expect.stringContaining('did not take the code') });
  expect(hopeless.asked).toEqual([false, true, true]);
});

test('where nobody can give a code, a sign-in is what is needed', async () => {
  const { of, calls } = await setUp({ user: { mfa: true }, isWithDevice: true });
  await expect(of('Deploy', spoke)).rejects.toThrow(LoginNeeded);
  expect(calls()).toEqual([]);
});

test('while a session with MFA still lives, it serves those who cannot give a code', async () => {
  const wish = { user: { mfa: true }, isWithDevice: true };
  let isAnswered = true;
  const { of, clock } = await setUp({
    ...wish,
    codes: (emulator, serial) => async () => (isAnswered ? emulator.mfaCode(serial) : undefined),
  });
  const first = await of('ci-bot');
  isAnswered = false;
  clock.advance(12 * hour - 10 * 60_000);
  expect(await of('ci-bot')).toMatchObject({
    accessKeyId: first.accessKeyId,
    staleReason: expect.stringContaining('needs a code'),
  });
});

const withDeviceOnRoles = (instance: InstanceConfig, mfaSerial: string | undefined): InstanceConfig => ({
  ...instance,
  accounts: instance.accounts.map((account) => ({
    ...account,
    roles: account.roles.map((role) => ({ ...role, chain: chainOf({ mfaSerial }) })),
  })),
});

test('where nobody can give the code of a role’s own device, no sign-in would help: a terminal is named', async () => {
  const { user, instance, services } = await setUp({ user: { mfa: true } });
  const role = { instance: 'legacy', accountId: spoke, roleName: 'Deploy' };
  const withDevice = withDeviceOnRoles(instance, user.mfaSerial);
  await expect(roleCredentials(services, role, { instance: withDevice })).rejects.toMatchObject({
    exitCode: 4,
    message: expect.stringContaining('needs a code'),
    hint: 'A terminal asks for it: rolecall exec --instance legacy --account 222222222222 --role Deploy',
  });
});

test('a role with a device of its own is asked for with a code, signed by the keys themselves', async () => {
  const { emulator, user, instance, services, asked, calls } = await setUp({
    user: { mfa: true },
    codes: showing,
  });
  emulator.trust({ accountId: spoke, roleName: 'Deploy', mfa: true });
  const withDevice = withDeviceOnRoles(instance, user.mfaSerial);
  const role = { instance: 'legacy', accountId: spoke, roleName: 'Deploy' };
  await roleCredentials(services, role, { instance: withDevice });
  expect(asked).toEqual([false]);
  expect(calls()).toEqual(['AssumeRole']);
});

test('a role that asks for MFA and is given none is told with what may be missing', async () => {
  const { emulator, of } = await setUp();
  emulator.trust({ accountId: spoke, roleName: 'Deploy', mfa: true });
  const failure = await of('Deploy', spoke).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotAssigned);
  expect(failure).toMatchObject({ hint: expect.stringContaining('mfa_serial') });
});

test('keys that AWS does not take are told by name, without the secret', async () => {
  const { services, of, user } = await setUp();
  const keys = given(await loadLastingKeys(services, 'legacy'));
  await saveLastingKeys(
    services,
    'legacy',
    guarded({ ...keys, secretAccessKey: `${keys.secretAccessKey}x` }),
  );
  const wrong = await of('ci-bot').catch((error: unknown) => error);
  expect(wrong).toMatchObject({
    message: expect.stringContaining('does not take the secret of the keys legacy'),
  });
  expect(String(wrong)).not.toContain(user.secretAccessKey);
  await removeKeys(services, 'legacy', []);
  await expect(of('ci-bot')).rejects.toMatchObject({
    exitCode: 4,
    message: 'There are no keys named legacy here.',
  });
});

test('are rotated: the new ones work and are kept, the old ones are gone at AWS', async () => {
  const { services, of, calls } = await setUp();
  const before = given(await loadLastingKeys(services, 'legacy'));
  const report = await rotateKeys(services, { name: 'legacy', instance: undefined });
  const after = given(await loadLastingKeys(services, 'legacy'));
  expect(report).toEqual({ oldKeyId: before.accessKeyId, newKeyId: after.accessKeyId, problem: undefined });
  expect(after.accessKeyId).not.toBe(before.accessKeyId);
  expect(calls()).toEqual(['CreateAccessKey', 'GetCallerIdentity', 'UpdateAccessKey', 'DeleteAccessKey']);
  await of('ci-bot');
  const old = await (await services.sts('us-east-1', before))
    .getCallerIdentity()
    .catch((error: unknown) => error);
  expect(old).toMatchObject({ code: 'InvalidClientTokenId' });
});

test('are rotated with MFA where the user may not do so without', async () => {
  const { services, instance, asked } = await setUp({
    user: { mfa: true, keysNeedMfa: true },
    isWithDevice: true,
    codes: showing,
  });
  await expect(rotateKeys(services, { name: 'legacy', instance: undefined })).rejects.toThrow(/AccessDenied/);
  expect(await rotateKeys(services, { name: 'legacy', instance })).toMatchObject({ problem: undefined });
  expect(asked).toEqual([false]);
});

test('a new key that AWS does not know yet is waited for', async () => {
  const { emulator, services, clock } = await setUp();
  emulator.fault({ operation: 'GetCallerIdentity', count: 3, status: 403, error: 'InvalidClientTokenId' });
  expect(await rotateKeys(services, { name: 'legacy', instance: undefined })).toMatchObject({
    problem: undefined,
  });
  expect(clock.waits).toEqual([500, 1000, 2000]);
});

test('a rotation that fails half way keeps keys that work', async () => {
  const { emulator, services } = await setUp();
  emulator.fault({ operation: 'DeleteAccessKey', status: 403, error: 'AccessDenied' });
  const { newKeyId, problem } = await rotateKeys(services, { name: 'legacy', instance: undefined });
  expect(problem).toContain('AccessDenied');
  expect((await loadLastingKeys(services, 'legacy'))?.accessKeyId).toBe(newKeyId);

  const before = given(await loadLastingKeys(services, 'legacy'));
  const full = await rotateKeys(services, { name: 'legacy', instance: undefined }).catch(
    (error: unknown) => error,
  );
  expect(full).toBeInstanceOf(UserError);
  expect(String(full)).toContain('two access keys');
  expect(await loadLastingKeys(services, 'legacy')).toEqual(before);
});

test('a new key that cannot be kept is deleted at AWS again, and the old ones stay', async () => {
  const { services, of, calls } = await setUp();
  const store = await services.secretStore();
  const isFull = async (): Promise<never> => {
    throw new SecretStoreFailed('The disk is full.');
  };
  const full = { ...services, secretStore: async () => ({ ...store, set: isFull }) };
  const failure = await rotateKeys(full, { name: 'legacy', instance: undefined }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    exitCode: 7,
    message: expect.stringContaining('could not be kept: The disk is full.'),
    hint: expect.stringContaining('deleted at AWS again'),
  });
  expect(calls()).toEqual(['CreateAccessKey', 'DeleteAccessKey']);
  await of('ci-bot');
});

test('two rotations at once come one after the other', async () => {
  const { services, user, of } = await setUp();
  const rotate = () => rotateKeys(services, { name: 'legacy', instance: undefined });
  const [first, second] = await Promise.all([rotate(), rotate()]);
  expect(first).toMatchObject({ oldKeyId: user.accessKeyId, problem: undefined });
  expect(second).toMatchObject({ oldKeyId: first.newKeyId, problem: undefined });
  await of('ci-bot');
});

test('removing keys wipes what every instance has of them', async () => {
  const { services, instance, of } = await setUp();
  const other = { ...instance, name: 'other' };
  await of('ci-bot');
  await roleCredentials(services, { instance: 'other', accountId, roleName: 'ci-bot' }, { instance: other });
  const config = { ...parseConfig(new Map()).config, instances: [instance, other] };
  await removeKeys(services, 'legacy', instancesWith(config, 'legacy'));
  expect(await (await services.secretStore()).list('')).toEqual([]);
});

test('a session that is on its way when its keys are removed is handed out, and not kept', async () => {
  let removal = async (): Promise<void> => undefined;
  const { services, instance, of } = await setUp({
    user: { mfa: true },
    isWithDevice: true,
    codes: (emulator, serial) => async () => {
      await removal();
      return emulator.mfaCode(serial);
    },
  });
  removal = () => removeKeys(services, 'legacy', [instance]);
  expect((await of('ci-bot')).accessKeyId).toMatch(/^ASIA/);
  expect(await (await services.secretStore()).list('')).toEqual([]);
});

test('signing out of everything leaves lasting keys, and removing them leaves nothing', async () => {
  const { services, instance, of } = await setUp();
  await of('ci-bot');
  expect(await wipeForgotten(services, [])).toEqual([]);
  expect(await lastingKeyNames(services)).toEqual(['legacy']);
  expect(await (await services.secretStore()).list('credentials/')).toEqual([]);
  await of('ci-bot');
  await removeKeys(services, 'legacy', [instance]);
  expect(await (await services.secretStore()).list('')).toEqual([]);
});
