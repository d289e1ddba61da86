import { expect, test } from 'vitest';
import { LoginNeeded, NotAssigned } from '../../src/domain/errors.ts';
import { hour, minute } from '../../src/domain/expiry.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

const accountId = '012345678901';
const organisation = {
  accounts: [
    { id: accountId, name: 'Acme Production', email: 'prod@acme.example', roles: ['Admin', 'ReadOnly'] },
  ],
};

const setUp = async (options: EmulatorOptions = {}) => {
  const emulator = await useEmulator({ organisation, autoApprove: true, ...options });
  const clock = testClock(emulator);
  const services = testServices({ env: emulator.env, overrides: { clock } });
  const instance = testInstance(emulator);
  const login = () =>
    signIn(services, instance, {
      flow: 'device',
      isBrowserAllowed: false,
      force: true,
      onProgress: () => undefined,
    });
  await login();
  emulator.clearRequests();
  const get = (roleName = 'Admin') =>
    roleCredentials(services, { instance: 'acme', accountId, roleName }, { instance });
  const giveUp = (roleName = 'Admin') =>
    roleCredentials(
      services,
      { instance: 'acme', accountId, roleName },
      { instance, giveUp: AbortSignal.timeout(50) },
    );
  return { emulator, clock, login, get, giveUp };
};

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('It did not fail.'),
    (error: Error) => error,
  );

const messages = async (work: readonly Promise<unknown>[]): Promise<readonly string[]> => [
  ...new Set((await Promise.all(work.map(failureOf))).map(({ name, message }) => `${name}: ${message}`)),
];

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

test('a session that ended is found out once, and told to all in the same words until a login', async () => {
  const { emulator, clock, get, login } = await setUp();
  clock.advance(2 * hour);
  emulator.expireSessions();
  const line = 'LoginNeeded: Your session at acme has ended.';
  expect(await messages([...times(25, () => get('Admin')), ...times(25, () => get('ReadOnly'))])).toEqual([
    line,
  ]);
  expect(await messages([get()])).toEqual([line]);
  expect(count(emulator, 'CreateToken')).toBe(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(0);
  await login();
  expect((await get()).source).toBe('fetched');
});

test('a role that is not assigned is asked for once a minute, and again after a login', async () => {
  const { emulator, clock, get, login } = await setUp();
  emulator.assign({ action: 'revoke', accountId, roleName: 'Admin', isStillListed: true });
  expect(await messages(times(50, () => get()))).toHaveLength(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(1);
  expect((await get('ReadOnly')).source).toBe('fetched');
  emulator.assign({ action: 'grant', accountId, roleName: 'Admin' });
  clock.advance(59_000);
  expect(await failureOf(get())).toBeInstanceOf(NotAssigned);
  clock.advance(2_000);
  expect((await get()).source).toBe('fetched');

  emulator.assign({ action: 'revoke', accountId, roleName: 'Admin', isStillListed: true });
  clock.advance(50 * minute);
  expect(await failureOf(get())).toBeInstanceOf(NotAssigned);
  emulator.assign({ action: 'grant', accountId, roleName: 'Admin' });
  await login();
  expect((await get()).source).toBe('fetched');
});

test('AWS failing is told to those who waited for that answer; who asks later asks AWS again', async () => {
  const { emulator, get } = await setUp();
  emulator.fault({ operation: 'GetRoleCredentials', status: 500, count: 4 });
  expect(await messages(times(50, () => get()))).toHaveLength(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(4);
  expect((await get()).source).toBe('fetched');
});

test('a failed renewal is shared as well', async () => {
  const { emulator, clock, get } = await setUp();
  clock.advance(2 * hour);
  emulator.fault({ operation: 'CreateToken', status: 500, count: 4 });
  expect(
    await messages([...times(20, () => get('Admin')), ...times(20, () => get('ReadOnly'))]),
  ).toHaveLength(1);
  expect(count(emulator, 'CreateToken')).toBe(4);
  expect((await get()).source).toBe('fetched');
});

test('credentials that AWS makes short are still fetched once for all who wait', async () => {
  const { emulator, get } = await setUp({ roleTtl: 600 });
  const all = await Promise.all(times(50, () => get()));
  expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(1);
});

test('who cannot wait longer gets credentials that still live, or an error', async () => {
  const { emulator, clock, get, giveUp } = await setUp();
  const before = await get();
  clock.advance(50 * minute);
  emulator.fault({ operation: 'GetRoleCredentials', hang: true, count: 2 });
  expect(await giveUp()).toMatchObject({
    accessKeyId: before.accessKeyId,
    staleReason: 'AWS did not answer in time.',
  });
  expect(await failureOf(giveUp('ReadOnly'))).toMatchObject({ name: 'UpstreamFailed', exitCode: 6 });
});

test('without any session there is nothing to remember', async () => {
  const emulator = await useEmulator({ organisation });
  const services = testServices({ env: emulator.env });
  const instance = testInstance(emulator);
  const role = { instance: 'acme', accountId, roleName: 'Admin' };
  const failure = await failureOf(roleCredentials(services, role, { instance }));
  expect(failure).toBeInstanceOf(LoginNeeded);
  expect(failure.message).toBe('You are not signed in to acme.');
});
