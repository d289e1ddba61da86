import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCatalogStore } from '../../src/adapters/catalog-store.ts';
import type { Config } from '../../src/domain/config.ts';
import { LoginNeeded } from '../../src/domain/errors.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { loadRoles } from '../../src/engine/load-roles.ts';
import { refreshCatalog } from '../../src/engine/refresh-catalog.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { fixedConfig } from '../support/fixed-config.ts';
import { testInstance, testServices } from '../support/services.ts';

const setUp = async (names: readonly string[]) => {
  const emulator = await useEmulator({ autoApprove: true, accounts: 3 });
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-refresh-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const instances = names.map((name) => testInstance(emulator, { name }));
  const config: Config = { ...parseConfig(new Map()).config, instances };
  const configStore = fixedConfig(config);
  const catalogStore = async () => openCatalogStore(folder);
  const services = testServices({ env: emulator.env, overrides: { configStore, catalogStore } });
  const login = (name: string) =>
    signIn(services, testInstance(emulator, { name }), {
      flow: 'device',
      isBrowserAllowed: false,
      force: true,
      onProgress: () => undefined,
    });
  return { emulator, services, instances, login };
};

test('an instance that nobody is signed in to does not keep the others from being read', async () => {
  const { services, instances, login } = await setUp(['acme', 'globex']);
  await login('globex');
  const failure = await refreshCatalog(services, { instances }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LoginNeeded);
  expect(failure).toMatchObject({ instance: 'acme' });
  const { roles } = await loadRoles(services);
  expect(new Set(roles.map((role) => role.instance))).toEqual(new Set(['globex']));
});

test('a stop ends all of it', async () => {
  const { services, instances, login, emulator } = await setUp(['acme', 'globex']);
  for (const { name } of instances) await login(name);
  emulator.clearRequests();
  const refreshing = refreshCatalog(services, { instances, signal: AbortSignal.abort() });
  await expect(refreshing).rejects.toMatchObject({ name: 'Cancelled' });
  expect(emulator.requests()).toEqual([]);
});
