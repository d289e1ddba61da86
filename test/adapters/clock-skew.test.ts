import { expect, test } from 'vitest';
import { connectIdentityCenter } from '../../src/adapters/identity-center/connect-identity-center.ts';
import { createServerClock } from '../../src/adapters/identity-center/server-clock.ts';
import { hour, minute } from '../../src/domain/expiry.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { signIn as signInHere } from '../../src/engine/sign-in.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

const accountId = '111111111111';
const organisation = {
  accounts: [{ id: accountId, name: 'Acme', email: 'acme@acme.example', roles: ['Admin'] }],
};

const near = (time: number, wanted: number): boolean => Math.abs(time - wanted) < 10_000;

test.each([2 * hour, -2 * hour, 5 * minute])(
  'a clock that is %d ms off still knows when keys end',
  async (off) => {
    const emulator = await useEmulator({ organisation, roleTtl: 3600 });
    const { accessToken } = await signIn(emulator);
    const now = (): number => Date.now() + off;
    const center = connectIdentityCenter({ instance: testInstance(emulator), env: emulator.env, now });
    const { expiration } = await center.getRoleCredentials({ accessToken, accountId, roleName: 'Admin' });
    expect(near(expiration - now(), hour)).toBe(true);
  },
);

test('the end that AWS gave is kept as it is while the clocks agree', async () => {
  const emulator = await useEmulator({ organisation, roleTtl: 3600 });
  const { accessToken } = await signIn(emulator);
  const now = (): number => Date.now() + 20_000;
  const center = connectIdentityCenter({ instance: testInstance(emulator), env: emulator.env, now });
  const { expiration } = await center.getRoleCredentials({ accessToken, accountId, roleName: 'Admin' });
  expect(near(expiration - Date.now(), hour)).toBe(true);
  expect(expiration % 1000).toBe(0);
});

test('what is no date changes nothing', () => {
  const clock = createServerClock(() => 10 * hour);
  for (const date of [undefined, '', 'yesterday']) clock.heard(date);
  expect(clock.toOurs(5)).toBe(5);
  clock.heard(new Date(8 * hour).toUTCString());
  expect(clock.toOurs(5)).toBe(2 * hour + 5);
  clock.heard('nonsense');
  expect(clock.toOurs(5)).toBe(2 * hour + 5);
});

test('on a machine whose clock is two hours ahead, keys are fetched once and kept', async () => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const ahead = testClock();
  ahead.advance(2 * hour);
  const services = testServices({ env: emulator.env, overrides: { clock: ahead } });
  const instance = testInstance(emulator);
  const options = {
    flow: 'device',
    isBrowserAllowed: false,
    force: true,
    onProgress: () => undefined,
  } as const;
  await signInHere(services, instance, options);
  const role = { instance: 'acme', accountId, roleName: 'Admin' };
  expect((await roleCredentials(services, role, { instance })).source).toBe('fetched');
  expect((await roleCredentials(services, role, { instance })).source).toBe('cache');
});
