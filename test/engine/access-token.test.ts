import { expect, test } from 'vitest';
import { LoginNeeded, UpstreamFailed } from '../../src/domain/errors.ts';
import { minute } from '../../src/domain/expiry.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { accessToken, withAccessToken } from '../../src/engine/access-token.ts';
import { logout } from '../../src/engine/logout.ts';
import { endSession, loadSession, saveSession, sessionStatus } from '../../src/engine/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { given, testClock, testInstance, testServices } from '../support/services.ts';

const setUp = async (options: EmulatorOptions = {}) => {
  const emulator = await useEmulator({ accounts: 3, autoApprove: true, ...options });
  const clock = testClock(emulator);
  const store = createMemorySecretStore();
  const services = testServices({ env: emulator.env, overrides: { clock, secretStore: async () => store } });
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
  const listAccounts = () =>
    withAccessToken(services, instance, (token, center) => center.listAccounts({ accessToken: token }));
  return { emulator, clock, store, services, instance, login, listAccounts };
};

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

test('a token with life in it is used as it is', async () => {
  const { services, instance, emulator } = await setUp();
  expect(await accessToken(services, instance)).toBe(await accessToken(services, instance));
  expect(count(emulator, 'CreateToken')).toBe(0);
});

test('below 5 minutes it is renewed, once for all who ask at the same time', async () => {
  const { services, instance, emulator, clock } = await setUp({ refreshMode: 'rotate-revoke-family' });
  const before = await accessToken(services, instance);
  clock.advance(56 * minute);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(services, instance)));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).not.toBe(before);
  expect(count(emulator, 'CreateToken')).toBe(1);
});

test('a token that lives shorter than that is still renewed only once for all', async () => {
  const { services, instance, emulator, clock } = await setUp({ tokenTtl: 60, refreshMode: 'rotate' });
  clock.advance(61_000);
  await Promise.all(Array.from({ length: 10 }, () => accessToken(services, instance)));
  expect(count(emulator, 'CreateToken')).toBe(1);
});

test('a session is renewed again and again with the newest refresh token', async () => {
  const { services, instance, clock, listAccounts } = await setUp({ refreshMode: 'rotate-revoke-family' });
  for (let hour = 0; hour < 5; hour += 1) {
    clock.advance(58 * minute);
    await accessToken(services, instance);
  }
  expect((await listAccounts()).accounts).toHaveLength(3);
});

test('an answer without a refresh token keeps the one there is', async () => {
  const { services, instance, clock, emulator } = await setUp();
  const before = given(await loadSession(services, instance)).tokens.refreshToken;
  clock.advance(58 * minute);
  const body = JSON.stringify({ accessToken: 'fake-new-token', tokenType: 'Bearer', expiresIn: 3600 });
  emulator.fault({ operation: 'CreateToken', status: 200, body, contentType: 'application/json' });
  expect(await accessToken(services, instance)).toBe('fake-new-token');
  expect(given(await loadSession(services, instance)).tokens.refreshToken).toBe(before);
});

test('a token that AWS rejects is renewed once, and the call made again', async () => {
  const { emulator, listAccounts, services, instance } = await setUp();
  emulator.expireSessions('access-tokens');
  expect((await listAccounts()).accounts).toHaveLength(3);
  expect(count(emulator, 'CreateToken')).toBe(1);
  emulator.clearRequests();
  emulator.fault({ operation: 'ListAccounts', status: 401, error: 'UnauthorizedException', count: 9 });
  await expect(listAccounts()).rejects.toBeInstanceOf(LoginNeeded);
  expect(count(emulator, 'ListAccounts')).toBe(2);
  // Else the login that is asked for would find the session alive, and do nothing.
  expect(await sessionStatus(services, instance)).toEqual({ kind: 'signed-out' });
});

test('a session that AWS ended asks for a login, and status says so afterwards', async () => {
  const { emulator, listAccounts, services, instance } = await setUp();
  emulator.expireSessions();
  const failure = await listAccounts().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LoginNeeded);
  expect(failure).toMatchObject({ hint: 'Run: rolecall login --instance acme' });
  expect(await sessionStatus(services, instance)).toEqual({ kind: 'signed-out' });
});

test('invalid_grant while another process has renewed: its tokens are used', async () => {
  const { services, instance, clock, emulator } = await setUp({ refreshMode: 'rotate' });
  clock.advance(61 * minute);
  const old = given(await loadSession(services, instance));
  // The other process renews without our lock, between our reading and our call.
  const center = await services.identityCenter(instance);
  const racing = {
    ...services,
    identityCenter: async () => ({
      ...center,
      createToken: async (...asked: Parameters<typeof center.createToken>) => {
        const refreshToken = given(old.tokens.refreshToken);
        const grant = guarded({ kind: 'refresh', refreshToken });
        const tokens = await center.createToken(old.registration, grant);
        await saveSession(services, instance, guarded({ ...old, tokens }));
        return center.createToken(...asked);
      },
    }),
  };
  const token = await accessToken(racing, instance);
  expect(token).not.toBe(old.tokens.accessToken);
  expect(token).toBe(given(await loadSession(services, instance)).tokens.accessToken);
  expect(emulator.requests().map((request) => request.status)).toEqual([200, 400]);
});

/** The services of a process during whose renewal, while AWS answers, something else happens. */
const meanwhile = async (
  { services, instance }: Pick<Awaited<ReturnType<typeof setUp>>, 'services' | 'instance'>,
  happens: () => Promise<unknown>,
) => {
  const center = await services.identityCenter(instance);
  const createToken = async (...asked: Parameters<typeof center.createToken>) => {
    const answer = center.createToken(...asked);
    await answer.catch(() => undefined);
    await happens();
    return answer;
  };
  return { ...services, identityCenter: async () => ({ ...center, createToken }) };
};

test.each(['renews', 'refuses'] as const)('who signs out while AWS %s stays signed out', async (answer) => {
  const made = await setUp();
  const { services, instance, clock, emulator, store } = made;
  clock.advance(57 * minute);
  if (answer === 'refuses') emulator.fault({ operation: 'CreateToken', error: 'InvalidGrantException' });
  const racing = await meanwhile(made, () => endSession(services, instance));
  await expect(accessToken(racing, instance)).rejects.toBeInstanceOf(LoginNeeded);
  expect([...store.records.keys()].filter((key) => key.startsWith('session/'))).toEqual([]);
});

test('who signs in anew while an older session is renewed keeps the new one', async () => {
  const made = await setUp();
  const { services, instance, clock, login } = made;
  clock.advance(57 * minute);
  let signedInAt = 0;
  const racing = await meanwhile(made, async () => {
    await login();
    signedInAt = given(await loadSession(services, instance)).signedInAt;
  });
  const token = await accessToken(racing, instance);
  expect(await loadSession(services, instance)).toMatchObject({ signedInAt, tokens: { accessToken: token } });
});

test('a sign-in between the look at the names and at the record is found', async () => {
  const { services, instance, clock, store, login } = await setUp();
  clock.advance(minute);
  let isFirst = true;
  const get = async (key: string) => {
    if (isFirst) {
      isFirst = false;
      await login();
    }
    return store.get(key);
  };
  const racing = { ...services, secretStore: async () => ({ ...store, get }) };
  expect(await accessToken(racing, instance)).toBe(await accessToken(services, instance));
});

test('invalid_grant while the access token still lives: it is used, and no longer called renewable', async () => {
  const { services, instance, clock, emulator } = await setUp();
  clock.advance(57 * minute);
  emulator.fault({ operation: 'CreateToken', status: 400, error: 'InvalidGrantException' });
  const stored = given(await loadSession(services, instance)).tokens.accessToken;
  expect(await accessToken(services, instance)).toBe(stored);
  expect(await sessionStatus(services, instance)).toMatchObject({ kind: 'signed-in', isRenewable: false });
});

test('when AWS cannot be reached, a token that still lives is used, an ended one is not', async () => {
  const { services, instance, clock, emulator } = await setUp();
  clock.advance(57 * minute);
  emulator.fault({ operation: 'CreateToken', status: 500, count: 100 });
  expect(await accessToken(services, instance)).toBe(await accessToken(services, instance));
  clock.advance(5 * minute);
  await expect(accessToken(services, instance)).rejects.toBeInstanceOf(UpstreamFailed);
  emulator.clearFaults();
  expect(await accessToken(services, instance)).toMatch(/./);
});

test('a token is never used at another endpoint than the one it came from', async () => {
  const { services, instance, store } = await setUp();
  const hostile = await useEmulator({ accounts: 1 });
  const elsewhere = testServices({
    env: hostile.env,
    overrides: { clock: services.clock, secretStore: async () => store },
  });
  await expect(accessToken(elsewhere, instance)).rejects.toBeInstanceOf(LoginNeeded);
  await expect(
    accessToken(services, { ...instance, startUrl: `${instance.startUrl}2` }),
  ).rejects.toBeInstanceOf(LoginNeeded);
  expect(await sessionStatus(elsewhere, instance)).toEqual({ kind: 'signed-out' });
  expect(hostile.requests()).toEqual([]);
});

test('status is told from names alone, and counts the configured length of a session', async () => {
  const { services, instance, clock, store } = await setUp();
  const locked = {
    ...services,
    secretStore: async () => ({ ...store, get: () => Promise.reject(new Error('The store is locked.')) }),
  };
  const status = await sessionStatus(locked, instance);
  expect(status).toMatchObject({ kind: 'signed-in', isRenewable: true });
  if (status.kind !== 'signed-in') throw new Error('not signed in');
  expect(status.endsAt - status.signedInAt).toBe(instance.sessionDuration);
  clock.advance(2 * 60 * minute);
  expect(await sessionStatus(locked, instance)).toEqual(status);
});

test('logout ends the session at AWS and wipes every record', async () => {
  const { services, instance, store, emulator } = await setUp();
  const token = await accessToken(services, instance);
  expect(await logout(services, instance)).toEqual({ wasSignedIn: true, problems: [] });
  expect(store.records.size).toBe(0);
  const center = await services.identityCenter(instance);
  await expect(center.listAccounts({ accessToken: token })).rejects.toMatchObject({ name: 'TokenRejected' });
  expect(count(emulator, 'Logout')).toBe(1);
  expect(await logout(services, instance)).toEqual({ wasSignedIn: false, problems: [] });
});

test('logout wipes the records also when AWS fails, and says what it could not do', async () => {
  const { services, instance, store, emulator } = await setUp();
  emulator.fault({ operation: 'Logout', status: 500, count: 100 });
  const report = await logout(services, instance);
  expect(report.problems).toHaveLength(1);
  expect(report.problems[0]).toContain('could not be ended at AWS');
  expect(store.records.size).toBe(0);
});
