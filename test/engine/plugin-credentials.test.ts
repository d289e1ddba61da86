// What a plugin gives, kept and asked for as it should be: a plugin of the test, the emulator's STS.
import { expect, test } from 'vitest';
import type { InstanceConfig } from '../../src/domain/config.ts';
import type { FoundKeys } from '../../src/domain/credentials.ts';
import { minute } from '../../src/domain/expiry.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { logout } from '../../src/engine/logout.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

const chain = {
  via: undefined,
  path: '/',
  externalId: undefined,
  sourceIdentity: undefined,
  sessionName: undefined,
  duration: undefined,
};

const use = { name: 'mine', path: '/opt/mine', timeout: 5_000, config: {} };
const common = { profile: undefined, region: undefined, tags: {} };

const setUp = async (life: number | undefined, change: Partial<FoundKeys> = {}) => {
  const emulator = await useEmulator({ organisation: { accounts: [] } });
  for (const roleName of ['Deploy', 'Other']) emulator.trust({ accountId: '222222222222', roleName });
  const user = emulator.addUser({ accountId: '111111111111', userName: 'made' });
  const clock = testClock(emulator);
  const asked: (string | undefined)[] = [];
  let given: Partial<FoundKeys> = change;
  const services = testServices({
    env: emulator.env,
    overrides: {
      clock,
      plugins: async () => ({
        look: () => ({ kind: 'good', path: use.path }),
        refuseCircle: () => undefined,
        credentials: async ({ role }) => {
          asked.push(role?.roleName);
          const { accessKeyId, secretAccessKey } = user;
          const expiration = life === undefined ? undefined : clock.now() + life;
          return guarded({ accessKeyId, secretAccessKey, expiration, sessionToken: undefined, ...given });
        },
      }),
    },
  });
  const roles = [
    { ...common, name: 'Deploy', chain },
    { ...common, name: 'Other', chain },
    { ...common, name: 'Own', plugin: use },
  ];
  const instance: InstanceConfig = testInstance(emulator, {
    startUrl: '',
    base: { kind: 'plugin', plugin: use },
    accounts: [{ id: '222222222222', name: undefined, region: undefined, tags: {}, roles }],
  });
  const get = (roleName: string) =>
    roleCredentials(services, { instance: 'acme', accountId: '222222222222', roleName }, { instance });
  const give = (next: Partial<FoundKeys>): void => {
    given = next;
  };
  return { clock, services, instance, asked, get, give };
};

test('a base is asked for once, by however many, and again when it is about to end', async () => {
  const { asked, get, clock } = await setUp(90 * minute);
  await Promise.all([get('Deploy'), get('Other')]);
  expect(asked).toEqual([undefined]);
  clock.advance(80 * minute);
  await get('Deploy');
  expect(asked).toHaveLength(1);
  clock.advance(55 * minute);
  await get('Deploy');
  expect(asked).toHaveLength(2);
});

test('a base that does not say when it ends is not kept', async () => {
  const { asked, get } = await setUp(undefined);
  await get('Deploy');
  await get('Other');
  expect(asked).toHaveLength(2);
});

test('a base that AWS refuses is forgotten and asked for anew, unless it is too new for AWS to know', async () => {
  const { asked, clock, get, give } = await setUp(90 * minute, { accessKeyId: 'AKIAFAKEFAKEFAKE0000' });
  const refused = 'no longer accepts the credentials of plugin mine';
  await expect(get('Deploy')).rejects.toThrow(refused);
  give({});
  await expect(get('Deploy')).rejects.toThrow(refused);
  expect(asked).toHaveLength(1);
  clock.advance(2 * minute);
  await expect(get('Deploy')).rejects.toThrow(refused);
  await get('Deploy');
  expect(asked).toHaveLength(2);
});

test('of a role is kept as any role’s, and goes with the instance', async () => {
  const { asked, get, services, instance } = await setUp(60 * minute, { sessionToken: 'fake-token' });
  const first = await get('Own');
  expect(first.source).toBe('fetched');
  expect((await get('Own')).source).toBe('cache');
  expect(asked).toEqual(['Own']);
  await get('Deploy').catch(() => undefined);
  await logout(services, instance);
  expect(await (await services.secretStore()).list('credentials/')).toEqual([]);
});

test('of a role end after 36 hours at the latest, whatever the plugin says', async () => {
  const { get, clock } = await setUp(9999 * 60 * minute, { sessionToken: 'fake-token' });
  expect((await get('Own')).expiration - clock.now()).toBe(36 * 60 * minute);
});

test.each<[string, number | undefined, Partial<FoundKeys>, string]>([
  ['without a token', 60 * minute, {}, 'gave keys without a SessionToken for Own'],
  ['without an end', undefined, { sessionToken: 'fake-token' }, 'gave no Expiration for Own'],
])('of a role %s is not handed out', async (_name, life, change, message) => {
  const { get } = await setUp(life, change);
  await expect(get('Own')).rejects.toThrow(message);
});
