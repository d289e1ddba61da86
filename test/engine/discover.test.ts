import { describe, expect, it } from 'vitest';
import type { InstanceCatalog } from '../../src/domain/catalog.ts';
import { LoginNeeded } from '../../src/domain/errors.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { type Discovery, type DiscoveryRequest, discover } from '../../src/engine/discover.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';

type Ready = {
  readonly emulator: Emulator;
  readonly find: (more?: Partial<DiscoveryRequest>) => Promise<Discovery>;
};

const ready = async (options: EmulatorOptions = {}): Promise<Ready> => {
  const emulator = await useEmulator({ autoApprove: true, accounts: 12, roles: 4, ...options });
  const services = testServices({ env: emulator.env });
  const instance = testInstance(emulator);
  await signIn(services, instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: false,
    onProgress: () => {},
  });
  emulator.clearRequests();
  return {
    emulator,
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
