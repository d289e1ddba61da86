// Access to a customer that ends by itself: real AssumeRole of the emulator, a clock that is moved.
import { expect, test } from 'vitest';
import type { ChainConfig } from '../../src/domain/config.ts';
import type { SigningKeys } from '../../src/domain/credentials.ts';
import { customersOf } from '../../src/domain/customers.ts';
import { minute } from '../../src/domain/expiry.ts';
import { logout } from '../../src/engine/logout.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import {
  beginSupport,
  endSupport,
  handOutSupport,
  keepSupport,
  type SupportRequest,
  supportAccesses,
} from '../../src/engine/support-access.ts';
import { useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

const organisation = {
  accounts: [{ id: '111111111111', name: 'Hub', email: 'hub@acme.example', roles: ['Admin'] }],
};

const chain: ChainConfig = {
  via: { accountId: '111111111111', roleName: 'Admin' },
  path: '/',
  externalId: 'ours:1',
  sourceIdentity: undefined,
  sessionName: undefined,
  duration: undefined,
};

const setUp = async () => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  emulator.trust({ accountId: '333333333333', roleName: 'Support', externalId: 'ours:1' });
  const clock = testClock(emulator);
  const services = testServices({ env: emulator.env, overrides: { clock } });
  const role = {
    name: 'Support',
    profile: undefined,
    region: undefined,
    tags: { customer: 'initech' },
    chain,
  };
  const instance = testInstance(emulator, {
    accounts: [{ id: '333333333333', name: undefined, region: undefined, tags: {}, roles: [role] }],
  });
  const onProgress = () => undefined;
  await signIn(services, instance, { flow: 'device', isBrowserAllowed: false, force: true, onProgress });
  emulator.clearRequests();
  const [of] = customersOf({ instances: [instance] });
  if (of === undefined) throw new Error('The instance above has a customer.');
  const request: SupportRequest = {
    of,
    customer: 'initech',
    case: 'CS-1',
    profile: 'support-initech-CS-1',
    sessionName: 'CS-1-jo',
    duration: 20 * minute,
  };
  const begin = async () => keepSupport(services, request, await beginSupport(services, request));
  const handOut = () =>
    handOutSupport(services, { instance, role: of.role, profile: 'support-initech-CS-1' });
  const callerOf = async (keys: SigningKeys): Promise<string> =>
    (await (await services.sts(emulator.region, keys)).getCallerIdentity()).arn;
  return { emulator, clock, services, instance, of, begin, handOut, callerOf };
};

test('is asked for once, under the name of the case, and ends at its time: here and at AWS', async () => {
  const { emulator, clock, services, instance, begin, handOut, callerOf } = await setUp();
  const access = await begin();
  expect(access.endsAt - clock.now()).toBeLessThanOrEqual(20 * minute);
  const keys = await handOut();
  expect(await callerOf(keys)).toBe('arn:aws:sts::333333333333:assumed-role/Support/CS-1-jo');
  // Below what others are renewed at, these stay as they are.
  clock.advance(18 * minute);
  expect((await handOut()).accessKeyId).toBe(keys.accessKeyId);
  expect(await supportAccesses(services, [instance])).toHaveLength(1);
  clock.advance(2 * minute);
  await expect(handOut()).rejects.toThrow('has ended');
  expect(await supportAccesses(services, [instance])).toEqual([]);
  const asked = emulator.requests().filter(({ operation }) => operation === 'AssumeRole');
  expect(asked).toHaveLength(1);
  await expect(callerOf(keys)).rejects.toThrow();
});

test('is of no other role than its own', async () => {
  const { services, instance, of, begin } = await setUp();
  await begin();
  const role = { ...of.role, roleName: 'Admin' };
  await expect(handOutSupport(services, { instance, role, profile: 'support-initech-CS-1' })).rejects.toThrow(
    'has ended',
  );
});

test.each<[string, (setup: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>]>([
  ['by a word', ({ services, instance }) => endSupport(services, [instance], () => true)],
  ['by signing out', ({ services, instance }) => logout(services, instance)],
])('ends before its time %s, and its record is gone', async (_name, end) => {
  const setup = await setUp();
  const { services, begin, handOut } = setup;
  await begin();
  await end(setup);
  await expect(handOut()).rejects.toThrow('has ended');
  expect(await (await services.secretStore()).list('support/')).toEqual([]);
});

test('is replaced by the next one of the same profile', async () => {
  const { services, begin, handOut } = await setUp();
  await begin();
  const first = await handOut();
  await begin();
  expect((await handOut()).accessKeyId).not.toBe(first.accessKeyId);
  expect(await (await services.secretStore()).list('support/')).toHaveLength(1);
});
