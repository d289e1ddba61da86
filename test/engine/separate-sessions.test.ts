// Several instances at once, and several people who sign in at one start URL: what belongs to one is never used for
// another.

import { expect, test } from 'vitest';
import type { InstanceConfig } from '../../src/domain/config.ts';
import { LoginNeeded } from '../../src/domain/errors.ts';
import { accessToken } from '../../src/engine/access-token.ts';
import { logout } from '../../src/engine/logout.ts';
import { cachedLives, roleCredentials } from '../../src/engine/role-credentials.ts';
import { loadSession, sessionStatus } from '../../src/engine/session.ts';
import {
  credentialsKey,
  instancePrefix,
  type RecordKind,
  recordKinds,
  scopePrefix,
} from '../../src/engine/session-record.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { Services } from '../../src/ports/services.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import fc from '../support/properties.ts';
import { given, testClock, testInstance, testServices } from '../support/services.ts';

const organisation = {
  accounts: [{ id: '012345678901', name: 'Acme', email: 'acme@acme.example', roles: ['Admin'] }],
};

const enter = async (services: Services, instance: InstanceConfig): Promise<void> => {
  const onProgress = (): void => undefined;
  const options = { flow: 'device', isBrowserAllowed: false, force: false, onProgress } as const;
  await signIn(services, instance, options);
};

/** Ann and Bob use the same start URL from the same machine, under instances of their own. */
const twoPeople = async () => {
  const emulator = await useEmulator({
    organisation,
    autoApprove: true,
    refreshMode: 'rotate-revoke-family',
  });
  const clock = testClock(emulator);
  const store = createMemorySecretStore();
  const services = testServices({
    env: emulator.env,
    overrides: { clock, secretStore: async () => store },
  });
  // One name begins with the other.
  const ann = testInstance(emulator, { name: 'acme' });
  const bob = testInstance(emulator, { name: 'acme-bob' });
  return { emulator, clock, store, services, ann, bob };
};

const role = (instance: InstanceConfig) => ({
  instance: instance.name,
  accountId: '012345678901',
  roleName: 'Admin',
  ssoRegion: instance.region,
});

const credentialsOf = (services: Services, instance: InstanceConfig) =>
  roleCredentials(services, role(instance) as Parameters<typeof roleCredentials>[1], { instance });

test('a session of one person signs nobody else in', async () => {
  const { services, ann, bob } = await twoPeople();
  await enter(services, ann);
  expect(await sessionStatus(services, bob)).toEqual({ kind: 'signed-out' });
  await expect(accessToken(services, bob)).rejects.toBeInstanceOf(LoginNeeded);
  await expect(credentialsOf(services, bob)).rejects.toBeInstanceOf(LoginNeeded);
});

test('two people have tokens, registrations and role credentials of their own, also after renewal', async () => {
  const { services, clock, ann, bob } = await twoPeople();
  for (const person of [ann, bob]) await enter(services, person);
  const sessionOf = async (person: InstanceConfig) => given(await loadSession(services, person));
  const [first, second] = [await sessionOf(ann), await sessionOf(bob)];
  expect(first.registration.clientId).not.toBe(second.registration.clientId);
  expect(first.tokens.refreshToken).not.toBe(second.tokens.refreshToken);
  const [keys, others] = [await credentialsOf(services, ann), await credentialsOf(services, bob)];
  expect(keys.accessKeyId).not.toBe(others.accessKeyId);
  expect(await cachedLives(services, [ann])).toHaveProperty('size', 1);

  clock.advance(58 * 60_000);
  const renewed = await accessToken(services, ann);
  expect(renewed).not.toBe(first.tokens.accessToken);
  expect((await sessionOf(bob)).tokens).toEqual(second.tokens);
  expect(await accessToken(services, bob)).not.toBe(renewed);
  // Had one used the refresh token of the other, its owner could no longer renew.
  clock.advance(58 * 60_000);
  for (const person of [ann, bob]) await accessToken(services, person);
});

test('signing out wipes what is one’s own, and the other goes on', async () => {
  const { services, store, ann, bob } = await twoPeople();
  for (const person of [ann, bob]) {
    await enter(services, person);
    await credentialsOf(services, person);
  }
  await logout(services, ann);
  expect([...store.records.keys()].filter((key) => key.split('/')[1] === 'acme')).toEqual([]);
  expect(await sessionStatus(services, ann)).toEqual({ kind: 'signed-out' });
  expect(await sessionStatus(services, bob)).toMatchObject({ kind: 'signed-in' });
  const center = await services.identityCenter(bob);
  const page = await center.listAccounts({ accessToken: await accessToken(services, bob) });
  expect(page.accounts).toHaveLength(1);
});

test('a token of one Identity Center is not sent to another, whatever the variables say', async () => {
  const [one, two] = [await useEmulator({ organisation }), await useEmulator({ organisation })];
  const store = createMemorySecretStore();
  const servicesAt = (emulator: typeof one) =>
    testServices({ env: emulator.env, overrides: { secretStore: async () => store } });
  const instance = testInstance(one);
  const [here, there] = [servicesAt(one), servicesAt(two)];
  const approve = async (emulator: typeof one, services: Services) => {
    const onProgress = (progress: { readonly kind: string; readonly userCode?: string }): void => {
      if (progress.userCode !== undefined) emulator.decideSignIn(progress.userCode, 'allow');
    };
    const options = { flow: 'device', isBrowserAllowed: false, force: false, onProgress } as const;
    await signIn(services, instance, options);
  };
  await approve(one, here);
  two.clearRequests();
  await expect(accessToken(there, instance)).rejects.toBeInstanceOf(LoginNeeded);
  expect(two.requests()).toEqual([]);
  expect(await accessToken(here, instance)).toMatch(/./);
});

const place = fc.record({
  name: fc.string({ maxLength: 12 }),
  region: fc.constantFrom('us-east-1', 'us-east-2', 'cn-north-1'),
  startUrl: fc.oneof(fc.webUrl(), fc.string({ maxLength: 20 })),
  origin: fc.oneof(fc.webUrl(), fc.string({ maxLength: 20 })),
});

type Place = {
  readonly name: string;
  readonly region: string;
  readonly startUrl: string;
  readonly origin: string;
};

const prefixOf = (kind: RecordKind, { origin, ...instance }: Place): string =>
  scopePrefix(kind, instance as InstanceConfig, origin);

test('records of two places are never found under each other, whatever their names hold', () => {
  const change = fc.constantFrom('name', 'region', 'startUrl', 'origin');
  fc.assert(
    fc.property(place, place, change, (a, other, changed) => {
      const b = { ...a, [changed]: other[changed] };
      fc.pre(a[changed] !== b[changed]);
      for (const kind of recordKinds) {
        expect(prefixOf(kind, a).startsWith(prefixOf(kind, b))).toBe(false);
        expect(prefixOf(kind, a).startsWith(instancePrefix(kind, b.name))).toBe(a.name === b.name);
      }
    }),
  );
});

test('role credentials are found by what the role is, not by how its parts run together', () => {
  const at = { name: 'a', region: 'us-east-1', startUrl: 's', origin: 'o' };
  const key = (accountId: string, roleName: string): string =>
    credentialsKey(at as unknown as InstanceConfig, 'o', { instance: 'a', accountId, roleName });
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
      fc.pre(a !== c || b !== d);
      expect(key(a, b)).not.toBe(key(c, d));
    }),
  );
});
