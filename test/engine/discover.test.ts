import { describe, expect, it } from 'vitest';
import type { InstanceCatalog } from '../../src/domain/catalog.ts';
import { LoginNeeded } from '../../src/domain/errors.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { type Discovery, type DiscoveryRequest, discover } from '../../src/engine/discover.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { testInstance, testServices } from '../support/services.ts';

type Ready = {
  readonly emulator: Emulator;
  /** How often the secret store was asked for a record. */
  readonly secretReads: () => number;
  readonly find: (more?: Partial<DiscoveryRequest>) => Promise<Discovery>;
};

const ready = async (options: EmulatorOptions = {}): Promise<Ready> => {
  const emulator = await useEmulator({ autoApprove: true, accounts: 12, roles: 4, ...options });
  const store = createMemorySecretStore();
  let reads = 0;
  const get = (key: string) => {
    reads += 1;
    return store.get(key);
  };
  const secretStore = async () => ({ ...store, get });
  const services = testServices({ env: emulator.env, overrides: { secretStore } });
  const instance = testInstance(emulator);
  await signIn(services, instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: false,
    onProgress: () => {},
  });
  emulator.clearRequests();
  reads = 0;
  return {
    emulator,
    secretReads: () => reads,
    find: (more = {}) => discover({ services, instance, previous: undefined, ...more }),
  };
};

const truth = (emulator: Emulator) =>
  emulator.organisation.accounts
    .map(({ id, roles }) => ({ id, roles: [...roles].sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

const found = (catalog: InstanceCatalog) =>
  catalog.accounts.map(({ id, roles }) => ({ id, roles })).sort((a, b) => (a.id < b.id ? -1 : 1));

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

describe('discovery', () => {
  it('finds every account and role, page by page, and tells how far it is', async () => {
    const { emulator, find } = await ready({ accounts: 130, roles: 3 });
    const done: number[] = [];
    const { catalog, failures, stoppedBy } = await find({
      onProgress: (progress) => done.push(progress.accountsDone),
    });
    expect(found(catalog)).toEqual(truth(emulator));
    expect({ failures, stoppedBy }).toEqual({ failures: [], stoppedBy: undefined });
    expect(done[0]).toBe(0);
    expect(done.at(-1)).toBe(130);
    // Pages of 100: two for the accounts.
    expect(count(emulator, 'ListAccounts')).toBe(2);
  });

  it('never has more than 8 requests in flight', async () => {
    const { emulator, find } = await ready({ accounts: 60, latency: 20 });
    await find();
    expect(Math.max(...emulator.requests().map((request) => request.in_flight))).toBeLessThanOrEqual(8);
  });

  it('slows down when AWS throttles, and still finds all', async () => {
    const { emulator, find } = await ready({ accounts: 30 });
    emulator.fault({
      operation: 'ListAccountRoles',
      count: 10,
      status: 429,
      error: 'TooManyRequestsException',
    });
    const { catalog, failures } = await find();
    expect(found(catalog)).toEqual(truth(emulator));
    expect(failures).toEqual([]);
  });

  it('keeps the last known roles of an account that cannot be read, and names it', async () => {
    const { emulator, find } = await ready();
    const before = (await find()).catalog;
    emulator.fault({
      operation: 'ListAccountRoles',
      count: 1,
      status: 403,
      error: 'ForbiddenException',
      message: 'No access',
    });
    const { catalog, failures } = await find({ previous: before });
    expect(found(catalog)).toEqual(truth(emulator));
    expect(failures).toHaveLength(1);
    expect(emulator.organisation.accounts.map(({ id }) => id)).toContain(failures[0]?.accountId);
  });

  it('goes on when AWS refuses many accounts in a row: that says nothing of the others', async () => {
    const { emulator, find } = await ready({ accounts: 30 });
    emulator.fault({ operation: 'ListAccountRoles', count: 20, status: 403, error: 'ForbiddenException' });
    const { catalog, failures, stoppedBy } = await find();
    expect(stoppedBy).toBeUndefined();
    expect(failures).toHaveLength(20);
    const read = catalog.accounts.filter((account) => account.rolesFetchedAt !== undefined);
    expect(read).toHaveLength(10);
  });

  it('takes an account that is on two pages once', async () => {
    const { emulator, find } = await ready();
    const account = (id: string) => ({ accountId: id, accountName: id, emailAddress: `${id}@acme.example` });
    const [one = '', two = ''] = emulator.organisation.accounts.map(({ id }) => id);
    for (const page of [
      { accountList: [account(one), account(two)], nextToken: 'more' },
      { accountList: [account(two)] },
    ])
      emulator.fault({
        operation: 'ListAccounts',
        body: JSON.stringify(page),
        contentType: 'application/json',
      });
    expect((await find()).catalog.accounts.map(({ id }) => id)).toEqual([one, two]);
  });

  it('reads every account anew, also when the clock was ahead the last time', async () => {
    const { emulator, find } = await ready();
    const { catalog } = await find();
    const ahead = Date.now() + 3_600_000;
    const accounts = catalog.accounts.map((account) => ({ ...account, roles: [], rolesFetchedAt: ahead }));
    const second = await find({ previous: { ...catalog, fetchedAt: ahead, accounts } });
    expect(found(second.catalog)).toEqual(truth(emulator));
  });

  it('reads the token once, and anew when AWS rejects it', async () => {
    const { emulator, find, secretReads } = await ready({ accounts: 40 });
    await find();
    expect(secretReads()).toBe(1);
    const { stoppedBy, failures } = await find({
      onProgress: ({ accountsDone }) => {
        if (accountsDone === 10) emulator.expireSessions('access-tokens');
      },
    });
    expect({ stoppedBy, failures }).toEqual({ stoppedBy: undefined, failures: [] });
    expect(count(emulator, 'CreateToken')).toBe(1);
  });

  it('keeps what was read when it is stopped, and goes on from there', async () => {
    const { emulator, find } = await ready({ accounts: 40 });
    const stop = new AbortController();
    const first = await find({
      signal: stop.signal,
      onProgress: ({ accountsDone }) => {
        if (accountsDone >= 15) stop.abort();
      },
    });
    const read = first.catalog.accounts.filter((account) => account.rolesFetchedAt !== undefined).length;
    expect(first.stoppedBy).toMatchObject({ name: 'Cancelled' });
    expect(read).toBeGreaterThanOrEqual(15);
    expect(first.catalog.fetchedAt).toBeUndefined();
    emulator.clearRequests();
    const second = await find({ previous: first.catalog });
    expect(found(second.catalog)).toEqual(truth(emulator));
    const accountsAsked = count(emulator, 'ListAccountRoles');
    expect(accountsAsked).toBeLessThanOrEqual(40 - read + 8);
  });

  it('stops when the session ends, with what it has', async () => {
    const { emulator, find } = await ready({ accounts: 40 });
    const { stoppedBy, catalog } = await find({
      onProgress: ({ accountsDone }) => {
        if (accountsDone === 10) emulator.expireSessions();
      },
    });
    expect(stoppedBy).toBeInstanceOf(LoginNeeded);
    expect(catalog.accounts.filter((account) => account.roles.length > 0).length).toBeGreaterThanOrEqual(10);
  });

  it('gives up soon when nothing answers any more, instead of failing account by account', async () => {
    const { emulator, find } = await ready({ accounts: 60 });
    emulator.fault({
      operation: 'ListAccountRoles',
      count: 100_000,
      status: 500,
      error: 'InternalServerException',
    });
    const { stoppedBy, failures } = await find();
    expect(stoppedBy).toMatchObject({ name: 'UpstreamFailed' });
    expect(failures.length).toBeLessThan(8);
  });

  it('says what came and went', async () => {
    const { emulator, find } = await ready();
    const before = (await find()).catalog;
    const [first, second] = emulator.organisation.accounts;
    const role = second?.roles[0] ?? '';
    emulator.assign({ action: 'grant', accountId: first?.id ?? '', roleName: 'BrandNew' });
    emulator.assign({ action: 'revoke', accountId: second?.id ?? '', roleName: role });
    const { catalog } = await find({ previous: before });
    expect(catalog.changes.added).toEqual([{ instance: 'acme', accountId: first?.id, roleName: 'BrandNew' }]);
    expect(catalog.changes.removed).toEqual([{ instance: 'acme', accountId: second?.id, roleName: role }]);
  });
});
