// What the quick road answers: what is cached, or what somebody else renews meanwhile.
import { expect, test } from 'vitest';
import { cachedCredentials } from '../../src/engine/role-credentials.ts';
import { credentialsKey } from '../../src/engine/session-record.ts';
import { roleCredentialsText } from '../../src/engine/stored-record.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';

const minute = 60_000;

const setUp = async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const instance = testInstance(emulator);
  const services = testServices({ env: {} });
  const role = { instance: 'acme', accountId: '111111111111', roleName: 'Admin' };
  const origin = emulator.url;
  const store = await services.secretStore();
  const key = credentialsKey(instance, origin, role);
  const keep = (accessKeyId: string, left: number): Promise<void> => {
    const expiration = services.clock.now() + left;
    return store.set(key, roleCredentialsText(someCredentials({ accessKeyId, expiration })), expiration);
  };
  const waits: string[] = [];
  const ask = async (whileWaiting?: () => Promise<void>): Promise<string | undefined> => {
    const waitForHolder = async (name: string): Promise<boolean> => {
      waits.push(name);
      await whileWaiting?.();
      return whileWaiting !== undefined;
    };
    return (await cachedCredentials({ services, role, instance, origin, waitForHolder }))?.accessKeyId;
  };
  return { keep, ask, waits, key };
};

test('fifteen minutes and more are answered without looking at any lock', async () => {
  const { keep, ask, waits } = await setUp();
  await keep('LONG', 16 * minute);
  expect(await ask()).toBe('LONG');
  expect(waits).toEqual([]);
});

test('less is for the long road, which knows what to hand out meanwhile', async () => {
  const { keep, ask, waits } = await setUp();
  await keep('SHORT', 14 * minute);
  expect(await ask(async () => keep('NEW', 60 * minute))).toBeUndefined();
  expect(waits).toEqual([]);
});

test('with none, what another process fetches is waited for', async () => {
  const { keep, ask, waits, key } = await setUp();
  expect(await ask()).toBeUndefined();
  expect(await ask(async () => keep('NEW', 60 * minute))).toBe('NEW');
  expect(waits).toEqual([key, key]);
});

test('as long as AWS gives, even when that is not long', async () => {
  const { keep, ask } = await setUp();
  expect(await ask(async () => keep('BRIEF', 10 * minute))).toBe('BRIEF');
});

test('what the other could not renew is for the long road', async () => {
  const { keep, ask } = await setUp();
  await keep('DYING', minute / 2);
  expect(await ask(async () => undefined)).toBeUndefined();
  expect(await ask(async () => keep('ENDING', minute / 2))).toBeUndefined();
});
