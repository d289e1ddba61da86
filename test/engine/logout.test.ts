import { describe, expect, it } from 'vitest';
import type { ChainConfig } from '../../src/domain/config.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { logout, wipeForgotten } from '../../src/engine/logout.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { loadSession, saveSession, sessionStatus } from '../../src/engine/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { SecretStore } from '../../src/ports/secret-store.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { given, testInstance, testServices } from '../support/services.ts';

const options = { flow: 'device', isBrowserAllowed: false, force: true, onProgress: () => {} } as const;

const accountId = '111111111111';
const organisation = {
  accounts: [{ id: accountId, name: 'Hub', email: 'hub@acme.example', roles: ['Admin'] }],
};

const chain: ChainConfig = {
  via: { accountId, roleName: 'Admin' },
  path: '/',
  externalId: undefined,
  sourceIdentity: undefined,
  sessionName: undefined,
  duration: undefined,
};
const deploy = { name: 'Deploy', profile: undefined, region: undefined, tags: {}, chain };
const accounts = [{ id: accountId, name: undefined, region: undefined, tags: {}, roles: [deploy] }];

/** `watch` stands between the engine and the store. */
const signedIn = async (watch: (store: SecretStore) => Partial<SecretStore> = () => ({})) => {
  const emulator = await useEmulator({ organisation, autoApprove: true } satisfies EmulatorOptions);
  const store = createMemorySecretStore();
  const watched = { ...store, ...watch(store) };
  const services = testServices({ env: emulator.env, overrides: { secretStore: async () => watched } });
  const instance = testInstance(emulator, { accounts });
  await signIn(services, instance, options);
  const get = (roleName: string) =>
    roleCredentials(services, { instance: 'acme', accountId, roleName }, { instance });
  const kept = () => [...store.records.keys()].filter((key) => key.startsWith('credentials/'));
  const isAsked = (operation: string) =>
    expect.poll(() => emulator.requests().map((request) => request.operation)).toContain(operation);
  return { emulator, store, services, instance, get, kept, isAsked };
};

/** What AWS has already made when the session ends, and sends after that. */
const lateAnswer = {
  operation: 'GetRoleCredentials',
  delay: 1_000,
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({
    roleCredentials: {
      accessKeyId: 'ASIAFAKELATE',
      secretAccessKey: 'fake-late-secret',
      sessionToken: 'fake-late-session',
      expiration: Date.now() + 3_600_000,
    },
  }),
};

describe('credentials that are under way when the person signs out', () => {
  it('are handed out and not kept, not even for a moment', async () => {
    const written: string[] = [];
    const { emulator, services, instance, get, store, isAsked } = await signedIn((inner) => ({
      set: async (key, ...record) => {
        written.push(key);
        await inner.set(key, ...record);
      },
    }));
    emulator.fault(lateAnswer);
    const fetching = get('Admin');
    await isAsked('GetRoleCredentials');
    expect(await logout(services, instance)).toEqual({ wasSignedIn: true, problems: [] });
    expect(await fetching).toMatchObject({ accessKeyId: 'ASIAFAKELATE', source: 'fetched' });
    expect([...store.records.keys()]).toEqual([]);
    expect(written.filter((key) => key.startsWith('credentials/'))).toEqual([]);
  });

  it('are handed out and not kept when another role assumes them', async () => {
    const { emulator, services, instance, get, store, isAsked } = await signedIn();
    emulator.fault({ operation: 'AssumeRole', delay: 1_000 });
    const fetching = get('Deploy');
    await isAsked('AssumeRole');
    await logout(services, instance);
    expect(await fetching).toMatchObject({ source: 'fetched' });
    expect([...store.records.keys()]).toEqual([]);
  });

  it('are not kept although somebody signed in anew meanwhile', async () => {
    const { emulator, services, instance, get, kept, isAsked } = await signedIn();
    emulator.fault(lateAnswer);
    const fetching = get('Admin');
    await isAsked('GetRoleCredentials');
    await logout(services, instance);
    await signIn(services, instance, options);
    await fetching;
    expect(kept()).toEqual([]);
  });

  it.each(['Admin', 'Deploy'])(
    'are removed when the wipe came just before they were stored: %s',
    async (role) => {
      let out = async (): Promise<unknown> => undefined;
      const { services, instance, get, store } = await signedIn((inner) => ({
        set: async (key, ...record) => {
          if (key.startsWith('credentials/') && key.endsWith(role)) await out();
          await inner.set(key, ...record);
        },
      }));
      out = () => logout(services, instance);
      expect(await get(role)).toMatchObject({ source: 'fetched' });
      expect([...store.records.keys()]).toEqual([]);
    },
  );

  it('are wiped when they were stored just before the session was', async () => {
    let fetched = async (): Promise<unknown> => undefined;
    const { services, instance, get, store } = await signedIn((inner) => ({
      delete: async (key) => {
        if (key.startsWith('session/')) await fetched();
        await inner.delete(key);
      },
    }));
    fetched = () => store.set('credentials/acme/r/s/o/111111111111/Admin', '{}');
    await get('Deploy');
    await logout(services, instance);
    expect([...store.records.keys()]).toEqual([]);
  });

  it('are kept while the session is renewed', async () => {
    const { emulator, services, instance, get, kept, isAsked } = await signedIn();
    emulator.fault(lateAnswer);
    const fetching = get('Admin');
    await isAsked('GetRoleCredentials');
    const session = given(await loadSession(services, instance));
    const tokens = guarded({ ...session.tokens, accessToken: 'fake-renewed', refreshToken: undefined });
    await saveSession(services, instance, guarded({ ...session, tokens }));
    await fetching;
    expect(kept()).toHaveLength(1);
  });
});

describe('sessions of other hosts', () => {
  const twoPlaces = async () => {
    const [one, other] = [await useEmulator({ autoApprove: true }), await useEmulator({ autoApprove: true })];
    const store = createMemorySecretStore();
    const servicesAt = ({ env }: typeof one) =>
      testServices({ env, overrides: { secretStore: async () => store } });
    const [here, there] = [servicesAt(one), servicesAt(other)];
    const instance = testInstance(one);
    await signIn(there, { ...instance, startUrl: other.startUrl }, options);
    return { one, other, store, here, there, instance };
  };

  it('are wiped, and named as not ended at AWS, beside the one that is', async () => {
    const { one, other, store, here, instance } = await twoPlaces();
    await signIn(here, instance, options);
    const { wasSignedIn, problems } = await logout(here, instance);
    expect(wasSignedIn).toBe(true);
    expect(problems).toEqual([
      `A session was made at ${new URL(other.url).host} and could only be wiped here; there it lasts until it ends by itself.`,
    ]);
    expect(store.records.size).toBe(0);
    expect(one.requests().map(({ operation }) => operation)).toContain('Logout');
    expect(other.requests().map(({ operation }) => operation)).not.toContain('Logout');
    expect(await logout(here, instance)).toEqual({ wasSignedIn: false, problems: [] });
  });

  it('are named also when there is none here, and when the endpoint of now may not be used', async () => {
    const first = await twoPlaces();
    expect((await logout(first.here, first.instance)).problems).toHaveLength(1);
    const { store, instance, other } = await twoPlaces();
    const env = { AWS_ENDPOINT_URL: 'http://192.0.2.1' };
    const lost = testServices({ env, overrides: { secretStore: async () => store } });
    const { problems } = await logout(lost, instance);
    expect(problems.join('\n')).toContain(`made at ${new URL(other.url).host}`);
    expect(store.records.size).toBe(0);
  });

  it('are not named when they have ended by themselves', async () => {
    const { here, there, instance, other, store } = await twoPlaces();
    const foreign = { ...instance, startUrl: other.startUrl };
    const session = given(await loadSession(there, foreign));
    const tokens = guarded({ ...session.tokens, refreshToken: undefined, expiresAt: Date.now() - 1 });
    await saveSession(there, foreign, guarded({ ...session, tokens }));
    expect(await sessionStatus(there, foreign)).toEqual({ kind: 'signed-out' });
    expect((await logout(here, instance)).problems).toEqual([]);
    expect(store.records.size).toBe(0);
  });
});

describe('signing out of all', () => {
  it('wipes what an instance left that the configuration no longer has, and nothing else', async () => {
    const emulator = await useEmulator({ autoApprove: true });
    const services = testServices({ env: emulator.env });
    const [kept, gone] = [
      testInstance(emulator, { name: 'kept' }),
      testInstance(emulator, { name: 'gone/ünïcode' }),
    ];
    for (const instance of [kept, gone]) await signIn(services, instance, options);
    expect(await wipeForgotten(services, [kept])).toEqual([]);
    const left = (await (await services.secretStore()).list('')).map(({ key }) => key.split('/')[1]);
    expect(new Set(left)).toEqual(new Set(['kept']));
  });
});
