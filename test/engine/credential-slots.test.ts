// Slots against the emulator, with a clock that stands still until the test moves it.
import { expect, onTestFinished, test } from 'vitest';
import { inTurns } from '../../src/adapters/in-turns.ts';
import type { Config } from '../../src/domain/config.ts';
import { Cancelled } from '../../src/domain/errors.ts';
import { hour, minute } from '../../src/domain/expiry.ts';
import { credentialSlots } from '../../src/engine/credential-slots.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { DiscoveryJournal } from '../../src/ports/catalog-store.ts';
import { useEmulator } from '../support/emulator.ts';
import { eventually } from '../support/eventually.ts';
import { fixedConfig } from '../support/fixed-config.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someRole } from '../support/some-roles.ts';

const organisation = {
  accounts: [{ id: '012345678901', name: 'Acme', email: 'a@acme.example', roles: ['Admin', 'ReadOnly'] }],
};
const admin = someRole({ roleName: 'Admin', profile: 'prod-admin' });
const readOnly = someRole({ roleName: 'ReadOnly' });

type Waiting = { readonly at: number; readonly wake: () => void };

/** What the pace of credential calls may hold one up; it passes by itself. */
const paced = 300;

/** Whoever sleeps wakes when the test has moved the clock that far. */
const steppingClock = (shiftOther: (ms: number) => void) => {
  let shift = 0;
  const waiting = new Set<Waiting>();
  const now = (): number => Date.now() + shift;
  return {
    now,
    inTurns,
    waiting,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (ms <= paced) return void setTimeout(resolve, ms);
        const entry = { at: now() + ms, wake: resolve };
        waiting.add(entry);
        signal?.addEventListener('abort', () => {
          waiting.delete(entry);
          reject(new Cancelled());
        });
      }),
    advance: (ms: number) => {
      shift += ms;
      shiftOther(ms);
      for (const entry of waiting) {
        if (entry.at > now()) continue;
        waiting.delete(entry);
        entry.wake();
      }
    },
  };
};

const noJournal: DiscoveryJournal = {
  read: async () => undefined,
  begin: async () => undefined,
  add: async () => undefined,
  remove: async () => undefined,
};

const setUp = async () => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const clock = steppingClock(emulator.shiftClock);
  const instance = testInstance(emulator);
  const config = { instances: [instance] } as unknown as Config;
  const table = { roles: [admin, readOnly], instances: [] };
  const services = testServices({
    env: emulator.env,
    overrides: {
      clock,
      configStore: fixedConfig(config),
      catalogStore: async () => ({
        load: async () => ({ instances: [] }) as never,
        save: async () => undefined,
        loadTable: async () => table,
        saveTable: async (_, table) => table,
        loadNews: async () => [],
        saveNews: async () => undefined,
        journal: noJournal,
      }),
    },
  });
  await signIn(services, instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: true,
    onProgress: () => undefined,
  });
  emulator.clearRequests();
  const problems: string[] = [];
  const slots = credentialSlots(services, { onProblem: (text) => problems.push(text) });
  onTestFinished(slots.close);
  const fetched = (): number =>
    emulator.requests().filter(({ operation }) => operation === 'GetRoleCredentials').length;
  return { emulator, clock, slots, problems, fetched };
};

const keyOf = async (slots: Awaited<ReturnType<typeof setUp>>['slots'], name = 'default'): Promise<string> =>
  (await slots.get(name))?.accessKeyId ?? '';

test('a slot serves what is loaded into it, and nothing after it is emptied', async () => {
  const { slots, clock } = await setUp();
  expect(await slots.get('default')).toBeUndefined();
  const facts = await slots.load('default', admin);
  expect(facts).toMatchObject({ name: 'default', profile: 'prod-admin', problem: undefined });
  expect(await slots.get('default')).toMatchObject({
    accountId: '012345678901',
    roleArn: 'arn:aws:iam::012345678901:role/Admin',
  });
  await slots.load('build', readOnly);
  expect(slots.list().map(({ name, profile }) => [name, profile])).toEqual([
    ['build', 'prod-ReadOnly'],
    ['default', 'prod-admin'],
  ]);
  expect(slots.unload('default')).toBe(true);
  expect(slots.unload('default')).toBe(false);
  expect(await slots.get('default')).toBeUndefined();
  slots.close();
  expect(clock.waiting.size).toBe(0);
});

test('keys are renewed in the background before a client asks', async () => {
  const { slots, clock, fetched } = await setUp();
  await slots.load('default', admin);
  const first = await keyOf(slots);
  for (let minutes = 0; minutes < 44; minutes++) clock.advance(minute);
  expect(await keyOf(slots)).toBe(first);
  expect(fetched()).toBe(1);
  clock.advance(2 * minute);
  await eventually(() => expect(fetched()).toBe(2));
  await eventually(async () => expect(await keyOf(slots)).not.toBe(first));
  expect(fetched()).toBe(2);
});

test('fifty clients at the end of the keys cause one renewal', async () => {
  const { slots, clock, fetched } = await setUp();
  await slots.load('default', admin);
  clock.advance(2 * hour);
  const keys = await Promise.all(Array.from({ length: 50 }, () => keyOf(slots)));
  expect(new Set(keys).size).toBe(1);
  expect(fetched()).toBe(2);
});

test('keys that live are served while AWS fails, which is said once', async () => {
  const { slots, clock, problems, emulator } = await setUp();
  await slots.load('default', admin);
  const first = await keyOf(slots);
  emulator.fault({ operation: 'GetRoleCredentials', status: 500, count: 1000 });
  clock.advance(50 * minute);
  await eventually(() => expect(problems).toHaveLength(1));
  expect(await keyOf(slots)).toBe(first);
  expect(problems[0]).toMatch(/^prod-admin could not be renewed: .*500/);
  expect(slots.list()[0]?.problem).toContain('500');
  clock.advance(11 * minute);
  await expect(slots.get('default')).rejects.toThrow(/500/);
});

test('keys that live are served at once while AWS is silent', async () => {
  const { slots, clock, emulator } = await setUp();
  await slots.load('default', admin);
  const first = await keyOf(slots);
  emulator.fault({ operation: 'GetRoleCredentials', hang: true, count: 1 });
  clock.advance(50 * minute);
  const answer = keyOf(slots);
  await eventually(() => expect(clock.waiting.size).toBe(1));
  clock.advance(500);
  expect(await answer).toBe(first);
});

test('what was loaded stays when another role cannot be', async () => {
  const { slots, emulator } = await setUp();
  await slots.load('default', admin);
  const first = await keyOf(slots);
  emulator.assign({ action: 'revoke', accountId: '012345678901', roleName: 'ReadOnly' });
  await expect(slots.load('default', readOnly)).rejects.toThrow(/not assigned/);
  await expect(slots.load('default', { ...admin, roleName: 'Nobody' })).rejects.toThrow(/There is no role/);
  expect(await keyOf(slots)).toBe(first);
});
