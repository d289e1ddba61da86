import { expect, test } from 'vitest';
import { LoginNeeded, NotAssigned, UpstreamFailed } from '../../src/domain/errors.ts';
import { hour, minute } from '../../src/domain/expiry.ts';
import { roleKey } from '../../src/domain/role.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { cachedLives, roleCredentials } from '../../src/engine/role-credentials.ts';
import { sessionStatus } from '../../src/engine/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

const organisation = {
  accounts: [
    { id: '012345678901', name: 'Acme Production', email: 'prod@acme.example', roles: ['Admin', 'ReadOnly'] },
  ],
};
const admin = {
  instance: 'acme',
  accountId: '012345678901',
  accountName: 'Acme Production',
  roleName: 'Admin',
};

const setUp = async (options: EmulatorOptions = {}) => {
  const emulator = await useEmulator({ organisation, autoApprove: true, ...options });
  const clock = testClock(emulator);
  const store = createMemorySecretStore();
  const services = testServices({ env: emulator.env, overrides: { clock, secretStore: async () => store } });
  const instance = testInstance(emulator);
  await signIn(services, instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: true,
    onProgress: () => undefined,
  });
  emulator.clearRequests();
  return {
    emulator,
    clock,
    store,
    services,
    instance,
    get: () => roleCredentials(services, admin, { instance }),
  };
};

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

test('credentials are fetched once, then come from the cache until 15 minutes are left', async () => {
  const { get, clock, emulator } = await setUp();
  const first = await get();
  expect(first).toMatchObject({ source: 'fetched', staleReason: undefined });
  clock.advance(44 * minute);
  expect(await get()).toEqual({ ...first, source: 'cache' });
  clock.advance(2 * minute);
  expect((await get()).accessKeyId).not.toBe(first.accessKeyId);
  expect(count(emulator, 'GetRoleCredentials')).toBe(2);
});

test('fifty at once fetch once', async () => {
  const { get, emulator, clock } = await setUp({ refreshMode: 'rotate-revoke-family' });
  clock.advance(2 * hour);
  const all = await Promise.all(Array.from({ length: 50 }, get));
  expect(new Set(all.map((credentials) => credentials.accessKeyId)).size).toBe(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(1);
  expect(count(emulator, 'CreateToken')).toBe(1);
});

test('while AWS fails, cached credentials that still live are used, and it says why', async () => {
  const { get, clock, emulator } = await setUp();
  const first = await get();
  clock.advance(50 * minute);
  emulator.fault({ operation: 'GetRoleCredentials', status: 500, count: 100 });
  const kept = await get();
  expect(kept).toMatchObject({ accessKeyId: first.accessKeyId, source: 'cache' });
  expect(kept.staleReason).toContain('HTTP 500');
  clock.advance(11 * minute);
  await expect(get()).rejects.toBeInstanceOf(UpstreamFailed);
});

test('a role that is not assigned is named with its account, and is no reason to sign in', async () => {
  const { emulator, get, services, instance } = await setUp();
  emulator.assign({ action: 'revoke', accountId: admin.accountId, roleName: 'Admin', isStillListed: true });
  await expect(get()).rejects.toBeInstanceOf(NotAssigned);
  await expect(get()).rejects.toThrow('You are not assigned Admin in Acme Production (012345678901).');
  await expect(
    roleCredentials(services, { ...admin, roleName: 'Nobody' }, { instance }),
  ).rejects.toBeInstanceOf(NotAssigned);
  expect(await sessionStatus(services, instance)).toMatchObject({ kind: 'signed-in' });
});

test('without a session a login is asked for', async () => {
  const { services, instance, emulator } = await setUp();
  emulator.expireSessions();
  await expect(roleCredentials(services, admin, { instance })).rejects.toBeInstanceOf(LoginNeeded);
});

test('lives are told from names alone; ended ones are not told, and leave the store', async () => {
  const { services, instance, clock, store, get } = await setUp();
  const { expiration } = await get();
  const locked = {
    ...services,
    secretStore: async () => ({ ...store, get: () => Promise.reject(new Error('The store is locked.')) }),
  };
  expect(await cachedLives(locked, [instance])).toEqual(new Map([[roleKey(admin), expiration]]));
  clock.advance(61 * minute);
  expect((await cachedLives(locked, [instance])).size).toBe(0);
  const before = [...store.records.keys()].filter((key) => key.startsWith('credentials/'));
  await roleCredentials(services, { ...admin, roleName: 'ReadOnly' }, { instance });
  const after = [...store.records.keys()].filter((key) => key.startsWith('credentials/'));
  expect([before.length, after.length]).toEqual([1, 1]);
  expect(after).not.toEqual(before);
});

test('no key is ever part of a record name', async () => {
  const { store, get } = await setUp();
  const { accessKeyId, secretAccessKey, sessionToken } = await get();
  const names = [...store.records.keys()].join('\n');
  for (const secret of [accessKeyId, secretAccessKey, sessionToken]) expect(names).not.toContain(secret);
});
