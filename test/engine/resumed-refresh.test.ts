// A refresh that was interrupted, and two at once: no account is asked twice, and what was found is never lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCatalogStore } from '../../src/adapters/catalog-store.ts';
import { inTurns } from '../../src/adapters/in-turns.ts';
import { openLock } from '../../src/adapters/lock.ts';
import { openNotes } from '../../src/adapters/notes.ts';
import { sleep } from '../../src/adapters/sleep.ts';
import { type CatalogAccount, type DiscoveryProgress, withInstance } from '../../src/domain/catalog.ts';
import type { Config } from '../../src/domain/config.ts';
import { minute } from '../../src/domain/expiry.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { type RefreshRequest, refreshCatalog } from '../../src/engine/refresh-catalog.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { IdentityCenter } from '../../src/ports/identity-center.ts';
import type { Services } from '../../src/ports/services.ts';
import { useEmulator } from '../support/emulator.ts';
import { fixedConfig } from '../support/fixed-config.ts';
import { memoryHistory } from '../support/memory-history.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

/** Two processes that really wait for one another need the real time. */
const realClock: Clock = { now: Date.now, sleep, inTurns };

const setUp = async (accounts: number, clock: Clock = testClock()) => {
  const emulator = await useEmulator({ autoApprove: true, accounts, roles: 3 });
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-resumed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const instance = testInstance(emulator);
  const config: Config = { ...parseConfig(new Map()).config, instances: [instance] };
  const store = createMemorySecretStore();
  const asked: string[] = [];
  const recorded = (center: IdentityCenter): IdentityCenter => ({
    ...center,
    listAccountRoles: (request) => {
      asked.push(request.accountId);
      return center.listAccountRoles(request);
    },
  });
  const plain = testServices({ env: emulator.env, overrides: { clock } });
  const history = memoryHistory();
  /** As a process of its own: what it shares with others is in the folder. */
  const process = (): Services => ({
    ...plain,
    secretStore: async () => store,
    configStore: fixedConfig(config),
    catalogStore: async () => openCatalogStore(folder),
    lock: async () => openLock(folder),
    notes: async () => openNotes(join(folder, 'notes')),
    history: async () => history,
    identityCenter: async (wanted) => recorded(await plain.identityCenter(wanted)),
  });
  await signIn(process(), instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: false,
    onProgress: () => undefined,
  });
  const ids = emulator.organisation.accounts.map(({ id }) => id);
  const refresh = (more: Partial<RefreshRequest> = {}) =>
    refreshCatalog(process(), { instances: [instance], ...more });
  const accountsKept = async () => (await openCatalogStore(folder).load()).instances[0]?.accounts ?? [];
  return { emulator, history, instance, folder, ids, asked, refresh, accountsKept };
};

type World = Awaited<ReturnType<typeof setUp>>;

const journalOf = ({ folder }: World) => openCatalogStore(folder).journal;

/** What a killed process leaves: a journal, and nothing else. */
const leaveBehind = async (world: World, count: number, since: number): Promise<void> => {
  const { ids, instance, emulator } = world;
  await journalOf(world).begin('acme', { startUrl: instance.startUrl, since });
  for (const id of ids.slice(0, count)) {
    const roles = emulator.organisation.accounts.find((one) => one.id === id)?.roles ?? [];
    const account: CatalogAccount = {
      id,
      name: id,
      email: '',
      roles: [...roles].sort(),
      rolesFetchedAt: since,
    };
    await journalOf(world).add('acme', account);
  }
};

const truth = ({ emulator }: World) =>
  new Map(emulator.organisation.accounts.map(({ id, roles }) => [id, [...roles].sort()]));

const kept = async (world: World) =>
  new Map((await world.accountsKept()).map(({ id, roles }) => [id, roles]));

test('after a kill only the accounts that were not read are asked, and it says so', async () => {
  const world = await setUp(12);
  await leaveBehind(world, 5, Date.now() - minute);
  const told: DiscoveryProgress[] = [];
  const { readings } = await world.refresh({ onProgress: (progress) => told.push(progress) });
  expect([...world.asked].sort()).toEqual(world.ids.slice(5).sort());
  expect(told[0]).toMatchObject({ accountsDone: 5, accountsTotal: 12, accountsResumed: 5 });
  expect(readings).toEqual([{ instance: 'acme', asked: 7, resumed: 5, isElsewhere: false }]);
  expect(await kept(world)).toEqual(truth(world));
  expect(await journalOf(world).read('acme')).toBeUndefined();
});

test('after half an hour all are asked anew, and what was found is kept until then', async () => {
  const world = await setUp(6);
  await leaveBehind(world, 4, Date.now() - 40 * minute);
  world.emulator.fault({
    operation: 'ListAccountRoles',
    count: 1000,
    status: 500,
    error: 'InternalServerException',
  });
  await expect(world.refresh()).rejects.toMatchObject({ name: 'UpstreamFailed' });
  const known = (await kept(world)).values();
  expect([...known].filter((roles) => roles.length > 0)).toHaveLength(4);
  world.emulator.clearFaults();
  world.asked.length = 0;
  await world.refresh();
  expect(await kept(world)).toEqual(truth(world));
});

test('a network that drops and a storm of 429 lose nothing: the next goes on', async () => {
  const world = await setUp(30);
  const storm = {
    operation: 'ListAccountRoles',
    count: 100_000,
    status: 429,
    error: 'TooManyRequestsException',
  };
  for (const [until, fault] of [
    [10, { ...storm, status: undefined, error: undefined, reset: true }],
    [20, storm],
  ] as const) {
    const failing = world.refresh({
      onProgress: ({ accountsDone }) => {
        if (accountsDone === until) world.emulator.fault(fault);
      },
    });
    await expect(failing).rejects.toMatchObject({ name: 'UpstreamFailed' });
    world.emulator.clearFaults();
    const read = (await world.accountsKept()).filter(({ rolesFetchedAt }) => rolesFetchedAt !== undefined);
    expect(read.length).toBeGreaterThanOrEqual(until);
  }
  const before = (await world.accountsKept()).filter(({ rolesFetchedAt }) => rolesFetchedAt !== undefined);
  world.asked.length = 0;
  const { readings } = await world.refresh();
  expect(readings[0]?.resumed).toBe(before.length);
  expect(world.asked).toHaveLength(30 - before.length);
  expect(await kept(world)).toEqual(truth(world));
});

test('asks first for the accounts of pins and of what was used last', async () => {
  const world = await setUp(20);
  const key = (at: number) => `acme/${world.ids[at]}/Admin`;
  const uses = new Map([
    [key(3), { lastUsedAt: 1, count: 9 }],
    [key(12), { lastUsedAt: 2, count: 1 }],
  ]);
  await world.history.change(() => ({ pins: [key(17)], uses }));
  await world.refresh();
  expect(world.asked.slice(0, 3)).toEqual([17, 12, 3].map((at) => world.ids[at]));
  expect(await kept(world)).toEqual(truth(world));
});

test('what comes on the screen meanwhile is asked next', async () => {
  const world = await setUp(30);
  const roleIn = (at: number) => ({ instance: 'acme', accountId: world.ids[at] ?? '', roleName: 'Admin' });
  let sight = [{ ...roleIn(28), instance: 'globex' }, roleIn(25)];
  await world.refresh({
    lookedAt: () => sight,
    onProgress: ({ accountsDone }) => {
      if (accountsDone === 10) sight = [roleIn(29), roleIn(20)];
    },
  });
  expect(world.asked[0]).toBe(world.ids[25]);
  expect(world.asked.indexOf(world.ids[28] ?? '')).toBeGreaterThan(25);
  // At most as many as are under way come before.
  for (const at of [29, 20]) expect(world.asked.indexOf(world.ids[at] ?? '')).toBeLessThan(20);
  expect(world.asked).toHaveLength(30);
});

test('tells of new roles on the way, and of nothing where all are known', async () => {
  const world = await setUp(60);
  const counts: number[] = [];
  const { roles } = await world.refresh({ onFound: (found) => counts.push(found.roles.length) });
  expect(counts.length).toBeGreaterThanOrEqual(2);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBeLessThanOrEqual(roles.length);
  counts.length = 0;
  await world.refresh({ onFound: (found) => counts.push(found.roles.length) });
  expect(counts).toEqual([]);
});

test('who leaves where nothing is new waits for no catalog, and the next goes on', async () => {
  const world = await setUp(20);
  await world.refresh();
  const before = await world.accountsKept();
  const stop = new AbortController();
  const leaving = world.refresh({
    signal: stop.signal,
    onProgress: ({ accountsDone }) => {
      if (accountsDone === 8) stop.abort();
    },
  });
  await expect(leaving).rejects.toMatchObject({ name: 'Cancelled' });
  expect(await world.accountsKept()).toEqual(before);
  const { readings } = await world.refresh();
  expect(readings[0]?.resumed).toBeGreaterThanOrEqual(8);
});

test('some accounts alone are read again, and a whole reading that began before does not undo it', async () => {
  const world = await setUp(20);
  await world.refresh();
  const [some = '', other = ''] = world.ids;
  const grant = (accountId: string) =>
    world.emulator.assign({ action: 'grant', accountId, roleName: 'BrandNew' });
  const hasNew = async (id: string) => (await kept(world)).get(id)?.includes('BrandNew');
  grant(some);
  grant(other);
  world.emulator.clearRequests();
  world.asked.length = 0;
  const { readings, changed } = await world.refresh({
    accounts: new Map([['acme', new Set([some, 'gone'])]]),
  });
  expect(world.emulator.requests().map(({ operation }) => operation)).toEqual(['ListAccountRoles']);
  expect(readings).toEqual([{ instance: 'acme', asked: 1, resumed: 0, isElsewhere: false }]);
  expect(changed[0]?.newRoles.map(({ accountId }) => accountId)).toEqual([some]);
  expect([await hasNew(some), await hasNew(other)]).toEqual([true, false]);
  let again: Promise<unknown> = Promise.resolve();
  const late = world.ids[5] ?? '';
  await world.refresh({
    onProgress: ({ accountsDone }) => {
      if (accountsDone !== 19) return;
      grant(late);
      again = world.refresh({ accounts: new Map([['acme', new Set([late])]]) });
    },
  });
  await again;
  expect(await hasNew(late)).toBe(true);
});

test.each([
  ['a whole refresh', {}],
  ['one that goes on', { unfinishedSince: Date.now() - minute }],
  ['one that goes on from a time to come', { unfinishedSince: Date.now() + 90 * 86_400_000 }],
])('%s asks and believes what was read last by a clock that was ahead', async (_what, more) => {
  const world = await setUp(3);
  const ahead = Date.now() + 90 * 86_400_000;
  const accounts = world.ids.map((id) => ({
    id,
    name: id,
    email: '',
    roles: ['Gone'],
    rolesFetchedAt: ahead,
  }));
  const known = { instance: 'acme', startUrl: world.instance.startUrl, fetchedAt: ahead, accounts, ...more };
  const store = openCatalogStore(world.folder);
  await store.save(withInstance(await store.load(), { ...known, changes: { added: [], removed: [] } }));
  await world.refresh();
  expect(await kept(world)).toEqual(truth(world));
});

test('two at once ask for each account once, and both have all', async () => {
  const world = await setUp(16, realClock);
  const told: DiscoveryProgress[] = [];
  const first = world.refresh();
  await expect.poll(() => world.asked.length).toBeGreaterThan(0);
  const second = world.refresh({ onProgress: (progress) => told.push(progress) });
  const [one, two] = await Promise.all([first, second]);
  expect([...world.asked].sort()).toEqual([...world.ids].sort());
  expect([...two.roles]).toEqual([...one.roles]);
  expect([one, two].map(({ readings }) => readings[0]?.isElsewhere)).toEqual([false, true]);
  expect(told.every(({ isElsewhere }) => isElsewhere)).toBe(true);
  expect(told.length).toBeGreaterThan(0);
});

test.each([
  ['nothing is known', undefined],
  ['a clock that was ahead has read it', Date.now() + 90 * 86_400_000],
])('who follows goes on when the first is stopped, where %s', async (_what, fetchedAt) => {
  const world = await setUp(16, realClock);
  if (fetchedAt !== undefined) {
    const store = openCatalogStore(world.folder);
    const known = { instance: 'acme', startUrl: world.instance.startUrl, fetchedAt, accounts: [] };
    await store.save(withInstance(await store.load(), { ...known, changes: { added: [], removed: [] } }));
  }
  const stop = new AbortController();
  const first = world.refresh({
    signal: stop.signal,
    onProgress: ({ accountsDone }) => {
      if (accountsDone === 6) stop.abort();
    },
  });
  await expect.poll(() => world.asked.length).toBeGreaterThan(0);
  const second = world.refresh();
  await expect(first).rejects.toMatchObject({ name: 'Cancelled' });
  const { readings } = await second;
  expect(readings[0]?.resumed).toBeGreaterThanOrEqual(6);
  expect(await kept(world)).toEqual(truth(world));
});

test('who follows can be stopped', async () => {
  const world = await setUp(16, realClock);
  const first = world.refresh();
  await expect.poll(() => world.asked.length).toBeGreaterThan(0);
  await expect(world.refresh({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    name: 'Cancelled',
  });
  await first;
});
