import { expect, test } from 'vitest';
import { pickerPorts } from '../../src/commands/picker-ports.ts';
import { keepLastFailure, lastFailure } from '../../src/engine/last-failure.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { Host } from '../../src/host.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';

const accountId = '012345678901';
const organisation = {
  accounts: [
    { id: accountId, name: 'Acme Production', email: 'a@acme.example', roles: ['Admin', 'ReadOnly'] },
  ],
};
const idOf = (roleName: string) => ({ instance: 'acme', accountId, roleName });
const failed = { at: 1, exitCode: 6, text: 'rolecall: AWS did not answer.', ...idOf('Admin') };

const shownIn = (services: ReturnType<typeof testServices>) =>
  pickerPorts({ services } as unknown as Host).loadLastFailure();

test('a failure lasts until its own role has credentials that were fetched after it', async () => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const services = testServices({ env: emulator.env });
  const instance = testInstance(emulator);
  const onProgress = () => undefined;
  await signIn(services, instance, { flow: 'device', isBrowserAllowed: false, force: true, onProgress });
  const shown = { at: 1, text: 'AWS did not answer.', instance: 'acme', role: idOf('Admin') };

  await roleCredentials(services, idOf('Admin'), { instance });
  await keepLastFailure(services, failed);
  expect(await shownIn(services)).toEqual(shown);
  // From the cache: as they were before it.
  await roleCredentials(services, idOf('Admin'), { instance });
  await roleCredentials(services, idOf('ReadOnly'), { instance });
  expect(await shownIn(services)).toEqual(shown);

  const store = await services.secretStore();
  for (const { key } of await store.list('credentials/')) await store.delete(key);
  await roleCredentials(services, idOf('Admin'), { instance });
  expect(await shownIn(services)).toBeUndefined();
  expect(await lastFailure(services)).toMatchObject({ ...failed, mendedAt: expect.any(Number) });

  await keepLastFailure(services, { ...failed, at: 2 });
  expect(await shownIn(services)).toEqual({ ...shown, at: 2 });
});

test('what stands in the note is made inert, and what is no note counts as none', async () => {
  const services = testServices({ env: {} });
  expect(await shownIn(services)).toBeUndefined();
  await keepLastFailure(services, { ...failed, text: 'rolecall: a\u001b[2Jb\u202ec', roleName: undefined });
  expect(await shownIn(services)).toEqual({
    at: 1,
    text: 'a\\u{1b}[2Jb\\u{202e}c',
    instance: 'acme',
    role: undefined,
  });
  await keepLastFailure(services, { ...failed, at: 'today' as unknown as number });
  expect(await shownIn(services)).toBeUndefined();
});
